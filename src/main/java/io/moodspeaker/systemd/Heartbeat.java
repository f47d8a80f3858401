package io.moodspeaker.systemd;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a loop last came round. Safe for use by several threads.
 *
 * <p>Beat at each poll of the camera, whether it brings a frame or not: a camera that is gone and
 * being looked for is no reason to restart, a loop that hangs is.
 */
public final class Heartbeat {
  private final Duration patience;
  private final InstantSource clock;
  private volatile Instant last;

  /**
   * A heart that beats now.
   *
   * @param patience the longest silence of a loop that is well
   * @param clock a monotonic one: setting the machine's clock must neither hide a loop that hangs
   *     nor stop the notices of one that runs
   */
  public Heartbeat(Duration patience, InstantSource clock) {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("patience must be above 0, was " + patience);
    }
    this.patience = patience;
    this.clock = clock;
    this.last = clock.instant();
  }

  /** The loop came round. */
  public void beat() {
    last = clock.instant();
  }

  /** How long ago the loop came round; 0 if the clock was set back since. */
  public Duration silence() {
    Duration silence = Duration.between(last, clock.instant());
    return silence.isNegative() ? Duration.ZERO : silence;
  }

  /** Whether the loop came round lately. */
  public boolean alive() {
    return silence().compareTo(patience) <= 0;
  }
}
