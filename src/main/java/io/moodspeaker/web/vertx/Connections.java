package io.moodspeaker.web.vertx;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections. Where there are too many, the one that has waited longest for its request
 * gives way; one that has sent half a request for too long is closed. Used on one event loop.
 */
final class Connections {
  /** A household's browsers and scripts keep a dozen open. */
  private static final int MOST = 200;

  /** The rest of the process's descriptors is for cameras, music and files. */
  private static final int SHARE = 4;

  /** A request's head comes within a second on a slow network; ten are patience. */
  private static final Duration HEAD = Duration.ofSeconds(10);

  /** So many descriptors stay for a track, a picture and a log that are opened meanwhile. */
  private static final int RESERVE = 32;

  /** So many may come whatever is left: the page, a script and who asks whether it is well. */
  private static final int LEAST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final int usual = Math.clamp(descriptors() / SHARE, LEAST, MOST);
  private final LongSupplier free;
  private int most = usual;
  private boolean scarce;
  private final Map<HttpConnection, Instant> waiting = new LinkedHashMap<>();
  private final Set<HttpConnection> busy = new HashSet<>();
  private final InstantSource clock;

  /**
   * No connection yet.
   *
   * @param free how many descriptors the process may still open
   */
  Connections(Vertx vertx, InstantSource clock, LongSupplier free) {
    this.clock = clock;
    this.free = free;
    vertx.setPeriodic(
        1000,
        round -> {
          closeLate();
          measure();
        });
  }

  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : MOST * SHARE;
  }

  /** How many descriptors this process may still open. */
  static long freeDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
        : MOST;
  }

  /**
   * Fixes how many may be open from what is left. Asked now and then and not for each: many are
   * accepted at once, and where nothing is left the question itself fails.
   */
  private void measure() {
    long left;
    try {
      left = free.getAsLong();
    } catch (InternalError none) {
      left = 0;
    }
    int open = waiting.size() + busy.size();
    most = Math.clamp(open + left - RESERVE, LEAST, usual);
    if (open > most && !scarce) {
      scarce = true;
      LOG.warn(
          "fewer than {} file descriptors are left: clients make way for each other; raise"
              + " LimitNOFILE of the service",
          RESERVE);
    }
    for (int i = open; i > most && !waiting.isEmpty(); i--) {
      makeWay();
    }
  }

  private void makeWay() {
    HttpConnection longest = waiting.keySet().iterator().next();
    waiting.remove(longest);
    longest.close();
  }

  /** A connection was opened. */
  void opened(HttpConnection connection) {
    connection.closeHandler(
        closed -> {
          waiting.remove(connection);
          busy.remove(connection);
        });
    connection.exceptionHandler(gone -> {});
    if (waiting.size() + busy.size() >= most) {
      if (waiting.isEmpty()) {
        connection.close();
        return;
      }
      makeWay();
    }
    waiting.put(connection, clock.instant());
  }

  /** A request's head has come whole; it is answered until {@link #answered}. */
  void asked(HttpConnection connection) {
    if (waiting.remove(connection) != null) {
      busy.add(connection);
    }
  }

  /** A request was answered; the next may come. */
  void answered(HttpConnection connection) {
    if (busy.remove(connection)) {
      waiting.put(connection, clock.instant());
    }
  }

  private void closeLate() {
    Instant late = clock.instant().minus(HEAD);
    List.copyOf(waiting.entrySet()).stream()
        .filter(entry -> entry.getValue().isBefore(late))
        .forEach(entry -> entry.getKey().close());
  }
}
