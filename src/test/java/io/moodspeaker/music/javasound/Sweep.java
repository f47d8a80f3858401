package io.moodspeaker.music.javasound;

import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;

/** A tone that rises so steadily that its pitch tells how far it has come. */
final class Sweep {
  private static final double FIRST_HZ = 200;

  /** Ten minutes end at 3.2 kHz. */
  private static final double HZ_PER_SECOND = 5;

  private Sweep() {}

  static float[] of(double seconds) {
    return Sounds.signal(
        seconds,
        Pcm.RATE,
        Pcm.CHANNELS,
        i -> {
          double t = i / (double) Pcm.RATE;
          return 0.5 * Math.sin(2 * Math.PI * (FIRST_HZ * t + HZ_PER_SECOND / 2 * t * t));
        });
  }

  /** The second of the sweep at a piece's middle, by the time between its zero crossings. */
  static double second(double[] piece) {
    double first = -1;
    double last = -1;
    int periods = -1;
    for (int i = 1; i < piece.length; i++) {
      if (piece[i - 1] < 0 && piece[i] >= 0) {
        last = i - piece[i] / (piece[i] - piece[i - 1]);
        first = periods < 0 ? last : first;
        periods++;
      }
    }
    if (periods < 10) {
      throw new AssertionError("no tone in a piece of " + piece.length + " samples");
    }
    double middle = (first + last) / 2;
    double hz = periods / (last - first) * Pcm.RATE;
    return (hz - FIRST_HZ) / HZ_PER_SECOND + (piece.length / 2.0 - middle) / Pcm.RATE;
  }
}
