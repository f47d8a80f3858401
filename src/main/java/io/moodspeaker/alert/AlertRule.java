package io.moodspeaker.alert;

import io.moodspeaker.model.Mood;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a mood becomes an alert, and who is told.
 *
 * @param after how long it must hold
 * @param every the least time between two alerts for this mood
 * @param with moods that it may be mistaken for: while one of them stands in between, the mood
 *     counts as holding, as long as it was itself there for at least half of the time
 * @param hours when alerts are raised; empty for always
 * @param channels who is told, by the names of channels; empty for all that are set up
 */
public record AlertRule(
    Duration after, Duration every, Set<Mood> with, Optional<Hours> hours, List<String> channels) {
  /** Long enough that a start at a loud noise has passed. */
  public static final Duration AFTER = Duration.ofSeconds(5);

  /** One message tells it; the second within minutes annoys. */
  public static final Duration EVERY = Duration.ofMinutes(10);

  public AlertRule {
    if (after.isNegative()) {
      throw new IllegalArgumentException("alert after must be 0 or more, was " + after);
    }
    if (every.isNegative()) {
      throw new IllegalArgumentException("alert every must be 0 or more, was " + every);
    }
    with = Set.copyOf(with);
    channels = List.copyOf(channels);
  }

  /** A rule for all hours and channels, and with no other moods. */
  public static AlertRule of(Duration after, Duration every) {
    return new AlertRule(after, every, Set.of(), Optional.empty(), List.of());
  }

  /** A part of the day, from a time on and up to another; over midnight where it is earlier. */
  public record Hours(LocalTime from, LocalTime to) {
    /** Whether a time of day lies in it. */
    public boolean contains(LocalTime time) {
      boolean begun = !time.isBefore(from);
      boolean running = time.isBefore(to);
      return from.isBefore(to) ? begun && running : begun || running;
    }
  }
}
