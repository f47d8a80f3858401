package io.moodspeaker.music;

import io.moodspeaker.music.MoodMusic.PlaylistName;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/**
 * Music that wakes somebody: softly at first, and then what the face asks for.
 *
 * @param days of the week on which it does
 * @param playlist empty for what comforts, and without that for composed music
 * @param rise how long it takes to its volume
 * @param volume 0 to 100, at the end
 */
public record WakeUp(
    LocalTime at, Set<DayOfWeek> days, Optional<PlaylistName> playlist, Duration rise, int volume) {
  /** Ten minutes: longer than a jolt, shorter than a snooze. */
  public static final Duration RISE = Duration.ofMinutes(10);

  /** What one hears in a silent room, with the cube of the volume. */
  private static final int SOFT = 15;

  public WakeUp {
    days = Set.copyOf(days);
    Volume.check(volume);
  }

  /** One without a playlist of its own, on whatever day. */
  public static WakeUp once(LocalTime at, int volume) {
    return new WakeUp(at, Set.of(DayOfWeek.values()), Optional.empty(), RISE, volume);
  }

  /**
   * When it comes next after a moment. A time that the clock leaves out in spring comes as much
   * later as it is put forward; one that it shows twice in autumn comes once, the first time.
   */
  public ZonedDateTime next(ZonedDateTime after) {
    ZoneId zone = after.getZone();
    for (LocalDate day = after.toLocalDate(); ; day = day.plusDays(1)) {
      ZonedDateTime at = ZonedDateTime.of(day, this.at, zone);
      if (at.isAfter(after) && days.contains(day.getDayOfWeek())) {
        return at;
      }
    }
  }

  /** The volume some time after its beginning. */
  public int volume(Duration since) {
    double part =
        rise.isZero() ? 1 : Math.clamp(since.toMillis() / (double) rise.toMillis(), 0.0, 1.0);
    int from = Math.min(SOFT, volume);
    return (int) Math.round(from + part * (volume - from));
  }
}
