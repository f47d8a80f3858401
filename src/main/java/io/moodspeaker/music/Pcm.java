package io.moodspeaker.music;

import java.time.Duration;

/** The one format in which sound travels inside: interleaved stereo floats of -1 to 1. */
public final class Pcm {
  /** Frames a second: that of a CD, so that most collections need no resampling. */
  public static final int RATE = 44_100;

  public static final int CHANNELS = 2;

  /** So many frames travel at a time: about a twentieth of a second. */
  public static final int BLOCK = 2048;

  private Pcm() {}

  /** How many frames a time spans, rounded to the nearest. */
  public static long frames(Duration time) {
    return Math.round(time.toNanos() * (double) RATE / 1e9);
  }

  /** The time that some frames take. */
  public static Duration duration(long frames) {
    return Duration.ofNanos(Math.round(frames * 1e9 / RATE));
  }
}
