package io.moodspeaker.music;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A track's sound, decoded and resampled to {@link Pcm}.
 *
 * <p>Used by one thread at a time; whoever opened it closes it.
 */
public interface AudioSource extends AutoCloseable {
  /**
   * Reads the next frames.
   *
   * @param buffer gets interleaved samples from index 0
   * @param frames how many at most, 1 or more
   * @return how many were read; fewer than asked for does not mean the end, -1 does
   * @throws IOException if what follows cannot be decoded
   */
  int read(float[] buffer, int frames) throws IOException;

  /** Where the next frame to be read lies. */
  Duration position();

  /** How long the track is; empty for a stream, and an estimate for files that do not tell. */
  Optional<Duration> duration();

  /**
   * Goes to a position, exact to the frame where the format allows; at a stream it does nothing.
   *
   * @throws IOException if the file cannot be read there
   */
  void seek(Duration position) throws IOException;

  /** What the file, or at a stream its present piece, says of itself. */
  TrackTags tags();

  /** Whether what was read last is silence, as nothing has come of a stream. */
  default boolean isDry() {
    return false;
  }

  /** Lets go of the file; may be called twice. */
  @Override
  void close();
}
