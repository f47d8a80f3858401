package io.moodspeaker.composer.synth;

/** A room: eight delays that feed each other through a Hadamard matrix, each darker every time. */
final class Reverb {
  /** Primes from 23 to 71 ms, so that no two echoes fall together. */
  private static final int[] LENGTHS = {1109, 1367, 1607, 1879, 2179, 2539, 2953, 3407};

  /** Primes of a few milliseconds that blur the first echoes. */
  private static final int[] BLUR = {149, 211, 347, 461};

  private Reverb() {}

  /**
   * The room's answer to a sound.
   *
   * @param seconds to fall 60 dB
   * @param brightness the corner in hertz above which each echo loses
   */
  static Stereo of(Stereo dry, double seconds, double brightness) {
    int count = LENGTHS.length;
    double size = Math.max(0.5, Math.min(1.4, 0.6 + seconds / 4));
    double[][] lines = new double[count][];
    double[] keep = new double[count];
    double[] low = new double[count];
    int[] at = new int[count];
    for (int i = 0; i < count; i++) {
      lines[i] = new double[(int) (LENGTHS[i] * size)];
      keep[i] = StrictMath.pow(0.001, lines[i].length / (seconds * Stereo.RATE)) / Math.sqrt(count);
    }
    double[] left = blur(dry.left(), 1);
    double[] right = blur(dry.right(), 1.13);
    double weight = Acoustics.onePole(brightness);
    Stereo wet = new Stereo(dry.length());
    double[] x = new double[count];
    int before = Stereo.samples(0.018);
    for (int n = 0; n < wet.length(); n++) {
      for (int i = 0; i < count; i++) {
        low[i] += weight * (lines[i][at[i]] - low[i]);
        x[i] = low[i];
      }
      wet.left()[n] = 0.35 * (x[0] - x[2] + x[4] - x[6]);
      wet.right()[n] = 0.35 * (x[1] - x[3] + x[5] - x[7]);
      hadamard(x);
      double inLeft = n < before ? 0 : left[n - before];
      double inRight = n < before ? 0 : right[n - before];
      for (int i = 0; i < count; i++) {
        lines[i][at[i]] = x[i] * keep[i] + (i % 2 == 0 ? inLeft : inRight);
        at[i] = at[i] + 1 == lines[i].length ? 0 : at[i] + 1;
      }
    }
    // Below 160 Hz a room only muddies.
    Biquad.highpass(160, 0.7).run(wet.left());
    Biquad.highpass(160, 0.7).run(wet.right());
    return wet;
  }

  private static void hadamard(double[] x) {
    for (int half = 1; half < x.length; half *= 2) {
      for (int i = 0; i < x.length; i += 2 * half) {
        for (int j = i; j < i + half; j++) {
          double a = x[j];
          double b = x[j + half];
          x[j] = a + b;
          x[j + half] = a - b;
        }
      }
    }
  }

  private static double[] blur(double[] in, double stretch) {
    double[] out = in.clone();
    for (int base : BLUR) {
      int length = (int) (base * stretch);
      double[] memory = new double[length];
      int at = 0;
      for (int i = 0; i < out.length; i++) {
        double delayed = memory[at];
        double x = out[i] + 0.6 * delayed;
        memory[at] = x;
        out[i] = delayed - 0.6 * x;
        at = at + 1 == length ? 0 : at + 1;
      }
    }
    return out;
  }
}
