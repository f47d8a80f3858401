package io.moodspeaker.music;

/** Finds clicks: what jumps is broad in frequency, and high up there is nothing but the jump. */
public final class Clicks {
  private Clicks() {}

  /**
   * The loudest click in dBFS, in a signal whose own sound lies below 1 kHz.
   *
   * <p>Four times the difference of neighbours: a tone of 500 Hz at full scale passes it at -93 dB,
   * a jump passes it whole.
   */
  public static double loudest(double[] signal) {
    double[] difference = edges(signal);
    // A jump of 1 becomes 1, -3, 3, -1.
    return Sounds.decibels(Math.abs(difference[worst(difference)]) / 3);
  }

  /** Where the loudest click is, in seconds. */
  public static double where(double[] signal) {
    return worst(edges(signal)) / (double) Pcm.RATE;
  }

  private static double[] edges(double[] signal) {
    double[] difference = signal.clone();
    for (int order = 0; order < 4; order++) {
      for (int i = difference.length - 1; i > 0; i--) {
        difference[i] -= difference[i - 1];
      }
      difference[0] = 0;
    }
    return difference;
  }

  private static int worst(double[] difference) {
    int worst = 4;
    for (int i = 4; i < difference.length; i++) {
      worst = Math.abs(difference[i]) > Math.abs(difference[worst]) ? i : worst;
    }
    return worst;
  }
}
