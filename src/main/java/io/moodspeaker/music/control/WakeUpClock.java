package io.moodspeaker.music.control;

import io.moodspeaker.music.Times;
import io.moodspeaker.music.WakeUp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells when somebody is to be woken: by moods.yaml on days of the week, and once by hand. By the
 * wall clock. Used under its owner's lock.
 */
final class WakeUpClock {
  /** A machine that slept or was off wakes nobody half an hour late. */
  private static final Duration LATEST = Duration.ofMinutes(30);

  private static final Duration WRONG = Duration.ofHours(12);

  private final Times times;
  private Optional<WakeUp> daily = Optional.empty();
  private Optional<WakeUp> once = Optional.empty();

  /** When each comes; none of them lies before the last look. */
  private Optional<ZonedDateTime> dailyAt = Optional.empty();

  private Optional<ZonedDateTime> onceAt = Optional.empty();
  private Instant looked;

  WakeUpClock(Times times) {
    this.times = times;
    looked = times.wallClock().instant();
  }

  /** From now on wakes by other rules; empty for none. */
  void take(Optional<WakeUp> newer) {
    if (!newer.equals(daily)) {
      daily = newer;
      dailyAt = newer.map(wakeUp -> wakeUp.next(now()));
    }
  }

  /**
   * Wakes once when the clock shows a time next.
   *
   * @throws IllegalArgumentException if the text is no time of day such as 06:45
   */
  ZonedDateTime once(String text, WakeUp like) {
    LocalTime at;
    try {
      at = LocalTime.parse(text.length() == 4 ? "0" + text : text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "the wake-up must be a time of day such as 06:45, or off, was '" + text + "'", e);
    }
    WakeUp wakeUp = at(at, like);
    once = Optional.of(wakeUp);
    onceAt = Optional.of(wakeUp.next(now()));
    return onceAt.get();
  }

  private static WakeUp at(LocalTime at, WakeUp like) {
    return new WakeUp(at, WakeUp.once(at, 0).days(), like.playlist(), like.rise(), like.volume());
  }

  /** Takes up what was set by hand before a restart. */
  void restore(Instant at, WakeUp like) {
    ZonedDateTime local = at.atZone(times.zone());
    once = Optional.of(at(local.toLocalTime(), like));
    onceAt = Optional.of(local);
  }

  /** When somebody is woken by what was set by hand. */
  Optional<Instant> onceAt() {
    return onceAt.map(ZonedDateTime::toInstant);
  }

  /** Forgets what was set by hand; false if nothing was. */
  boolean cancel() {
    boolean was = once.isPresent();
    once = Optional.empty();
    onceAt = Optional.empty();
    return was;
  }

  /** When somebody is woken next. */
  Optional<ZonedDateTime> next() {
    return Stream.concat(dailyAt.stream(), onceAt.stream()).min(ZonedDateTime::compareTo);
  }

  /** Who is to be woken since the last look; each only once. */
  Optional<WakeUp> due() {
    ZonedDateTime now = now();
    if (now.toInstant().isBefore(looked.minus(WRONG))) {
      // A clock that was that wrong says nothing of what is due; a step back of less wakes once.
      dailyAt = daily.map(wakeUp -> wakeUp.next(now));
      onceAt = once.map(wakeUp -> wakeUp.next(now));
    }
    looked = now.toInstant();
    Optional<WakeUp> due = Optional.empty();
    if (onceAt.filter(at -> !at.isAfter(now)).isPresent()) {
      due = once.filter(wakeUp -> isInTime(onceAt.get(), now));
      cancel();
    }
    if (dailyAt.filter(at -> !at.isAfter(now)).isPresent()) {
      due = due.or(() -> daily.filter(wakeUp -> isInTime(dailyAt.get(), now)));
      dailyAt = daily.map(wakeUp -> wakeUp.next(now));
    }
    return due;
  }

  private static boolean isInTime(ZonedDateTime at, ZonedDateTime now) {
    return Duration.between(at, now).compareTo(LATEST) <= 0;
  }

  private ZonedDateTime now() {
    return times.wallClock().instant().atZone(times.zone());
  }
}
