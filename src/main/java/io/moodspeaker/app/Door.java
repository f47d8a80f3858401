package io.moodspeaker.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns away requests that ask for another name than this machine's, which is how a web page comes
 * in whose name has been made to lead here (DNS rebinding).
 *
 * @param names by which this machine may be asked for, besides every address and {@code localhost}
 */
public record Door(Set<String> names) {
  public Door {
    names = Set.copyOf(names);
  }

  /**
   * The door of this machine.
   *
   * @param bound the address or name on which it listens
   */
  static Door of(String bound) {
    Set<String> names = new TreeSet<>();
    if (!isAddress(plain(bound))) {
      names.add(plain(bound));
    }
    try {
      // Asks the kernel; InetAddress.getLocalHost() would ask DNS, and may wait for it.
      names.add(plain(Files.readString(Path.of("/proc/sys/kernel/hostname"))));
    } catch (IOException notLinux) {
      names.add(plain(InetAddress.getLoopbackAddress().getHostName()));
    }
    for (String name : Set.copyOf(names)) {
      // These are asked in the house alone, never in the DNS that a stranger could fill.
      String bare = name.replaceFirst("\\..*", "");
      names.add(bare);
      names.add(bare + ".local");
    }
    return new Door(names);
  }

  /**
   * Whether a request is turned away.
   *
   * @param host as HTTP/1.1 names it, with or without a port; null in HTTP/2
   * @param url the whole address asked for, which holds what HTTP/2 names; null if it is unknown
   */
  public boolean refuses(@Header("Host") String host, @Header(Exchange.HTTP_URL) String url) {
    String name = plain(asked(host, url).replaceFirst(":\\d*$", ""));
    return !name.equals("localhost")
        && !name.endsWith(".localhost")
        && !names.contains(name)
        && !isAddress(name);
  }

  /** What it is told. */
  public String refusal(@Header("Host") String host, @Header(Exchange.HTTP_URL) String url) {
    return JsonMapper.shared()
        .writeValueAsString(
            JsonMapper.shared()
                .createObjectNode()
                .put(
                    "error",
                    "'"
                        + asked(host, url)
                        + "' is not this machine's name; ask for its IP address, or for "
                        + String.join(" or ", new TreeSet<>(names))));
  }

  private static String asked(String host, String url) {
    if (host != null) {
      return host;
    }
    try {
      return url == null ? "" : Objects.requireNonNullElse(new URI(url).getAuthority(), "");
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static boolean isAddress(String name) {
    try {
      InetAddress.ofLiteral(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }
}
