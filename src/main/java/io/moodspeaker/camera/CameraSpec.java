package io.moodspeaker.camera;

import io.moodspeaker.support.Urls;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the setting {@code camera} asks for.
 *
 * @param kind where frames come from
 * @param target a path, an address or the number of a camera; empty for the default
 */
public record CameraSpec(Kind kind, String target) {
  /** Kinds of sources. */
  public enum Kind {
    /** The first camera that works, else the drawn face. */
    AUTO,
    /** The drawn face, with a scenario of one's own or the one that ships. */
    DRAWN,
    /** A Raspberry Pi's own camera, by its number. */
    RPICAM,
    /** A V4L2 device. */
    DEVICE,
    /** A camera on the network, by http or https. */
    HTTP,
    /** A camera on the network, by rtsp or rtsps. */
    RTSP,
    /** A video, a picture or a folder of pictures. */
    FILE
  }

  /** All values that would do, for messages. */
  public static final String FORMS =
      "use auto, drawn, drawn:SCENARIO.yaml, rpicam, rpicam:1, a device such as /dev/video0, an"
          + " rtsp:// or http:// address, or the path of a video, a picture or a folder of pictures";

  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://.*");
  private static final Pattern RPICAM = Pattern.compile("rpicam(?::([0-9]))?");
  private static final String PORT = "[0-9]{1,5}";

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if it can be no camera; the message begins with "must be"
   */
  public static CameraSpec parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty; " + FORMS);
    }
    if (text.matches("[\"'].*|.*[\"']")) {
      throw new IllegalArgumentException("must be written without quotation marks");
    }
    if (text.matches("(auto|drawn|rpicam|/dev/|[a-zA-Z]+://)\\S*\\s+#.*|.*\\s#(\\s.*)?")) {
      throw new IllegalArgumentException(
          "must stand alone on its line; a comment takes a line of its own");
    }
    if (text.matches("[0-9]+")) {
      throw new IllegalArgumentException("must be the whole path of a device, such as /dev/video0");
    }
    Matcher rpicam = RPICAM.matcher(text);
    if (rpicam.matches()) {
      return new CameraSpec(Kind.RPICAM, rpicam.group(1) == null ? "0" : rpicam.group(1));
    }
    Matcher scheme = SCHEME.matcher(text);
    if (scheme.matches()) {
      return address(text, scheme.group(1).toLowerCase(Locale.ROOT));
    }
    if (text.equals("auto")) {
      return new CameraSpec(Kind.AUTO, "");
    }
    if (text.equals("drawn")) {
      return new CameraSpec(Kind.DRAWN, "");
    }
    if (text.equals("drawn:")) {
      throw new IllegalArgumentException("must be drawn, or drawn:SCENARIO.yaml");
    }
    if (text.startsWith("drawn:")) {
      return new CameraSpec(Kind.DRAWN, path(text.substring("drawn:".length())));
    }
    if (text.startsWith("rpicam:")) {
      throw new IllegalArgumentException("must be rpicam, or rpicam:0 to rpicam:9");
    }
    return new CameraSpec(text.startsWith("/dev/") ? Kind.DEVICE : Kind.FILE, path(text));
  }

  private static CameraSpec address(String text, String scheme) {
    Kind kind =
        switch (scheme) {
          case "http", "https" -> Kind.HTTP;
          case "rtsp", "rtsps" -> Kind.RTSP;
          default ->
              throw new IllegalArgumentException(
                  "must not begin with " + scheme + "://, which nothing here reads; " + FORMS);
        };
    String address = escaped(text);
    try {
      URI uri = new URI(address);
      if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
        throw new URISyntaxException(address, "no host, or a port that is none");
      }
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException(
          "must be an address like " + scheme + "://user:password@host:port/path", wrong);
    }
    return new CameraSpec(kind, address);
  }

  /**
   * An address that every library reads alike: what in its password would end the host's name
   * ({@code ge/heim}), and what may not stand in an address at all, is written as %2F.
   */
  private static String escaped(String text) {
    int begin = text.indexOf("://") + 3;
    int path = end(text, begin);
    int at = text.lastIndexOf('@', path - 1);
    int colon = text.indexOf(':', begin);
    if (at < begin && colon > 0 && colon < path && !text.substring(colon + 1, path).matches(PORT)) {
      int first = text.indexOf('@', path);
      at = first < 0 ? first : text.lastIndexOf('@', end(text, first));
    }
    if (at < begin) {
      return legal(text, "");
    }
    return text.substring(0, begin)
        + legal(text.substring(begin, at), "/?#@[]")
        + legal(text.substring(at), "");
  }

  /** Where the host's part of an address ends. */
  private static int end(String text, int from) {
    int end = from;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String legal(String part, String alsoEscaped) {
    StringBuilder legal = new StringBuilder();
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c > ' ' && c < 0x7f && ("\"<>\\^`{|}" + alsoEscaped).indexOf(c) < 0;
      legal.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return legal.toString().replaceAll("%(?![0-9a-fA-F]{2})", "%25");
  }

  private static String path(String text) {
    try {
      return Path.of(text).toString();
    } catch (InvalidPathException wrong) {
      throw new IllegalArgumentException("must be a path; " + FORMS, wrong);
    }
  }

  /** For logs and status: without what is secret in an address. */
  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case DRAWN -> target.isEmpty() ? "drawn" : "drawn:" + target;
      case RPICAM -> "rpicam:" + target;
      case DEVICE, FILE -> target;
      case HTTP, RTSP -> Urls.withoutSecrets(target);
    };
  }
}
