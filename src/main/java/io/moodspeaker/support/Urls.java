package io.moodspeaker.support;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of servers. */
public final class Urls {
  private Urls() {}

  private static final List<String> HOUSE_DOMAINS =
      List.of(".local", ".lan", ".home", ".home.arpa", ".internal", ".localhost");

  /** A parameter's name that tells of a secret or of a person; the short ones are Subsonic's. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)((?:[?&;#]|%3F|%26)(?:[^=&;#\\s]*(?:pass|pwd|token|key|user|usr|login|auth|secret|sig|cred)"
              + "[^=&;#\\s]*|u|p|t|s|pw|sid)=)[^&;#\\s]+");

  /** The same within a path, as cameras have it: {@code /user=admin_password=x_channel=1}. */
  private static final Pattern IN_PATH =
      Pattern.compile(
          "(?i)((?<![a-z])(?:pass(?:word|wd|phrase)?|pwd|usr|user(?:name)?|login|token|auth|secret"
              + "|(?:api)?key)=)[^&;#/?\\s]*?(?=_[a-z]+=|[&;#/?\\s]|$)");

  private static final Pattern WHOLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://\\S+");

  /** A name and a password before a host, without a scheme. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?<![\\w/@.:-])(?!mailto:|user:password@)[\\w.+%-]+:[^\\s/@'\"]+@(?=[\\w\\[])");

  /** What stands between the slashes and the last at sign. */
  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(?!user:password@)(\\S*)@");

  /**
   * A text as messages may show it: addresses in it without the user's name and password, also
   * where these hold a slash, and without the values of parameters such as {@code pwd} or {@code
   * token}. An at sign in a path is kept only where the host before it is plain.
   */
  public static String withoutSecrets(String text) {
    String shown = text;
    if (text.indexOf('@') >= 0) {
      shown =
          ADDRESS
              .matcher(text)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          isPlainHost(found.group(2)) ? found.group() : found.group(1) + "…@"));
      shown = LOGIN.matcher(shown).replaceAll("…@");
    }
    if (shown.indexOf('=') < 0) {
      return shown;
    }
    shown = PARAMETER.matcher(shown).replaceAll("$1…");
    return WHOLE
        .matcher(shown)
        .replaceAll(
            found -> Matcher.quoteReplacement(IN_PATH.matcher(found.group()).replaceAll("$1…")));
  }

  /** Whether a host's name, and no user's, stands before the first slash. */
  private static boolean isPlainHost(String beforeAt) {
    int end = beforeAt.indexOf('/');
    return end > 0 && beforeAt.substring(0, end).matches("[a-zA-Z0-9-]+(\\.[a-zA-Z0-9-]+)+");
  }

  /**
   * An http or https address with a host.
   *
   * @throws URISyntaxException if it is none; the reason begins with "must be"
   */
  public static URI http(String text) throws URISyntaxException {
    String form = "must be an address like https://host/path";
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null
          || uri.getPort() == 0
          || uri.getPort() > 65_535
          || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new URISyntaxException(text, form);
      }
      return uri;
    } catch (URISyntaxException e) {
      URISyntaxException plain = new URISyntaxException(text, form);
      plain.initCause(e);
      throw plain;
    }
  }

  /** Whether a host is this machine or one in the same house, by its name or address alone. */
  public static boolean isInTheHouse(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(name);
    } catch (IllegalArgumentException e) {
      // A name and no address: asking DNS would let a stranger's server decide.
      return name.indexOf('.') < 0 || HOUSE_DOMAINS.stream().anyMatch(name::endsWith);
    }
    // fc00::/7, the private addresses of IPv6.
    boolean unique = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || unique;
  }
}
