package io.moodspeaker.music;

import java.time.Duration;
import java.util.Optional;

/**
 * What a player does at a moment.
 *
 * @param playlist what plays, or played when it was paused; as in its request
 * @param tags what the track, or at a stream its present piece, says of itself
 * @param position where in the track the listener is
 * @param duration how long the track is; empty for a stream
 * @param volume 0 to 100, as it is heard
 */
public record PlayerStatus(
    State state,
    Optional<String> playlist,
    Optional<Track> track,
    TrackTags tags,
    Duration position,
    Optional<Duration> duration,
    int volume) {

  /** The kinds of doing and not doing. */
  public enum State {
    PLAYING,
    PAUSED,
    /** Nothing was asked for, or nothing of it can be played. */
    STOPPED,
    /** The sound device is gone, or a station; the music goes on when it is back. */
    WAITING
  }

  /** Nothing plays. */
  public static PlayerStatus stopped(int volume) {
    return new PlayerStatus(
        State.STOPPED,
        Optional.empty(),
        Optional.empty(),
        TrackTags.NONE,
        Duration.ZERO,
        Optional.empty(),
        volume);
  }

  /** What a person would call the track: {@code Porch Light by Ada}. */
  public Optional<String> trackName() {
    return track.map(tags::name);
  }
}
