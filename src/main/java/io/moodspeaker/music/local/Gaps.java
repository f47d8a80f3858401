package io.moodspeaker.music.local;

import io.moodspeaker.music.Loader;
import io.moodspeaker.music.Pcm;
import java.time.Duration;

/** The silence of a track where nothing has come from its server. Used by one thread. */
final class Gaps {
  /** What every network has now and then is not worth a word. */
  private static final long HICCUP = Pcm.frames(Duration.ofSeconds(2));

  /** A server that falls silent may take as long as one that is opened. */
  private static final long PATIENCE = Pcm.frames(Loader.OPENING);

  /** So long without a gap, and those before are forgiven. */
  private static final long FORGIVEN = Pcm.frames(Duration.ofMinutes(1));

  private long silent;
  private long sounding;
  private long missed;
  private long due = PATIENCE;

  /** Counts frames as sound, or as silence in its place. */
  void take(int frames, boolean dry) {
    silent = dry ? silent + frames : 0;
    sounding = dry ? 0 : sounding + frames;
    missed += dry ? frames : 0;
    if (sounding >= FORGIVEN) {
      missed = 0;
      due = PATIENCE;
    }
  }

  /** Whether it is silent now, and for longer than a hiccup. */
  boolean isNoticed() {
    return silent >= HICCUP;
  }

  /** Whether it is silent now, and has been for too long, all gaps together. */
  boolean isTooLong() {
    return silent > 0 && missed >= PATIENCE;
  }

  /** Whether to look for another track: true once, and then after as long again. */
  boolean isDue() {
    if (missed < due) {
      return false;
    }
    due = missed + PATIENCE;
    return true;
  }
}
