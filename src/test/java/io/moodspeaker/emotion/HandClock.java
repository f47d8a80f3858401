package io.moodspeaker.emotion;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is set by hand. */
public final class HandClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-21T06:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the hands on. */
  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }
}
