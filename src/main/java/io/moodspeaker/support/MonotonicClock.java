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

  /** Microseconds of the kernel's CLOCK_MONOTONIC, by which systemd counts. */
  public static long kernelMicros() {
    // On Linux nanoTime() is CLOCK_MONOTONIC.
    return System.nanoTime() / 1_000;
  }

  /** Nanoseconds since some moment, evenly: for what is too short or too often for instants. */
  public static long nanoTime() {
    return System.nanoTime();
  }

  /** The machine's time at an instant of another clock, as it is known now. */
  public static Instant toWallClock(Instant then, InstantSource clock, InstantSource wallClock) {
    return wallClock.instant().minus(Duration.between(then, clock.instant()));
  }
}
