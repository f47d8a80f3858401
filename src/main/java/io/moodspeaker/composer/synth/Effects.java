package io.moodspeaker.composer.synth;

/** What a part may run through before it reaches the mix. */
final class Effects {
  private Effects() {}

  /** Copies that drift in pitch left and right, for width. */
  static void chorus(Stereo part, double depth) {
    drift(part.left(), depth, 0.31, 0);
    drift(part.right(), depth, 0.37, 0.4);
  }

  private static void drift(double[] channel, double depth, double hertz, double phase) {
    double[] dry = channel.clone();
    for (int i = 0; i < channel.length; i++) {
      double back = Stereo.RATE * (0.012 + 0.003 * Sine.of(phase + i * hertz / Stereo.RATE));
      channel[i] = (1 - depth / 2) * dry[i] + depth / 2 * at(dry, i - back);
    }
  }

  /** A tape that runs unevenly: the pitch wanders by a few cents. */
  static void wobble(Stereo part, double depth) {
    double[] left = part.left().clone();
    double[] right = part.right().clone();
    for (int i = 0; i < part.length(); i++) {
      double t = i / (double) Stereo.RATE;
      double back =
          Stereo.RATE * depth * (0.004 + 0.0022 * Sine.of(t * 0.43) + 0.0006 * Sine.of(t * 2.9));
      part.left()[i] = at(left, i - back);
      part.right()[i] = at(right, i - back);
    }
  }

  private static double at(double[] samples, double position) {
    if (position < 1) {
      return 0;
    }
    int i = (int) position;
    return Acoustics.mix(samples[i - 1], samples[i], position - i);
  }

  /** Echoes from side to side, each darker. */
  static void echo(Stereo part, double seconds, double amount) {
    int length = Math.max(1, Stereo.samples(seconds));
    double[] toLeft = new double[length];
    double[] toRight = new double[length];
    double weight = Acoustics.onePole(2600);
    double lowLeft = 0;
    double lowRight = 0;
    for (int i = 0; i < part.length(); i++) {
      int at = i % length;
      double left = toLeft[at];
      double right = toRight[at];
      lowLeft += weight * (left - lowLeft);
      lowRight += weight * (right - lowRight);
      double in = 0.5 * (part.left()[i] + part.right()[i]);
      toLeft[at] = in + 0.5 * lowRight;
      toRight[at] = 0.75 * lowLeft;
      part.left()[i] += amount * lowLeft;
      part.right()[i] += amount * lowRight;
    }
  }

  static void lowpass(Stereo part, double hertz) {
    Biquad.lowpass(hertz, 0.6).run(part.left());
    Biquad.lowpass(hertz, 0.6).run(part.right());
  }

  static void highpass(Stereo part, double hertz) {
    Biquad.highpass(hertz, 0.7).run(part.left());
    Biquad.highpass(hertz, 0.7).run(part.right());
  }
}
