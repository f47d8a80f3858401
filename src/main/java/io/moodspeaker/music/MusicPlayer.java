package io.moodspeaker.music;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Plays one playlist at a time. Its methods return at once and may be called from any thread; what
 * they ask for happens in their order.
 */
public interface MusicPlayer extends AutoCloseable {
  /**
   * Changes to a playlist: what plays fades out, the new one fades in, and a pause ends. The
   * playlist that plays already just goes on, and so does what plays when the new one cannot be
   * played.
   *
   * @return what came of it, told on a thread of the player's: when it sounds, or cannot
   */
  CompletionStage<PlayResult> play(PlayRequest request);

  /**
   * Changes to a playlist without cutting what plays: the present track ends first. If it stands in
   * the playlist, the one after it comes next.
   *
   * @return what came of it: it is ready to follow, or cannot
   */
  CompletionStage<PlayResult> follow(PlayRequest request);

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

  /** Glides below whatever volume is asked for, by more than 12 dB, or back. */
  void duck(boolean now);

  /**
   * How long one track runs into the next from now on.
   *
   * @param crossfade 0 to 15 s
   */
  void crossfade(Duration crossfade);

  PlayerStatus status();

  /** What comes next. */
  default PlayQueue queue() {
    return PlayQueue.NONE;
  }

  /** Where the sound goes, as a person would call it. */
  String sink();

  /** While it waits, for what, as a person would call it. */
  default String waitsFor() {
    return "the sound device " + sink();
  }

  /** What this player needs to go on after a restart; taken a moment ago. */
  PlayerState memory();

  /** Goes on as a player did before a restart; to be called before anything else. */
  void restore(PlayerState before);

  /** Fades out within a moment and lets go of the device. */
  @Override
  void close();
}
