package io.moodspeaker.emotion.server;

import java.time.Duration;
import java.util.Optional;

/**
 * How the Face contract is served.
 *
 * @param host the address or name to listen on
 * @param port the port to listen on; 0 for any free one
 * @param key the key that callers must send; empty when anyone may call
 * @param workers how many pictures are decoded and read at the same time
 * @param waiting how many further requests may wait; the next one is told to come again
 * @param patience how long a request's body may take to arrive
 */
public record FaceServerSettings(
    String host, int port, Optional<String> key, int workers, int waiting, Duration patience) {
  /** 32: two for each of sixteen boards. */
  public static final int DEFAULT_WAITING = 32;

  /** Ten seconds: 6 MB over a slow wireless link of 5 Mbit/s. */
  public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

  public FaceServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
    }
    if (key.isPresent() && !key.get().matches("[!-~]+")) {
      throw new IllegalArgumentException("key must be printable ASCII without blanks");
    }
    if (workers < 1 || waiting < 0) {
      throw new IllegalArgumentException(
          "workers must be at least 1 and waiting 0, were " + workers + " and " + waiting);
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience must be above 0, was " + patience);
    }
  }

  /** One worker a processor, four at most for their memory's sake, and the default queue. */
  public static FaceServerSettings of(String host, int port, Optional<String> key) {
    int workers = Math.min(4, Runtime.getRuntime().availableProcessors());
    return new FaceServerSettings(host, port, key, workers, DEFAULT_WAITING, DEFAULT_PATIENCE);
  }

  @Override
  public String toString() {
    return "FaceServerSettings["
        + host
        + ":"
        + port
        + ", key="
        + (key.isPresent() ? "…" : "none")
        + ", workers="
        + workers
        + ", waiting="
        + waiting
        + ", patience="
        + patience
        + "]";
  }
}
