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

  private final int most = Math.min(MOST, descriptors() / SHARE);
  private final Map<HttpConnection, Instant> waiting = new LinkedHashMap<>();
  private final Set<HttpConnection> busy = new HashSet<>();
  private final InstantSource clock;

  Connections(Vertx vertx, InstantSource clock) {
    this.clock = clock;
    vertx.setPeriodic(1000, round -> closeLate());
  }

  private static int descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
        : MOST * SHARE;
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
      waiting.keySet().iterator().next().close();
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
