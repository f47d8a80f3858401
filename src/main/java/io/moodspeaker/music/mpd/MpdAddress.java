package io.moodspeaker.music.mpd;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an MPD server listens: {@code mpd:HOST}, {@code mpd:HOST:PORT} or {@code mpd:/SOCKET}, each
 * after a password and an at sign if the server wants one.
 */
public record MpdAddress(String place, Optional<String> password) {
  /** MPD's own. */
  private static final int PORT = 6600;

  private static final Pattern HOST = Pattern.compile("([^:/]+)(?::(\\d{1,5}))?");

  /** An address as it is configured, without {@code mpd:}. */
  public static MpdAddress of(String text) {
    int at = text.lastIndexOf('@');
    return at < 0
        ? new MpdAddress(text, Optional.empty())
        : new MpdAddress(text.substring(at + 1), Optional.of(text.substring(0, at)));
  }

  public MpdAddress {
    if (!place.startsWith("/") && !HOST.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "an MPD server is given as mpd:HOST, mpd:HOST:PORT or mpd:/PATH/OF/SOCKET, was 'mpd:"
              + place
              + "'");
    }
  }

  /** Whether it is a socket in the file system, over which MPD takes any local file. */
  boolean isLocal() {
    return place.startsWith("/");
  }

  /** The address, looked up anew each time. */
  SocketAddress resolve() {
    if (isLocal()) {
      return UnixDomainSocketAddress.of(place);
    }
    Matcher matcher = HOST.matcher(place);
    if (!matcher.matches()) {
      throw new IllegalStateException(place);
    }
    int port = matcher.group(2) == null ? PORT : Integer.parseInt(matcher.group(2));
    return new InetSocketAddress(matcher.group(1), port);
  }

  @Override
  public String toString() {
    return "mpd:" + place;
  }
}
