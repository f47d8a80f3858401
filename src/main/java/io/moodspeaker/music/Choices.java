package io.moodspeaker.music;

import java.time.Instant;
import java.util.Optional;

/**
 * What hands chose that outlives a restart. All times are the wall clock's.
 *
 * @param paused whether a hand has paused the music
 * @param held until when moods leave the music alone
 * @param volumeHeld until when they leave the volume alone
 * @param sleep when the music is to have ended
 * @param wake when somebody is woken once
 */
public record Choices(
    boolean paused,
    Optional<Instant> held,
    Optional<Instant> volumeHeld,
    Optional<Instant> sleep,
    Optional<Instant> wake) {
  /** Nothing was chosen. */
  public static final Choices NONE =
      new Choices(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
