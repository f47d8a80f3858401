package io.moodspeaker.music;

import io.moodspeaker.support.MonotonicClock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Time for what waits, and the same time for people.
 *
 * @param clock runs on evenly
 * @param wallClock as people read it
 * @param zone where that clock hangs
 */
public record Times(InstantSource clock, InstantSource wallClock, ZoneId zone) {
  public static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** Now, for what waits. */
  public Instant now() {
    return clock.instant();
  }

  /** An instant of the even clock as people read it. */
  public ZonedDateTime local(Instant then) {
    return MonotonicClock.toWallClock(then, clock, wallClock).atZone(zone);
  }

  /** The time of day: {@code 14:32}. */
  public String timeOfDay(Instant then) {
    return local(then).format(TIME);
  }

  /** Date, time and offset to the second: {@code 2026-11-21T20:00:00+01:00}. */
  public String iso(Instant then) {
    return local(then)
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
