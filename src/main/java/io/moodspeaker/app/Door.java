package io.moodspeaker.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
   * @param host as the request names it, with or without a port; null if it names none
   */
  public boolean refuses(@Header("Host") String host) {
    if (host == null) {
      return true;
    }
    String name = plain(host.replaceFirst(":\\d*$", ""));
    return !name.equals("localhost")
        && !name.endsWith(".localhost")
        && !names.contains(name)
        && !isAddress(name);
  }

  /** What it is told. */
  public String refusal(@Header("Host") String host) {
    return JsonMapper.shared()
        .writeValueAsString(
            JsonMapper.shared()
                .createObjectNode()
                .put(
                    "error",
                    "'"
                        + (host == null ? "" : host)
                        + "' is not this machine's name; ask for its IP address, or for "
                        + String.join(" or ", new TreeSet<>(names))));
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
