package io.moodspeaker.config;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/**
 * The limits within which moods rule the music.
 *
 * @param ceiling 0 to 100, the volume that nothing passes
 * @param quiet hours with a ceiling of their own; empty for none
 * @param hold how long a choice by hand rules before moods do again
 * @param minimumPlay how long music plays before another mood may cut it
 * @param repeatAfter how long a track waits before it plays again, if there are others
 */
public record MusicLimits(
    int ceiling,
    Optional<QuietHours> quiet,
    Duration hold,
    Duration minimumPlay,
    Duration repeatAfter) {
  /** No ceiling below full volume; half an hour by hand is about an album's side. */
  public static final MusicLimits DEFAULT =
      new MusicLimits(
          100, Optional.empty(), Duration.ofMinutes(30), Duration.ZERO, Duration.ofMinutes(30));

  /**
   * Hours in which it must be quieter; a from later than the to means over midnight.
   *
   * @param from the first minute
   * @param to the first minute after
   * @param ceiling 0 to 100
   */
  public record QuietHours(LocalTime from, LocalTime to, int ceiling) {
    /** Heard in the room, but not through a closed door. */
    public static final int CEILING = 40;

    public QuietHours {
      if (from.equals(to)) {
        throw new IllegalArgumentException("quiet hours need two times, both were " + from);
      }
    }
  }
}
