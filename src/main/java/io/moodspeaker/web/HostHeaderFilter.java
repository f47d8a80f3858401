package io.moodspeaker.web;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns away requests that ask for another name than this machine's, which is how a web page comes
 * in whose name has been made to lead here (DNS rebinding).
 *
 * @param names by which this machine may be asked for, besides every address and {@code localhost}
 */
public record HostHeaderFilter(Set<String> names) {
  public HostHeaderFilter {
    names = Set.copyOf(names);
  }

  /**
   * The filter of this machine.
   *
   * @param bound the address or name on which it listens
   */
  public static HostHeaderFilter of(String bound) {
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
    return new HostHeaderFilter(names);
  }

  /**
   * Why a request is turned away; empty if it is not.
   *
   * @param authority the host that the request asks for, with or without a port
   */
  public Optional<String> refusal(String authority) {
    String name = plain(authority.replaceFirst(":\\d*$", ""));
    if (name.equals("localhost")
        || name.endsWith(".localhost")
        || names.contains(name)
        || isAddress(name)) {
      return Optional.empty();
    }
    return Optional.of(
        "'"
            + authority
            + "' is not this machine's name; ask for its IP address, or for "
            + String.join(" or ", new TreeSet<>(names)));
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
