package io.moodspeaker.composer.synth;

/** A second-order filter of Robert Bristow-Johnson's cookbook, with its memory. */
final class Biquad {
  private final double b0;
  private final double b1;
  private final double b2;
  private final double a1;
  private final double a2;
  private double s1;
  private double s2;

  Biquad(double b0, double b1, double b2, double a0, double a1, double a2) {
    this.b0 = b0 / a0;
    this.b1 = b1 / a0;
    this.b2 = b2 / a0;
    this.a1 = a1 / a0;
    this.a2 = a2 / a0;
  }

  static Biquad lowpass(double hertz, double q) {
    double w = angle(hertz);
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * q);
    return new Biquad((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  static Biquad highpass(double hertz, double q) {
    double w = angle(hertz);
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * q);
    return new Biquad((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }

  /** A bandpass with a gain of 1 at its centre. */
  static Biquad bandpass(double hertz, double q) {
    double w = angle(hertz);
    double alpha = StrictMath.sin(w) / (2 * q);
    return new Biquad(alpha, 0, -alpha, 1 + alpha, -2 * StrictMath.cos(w), 1 - alpha);
  }

  static Biquad peak(double hertz, double q, double decibels) {
    double w = angle(hertz);
    double a = Acoustics.gain(decibels / 2);
    double cos = StrictMath.cos(w);
    double alpha = StrictMath.sin(w) / (2 * q);
    return new Biquad(
        1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a);
  }

  static Biquad highShelf(double hertz, double decibels) {
    double w = angle(hertz);
    double a = Acoustics.gain(decibels / 2);
    double cos = StrictMath.cos(w);
    double beta = 2 * Math.sqrt(a) * StrictMath.sin(w) / (2 * 0.7071);
    return new Biquad(
        a * (a + 1 + (a - 1) * cos + beta),
        -2 * a * (a - 1 + (a + 1) * cos),
        a * (a + 1 + (a - 1) * cos - beta),
        a + 1 - (a - 1) * cos + beta,
        2 * (a - 1 - (a + 1) * cos),
        a + 1 - (a - 1) * cos - beta);
  }

  private static double angle(double hertz) {
    return 2 * StrictMath.PI * Math.min(hertz, 0.49 * Stereo.RATE) / Stereo.RATE;
  }

  double next(double x) {
    double y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    return y;
  }

  /** Filters a channel in place. */
  void run(double[] channel) {
    run(channel, channel.length);
  }

  /** Filters the beginning of a channel in place; as fast with Java's quick compiler. */
  void run(double[] channel, int length) {
    double z1 = s1;
    double z2 = s2;
    for (int i = 0; i < length; i++) {
      double x = channel[i];
      double y = b0 * x + z1;
      z1 = b1 * x - a1 * y + z2;
      z2 = b2 * x - a2 * y;
      channel[i] = y;
    }
    s1 = z1;
    s2 = z2;
  }
}
