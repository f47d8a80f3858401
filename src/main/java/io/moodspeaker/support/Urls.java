package io.moodspeaker.support;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses of servers. */
public final class Urls {
  private Urls() {}

  /** An address as messages may show it: without what stands before an at sign. */
  public static String withoutSecrets(String text) {
    return text.replaceFirst("//[^/]*@", "//…@");
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
      if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
        throw new URISyntaxException(text, form);
      }
      return uri;
    } catch (URISyntaxException e) {
      URISyntaxException plain = new URISyntaxException(text, form);
      plain.initCause(e);
      throw plain;
    }
  }
}
