package io.moodspeaker.music.control;

import io.moodspeaker.support.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the music is to have ended, as somebody falls asleep. Used under its owner's lock. */
final class SleepTimer {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(12);

  /** So slow that it wakes nobody. */
  private static final Duration FADE = Duration.ofMinutes(1);

  private Optional<Instant> end = Optional.empty();

  /** Whether a text asks for no timer. */
  static boolean isOff(String text) {
    return text.isBlank() || text.strip().equals("off");
  }

  /**
   * Sets it anew.
   *
   * @param text a time such as {@code 30min}
   * @throws IllegalArgumentException if it is no time of 10 s to 12 h
   */
  Instant set(String text, Instant now) {
    Duration after;
    try {
      after = Durations.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("the sleep timer " + wrong.getMessage(), wrong);
    }
    if (after.compareTo(SHORTEST) < 0 || after.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("the sleep timer must be 10s to 12h, was " + text.strip());
    }
    end = Optional.of(now.plus(after));
    return end.get();
  }

  /** Takes up one from before a restart. */
  void restore(Instant at) {
    end = Optional.of(at);
  }

  /** Forgets it; false if none was set. */
  boolean cancel() {
    boolean was = end.isPresent();
    end = Optional.empty();
    return was;
  }

  /** When the music ends; empty where no timer is set. */
  Optional<Instant> end() {
    return end;
  }

  /**
   * How long the fade lasts that has to begin now, so that it is done when the time is; once, and
   * empty before. Zero or less if the time has passed.
   */
  Optional<Duration> due(Instant now) {
    Optional<Duration> left =
        end.map(at -> Duration.between(now, at)).filter(some -> some.compareTo(FADE) <= 0);
    if (left.isPresent()) {
      end = Optional.empty();
    }
    return left;
  }
}
