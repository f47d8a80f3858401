package io.moodspeaker.music;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What music does in a mood.
 *
 * @param playlist where to find it; needed to play
 * @param shuffle whether its tracks come in drawn order
 * @param volume 0 to 100; empty to leave it as it is
 * @param fade how long the old music fades out and the new one in
 * @param why the strategy, for what is told
 */
public record PlaybackAction(
    Kind kind,
    Optional<String> playlist,
    boolean shuffle,
    OptionalInt volume,
    Duration fade,
    String why) {

  /** The kinds of doing. */
  public enum Kind {
    /** Plays a playlist. */
    PLAY,
    /** Lets go on what plays. */
    KEEP,
    /** Fades out. */
    SILENCE,
    /** Waits until somebody returns; for an empty room alone. */
    PAUSE
  }

  public PlaybackAction {
    if (playlist.isEmpty() && kind == Kind.PLAY) {
      throw new IllegalArgumentException("to play, a playlist is needed");
    }
    volume.ifPresent(Volume::check);
  }

  /** Plays a playlist, shuffled, at the volume that is set. */
  public static PlaybackAction playing(String playlist, Duration fade) {
    return new PlaybackAction(
        Kind.PLAY, Optional.of(playlist), true, OptionalInt.empty(), fade, "strategy match");
  }

  /** Plays nothing new. */
  public static PlaybackAction only(Kind kind, Duration fade, String why) {
    return new PlaybackAction(kind, Optional.empty(), true, OptionalInt.empty(), fade, why);
  }
}
