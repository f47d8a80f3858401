package io.moodspeaker.music;

import java.time.Duration;
import java.util.Optional;

/**
 * What a player does at a moment.
 *
 * @param playlist what plays, or played when it was paused; as in its request
 * @param position where in the track the listener is
 * @param volume 0 to 100, as set
 */
public record PlayerStatus(
    State state, Optional<String> playlist, Optional<Track> track, Duration position, int volume) {

  /** The kinds of doing and not doing. */
  public enum State {
    PLAYING,
    PAUSED,
    /** Nothing was asked for, or nothing of it can be played. */
    STOPPED,
    /** The sound device is gone; the music goes on when it is back. */
    WAITING
  }
}
