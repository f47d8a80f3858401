package io.moodspeaker.music;

import java.time.Duration;

/**
 * Plays one playlist at a time. Its methods return at once and may be called from any thread; what
 * they ask for happens in their order.
 */
public interface MusicPlayer extends AutoCloseable {
  /**
   * Changes to a playlist: what plays fades out, the new one fades in, and a pause ends. The
   * playlist that plays already just goes on. One in which nothing can be played is logged as an
   * error, and what plays goes on too.
   */
  void play(PlayRequest request);

  /**
   * Changes to a playlist without cutting what plays: the present track ends first. If it stands in
   * the playlist, the one after it comes next.
   */
  void follow(PlayRequest request);

  /** Fades out and forgets the playlist. */
  void stop(Duration fade);

  /** Fades out within a moment and stays where it is. */
  void pause();

  /** Goes on after a pause. */
  void resume();

  /** Goes to the next track. */
  void next();

  /** Goes back to the track's beginning, or within its first seconds to the track before. */
  void previous();

  /**
   * Glides to a volume.
   *
   * @param percent 0 to 100
   * @throws IllegalArgumentException if it is not
   */
  void volume(int percent);

  /**
   * How long one track runs into the next from now on.
   *
   * @param crossfade 0 to 15 s
   */
  void crossfade(Duration crossfade);

  PlayerStatus status();

  /** Fades out within a moment and lets go of the device. */
  @Override
  void close();
}
