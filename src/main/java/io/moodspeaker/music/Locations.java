package io.moodspeaker.music;

import io.moodspeaker.support.OneLine;
import io.moodspeaker.support.Urls;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a track or playlist is named: an absolute path, an http(s) URL, or another URI that a server
 * knows. A file whose name is no text, or not one line of it, goes by its {@code file:} URI, which
 * keeps its bytes.
 */
public final class Locations {
  private static final Pattern URL = Pattern.compile("(?i)https?://.*", Pattern.DOTALL);

  /** Two letters at least: one is a drive of Windows. A sentence has a space after its colon. */
  private static final Pattern URI_FORM =
      Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:\\S.*", Pattern.DOTALL);

  private static final String FILE = "file:";

  /** What may stand in a URI besides letters and digits (RFC 3986). */
  private static final String LEGAL = "-._~:/?#@!$&'()*+,;=";

  /** Where music is composed while it plays. */
  public static final String COMPOSED = "compose:mood";

  private Locations() {}

  /** Whether it stands for music that is composed while it plays. */
  public static boolean isComposed(String location) {
    return isUri(location) && scheme(location).equals("compose");
  }

  /** Whether it is a stream's address. */
  public static boolean isUrl(String location) {
    return URL.matcher(location).matches();
  }

  /** Whether it begins with {@code file:}. */
  public static boolean isFileUri(String location) {
    return location.regionMatches(true, 0, FILE, 0, FILE.length());
  }

  /** Whether it is a URI that names no file, of whatever scheme: {@code spotify:track:…}. */
  public static boolean isUri(String location) {
    return URI_FORM.matcher(location).matches() && !isFileUri(location);
  }

  /** What stands before its colon, in lower case. */
  public static String scheme(String uri) {
    return uri.substring(0, uri.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  /**
   * The path of a location that is no URI.
   *
   * @throws IllegalArgumentException if it is no path
   */
  public static Path path(String location) {
    return isFileUri(location) ? Path.of(URI.create(location)) : Path.of(location);
  }

  /** The location of a file. */
  public static String of(Path path) {
    String text = path.toString();
    return text.indexOf('\uFFFD') < 0 && OneLine.whole(text).equals(text)
        ? text
        : path.toUri().toString();
  }

  /** A file's name in the bytes that the system knows it by. */
  public static byte[] bytes(String location) {
    return isFileUri(location)
        ? unescaped(URI.create(location).getRawPath())
        : location.getBytes(StandardCharsets.UTF_8);
  }

  /** As logs and files may show it: one line, and an address without passwords. */
  public static String shown(String location) {
    return OneLine.whole(isUri(location) ? Urls.withoutSecrets(location) : location);
  }

  /** Text with its percent escapes undone; a percent sign that begins none stays. */
  public static String decoded(String text) {
    return text.indexOf('%') < 0 ? text : text(unescaped(text));
  }

  private static byte[] unescaped(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        plain.write(high * 16 + low);
        i += 2;
      } else {
        plain.write(bytes[i]);
      }
    }
    return plain.toByteArray();
  }

  /** Bytes as UTF-8 or, where they are none, in Windows' Latin letters, which decode always. */
  public static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  /**
   * An address as servers take it: what may not stand in a URI is escaped.
   *
   * @throws IllegalArgumentException if it is none even so
   */
  public static URI address(String url) {
    String text = url.strip();
    int authority = text.indexOf("://") + 3;
    int path = authority < 3 ? 0 : authority;
    while (path < text.length() && "/?#".indexOf(text.charAt(path)) < 0) {
      path++;
    }
    int at = authority < 3 ? -1 : text.lastIndexOf('@', path);
    StringBuilder plain = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean bracket = (c == '[' || c == ']') && i < path && i > at && authority >= 3;
      boolean escape = c == '%' && isHex(text, i + 1) && isHex(text, i + 2);
      if (bracket || escape || LEGAL.indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c))) {
        plain.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          plain.append(String.format("%%%02X", b));
        }
      }
      i += Character.charCount(c);
    }
    return URI.create(plain.toString());
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
  }
}
