package io.moodspeaker.music;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What music does in a mood, as the person wants it.
 *
 * @param playlist a path or URL; needed unless the strategy is to keep or to be silent
 * @param shuffle whether its tracks come in drawn order
 * @param volume 0 to 100; empty to leave it as it is
 * @param fade how long the old music fades out and the new one in
 */
public record PlaybackAction(
    Strategy strategy,
    Optional<String> playlist,
    boolean shuffle,
    OptionalInt volume,
    Duration fade) {
  public PlaybackAction {
    if (playlist.isEmpty() && strategy != Strategy.KEEP && strategy != Strategy.SILENCE) {
      throw new IllegalArgumentException(strategy + " needs a playlist");
    }
    volume.ifPresent(Volume::check);
  }

  /** An answer that plays a playlist, shuffled, at the volume that is set. */
  public static PlaybackAction playing(String playlist, Duration fade) {
    return new PlaybackAction(
        Strategy.MATCH, Optional.of(playlist), true, OptionalInt.empty(), fade);
  }
}
