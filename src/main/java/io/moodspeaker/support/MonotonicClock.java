package io.moodspeaker.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that begins at the machine's time and then runs on evenly: setting the machine's clock
 * does not move it. Two of its instants tell how long something took; none is for people to read.
 */
public final class MonotonicClock implements InstantSource {
  private final Instant start;
  private final long nanos;

  private MonotonicClock(Instant start, long nanos) {
    this.start = start;
    this.nanos = nanos;
  }

  /** A clock that begins now. */
  public static MonotonicClock start() {
    return new MonotonicClock(Instant.now(), System.nanoTime());
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.ofNanos(System.nanoTime() - nanos));
  }

  /** The machine's time at an instant of another clock, as it is known now. */
  public static Instant toWallClock(Instant then, InstantSource clock, InstantSource wallClock) {
    return wallClock.instant().minus(Duration.between(then, clock.instant()));
  }
}
