package io.moodspeaker.music;

import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.support.PersonNames;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * A playlist that a mood plays at certain times.
 *
 * @param name what moods.yaml calls the rule
 * @param weight how often it is drawn against others that hold, 1 to 100
 */
public record PlaylistRule(String name, PlaylistName playlist, int weight, When when) {
  public PlaylistRule {
    if (weight < 1 || weight > 100) {
      throw new IllegalArgumentException("weight must be 1 to 100, was " + weight);
    }
  }

  /**
   * When a rule holds.
   *
   * @param hours empty for the whole day
   * @param days on which it holds; over midnight the day on which its hours began
   * @param lasting how long the mood must have lasted
   * @param people for whom it holds; empty for all, known or not
   */
  public record When(
      Optional<Hours> hours, Set<DayOfWeek> days, Duration lasting, Set<String> people) {
    /** All the time and for all. */
    public static final When ALWAYS =
        new When(Optional.empty(), Set.of(DayOfWeek.values()), Duration.ZERO, Set.of());

    public When {
      days = Set.copyOf(days);
      people = PersonNames.set(people);
    }

    /**
     * Whether it holds.
     *
     * @param now as people read it
     * @param lasted how long the mood has lasted
     * @param person whose mood it is, if that is known
     */
    public boolean holds(ZonedDateTime now, Duration lasted, Optional<String> person) {
      boolean overMidnight =
          hours
              .filter(h -> h.from().isAfter(h.to()) && now.toLocalTime().isBefore(h.to()))
              .isPresent();
      DayOfWeek day = overMidnight ? now.getDayOfWeek().minus(1) : now.getDayOfWeek();
      return days.contains(day)
          && hours.map(h -> h.include(now.toLocalTime())).orElse(true)
          && lasted.compareTo(lasting) >= 0
          && (people.isEmpty() || person.filter(people::contains).isPresent());
    }
  }
}
