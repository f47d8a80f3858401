package io.moodspeaker.eeg;

/**
 * The power of an EEG's bands: theta 4 to 8 Hz, alpha 8 to 13 Hz, beta 13 to 30 Hz. Each is what a
 * band-pass of second order leaves (the audio EQ cookbook's with constant peak gain), run twice.
 */
public final class Bands {
  /** The lower and upper edges in Hz. */
  private static final double[][] EDGES = {{4, 8}, {8, 13}, {13, 30}};

  /** How many there are. */
  public static final int COUNT = EDGES.length;

  private Bands() {}

  /**
   * The logarithm of each band's mean power over some time.
   *
   * @param signal in microvolts
   * @param rate samples a second, above 60
   */
  public static double[] of(double[] signal, double rate) {
    if (rate <= 60) {
      throw new IllegalArgumentException("an EEG needs more than 60 samples a second, had " + rate);
    }
    double[] powers = new double[COUNT];
    for (int band = 0; band < COUNT; band++) {
      double[] passed = pass(pass(signal, rate, EDGES[band]), rate, EDGES[band]);
      double sum = 0;
      // What the filter needs to settle, a quarter, is left out.
      for (int i = passed.length / 4; i < passed.length; i++) {
        sum += passed[i] * passed[i];
      }
      powers[band] = Math.log(sum / (passed.length - passed.length / 4) + 1e-9);
    }
    return powers;
  }

  private static double[] pass(double[] in, double rate, double[] edges) {
    double middle = Math.sqrt(edges[0] * edges[1]);
    double w = 2 * Math.PI * middle / rate;
    double alpha = Math.sin(w) * (edges[1] - edges[0]) / middle / 2;
    double a0 = 1 + alpha;
    double[] out = new double[in.length];
    double x1 = 0;
    double x2 = 0;
    double y1 = 0;
    double y2 = 0;
    for (int i = 0; i < in.length; i++) {
      double y = (alpha * in[i] - alpha * x2 + 2 * Math.cos(w) * y1 - (1 - alpha) * y2) / a0;
      x2 = x1;
      x1 = in[i];
      y2 = y1;
      y1 = y;
      out[i] = y;
    }
    return out;
  }
}
