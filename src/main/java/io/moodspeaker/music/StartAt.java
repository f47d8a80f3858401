package io.moodspeaker.music;

import java.time.Duration;

/**
 * Where a playlist is to begin, as another speaker tells it, whose files may lie elsewhere.
 *
 * @param track a track's location, or the end of it after a slash
 * @param position where in the track
 */
public record StartAt(String track, Duration position) {
  public StartAt {
    if (track.isBlank() || position.isNegative()) {
      throw new IllegalArgumentException("a start needs a track, and a position from 0 on");
    }
  }

  /** Whether it means a track. */
  public boolean means(Track other) {
    return other.id().equals(track) || other.id().endsWith("/" + track);
  }
}
