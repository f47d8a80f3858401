package io.moodspeaker.composer.synth;

/** A room: eight delays that feed each other through a Hadamard matrix, each darker every time. */
final class Reverb {
  /** Primes from 23 to 71 ms, so that no two echoes fall together. */
  private static final int[] LENGTHS = {1109, 1367, 1607, 1879, 2179, 2539, 2953, 3407};

  /** Primes of a few milliseconds that blur the first echoes. */
  private static final int[] BLUR = {149, 211, 347, 461};

  private final double[][] lines = new double[LENGTHS.length][];
  private final double[] keep = new double[LENGTHS.length];
  private final double[] low = new double[LENGTHS.length];
  private final double[] x = new double[LENGTHS.length];
  private final int[] at = new int[LENGTHS.length];
  private final double weight;
  private final Blur blurLeft = new Blur(1);
  private final Blur blurRight = new Blur(1.13);
  private final double[] beforeLeft = new double[Stereo.samples(0.018)];
  private final double[] beforeRight = new double[beforeLeft.length];
  private int before;

  // Below 160 Hz a room only muddies.
  private final Biquad floorLeft = Biquad.highpass(160, 0.7);
  private final Biquad floorRight = Biquad.highpass(160, 0.7);

  /**
   * An empty room.
   *
   * @param seconds to fall 60 dB
   * @param brightness the corner in hertz above which each echo loses
   */
  Reverb(double seconds, double brightness) {
    double size = Math.max(0.5, Math.min(1.4, 0.6 + seconds / 4));
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new double[(int) (LENGTHS[i] * size)];
      keep[i] =
          StrictMath.pow(0.001, lines[i].length / (seconds * Stereo.RATE))
              / Math.sqrt(lines.length);
    }
    weight = Acoustics.onePole(brightness);
  }

  /** The room's answer to a sound as a whole. */
  static Stereo of(Stereo dry, double seconds, double brightness) {
    Stereo wet = new Stereo(dry.length());
    new Reverb(seconds, brightness).answer(dry, wet, dry.length());
    return wet;
  }

  /** The room's answer to the next samples of a sound, added to what is there. */
  void answer(Stereo dry, Stereo wet, int samples) {
    for (int n = 0; n < samples; n++) {
      for (int i = 0; i < lines.length; i++) {
        low[i] += weight * (lines[i][at[i]] - low[i]);
        x[i] = low[i];
      }
      wet.left()[n] += floorLeft.next(0.35 * (x[0] - x[2] + x[4] - x[6]));
      wet.right()[n] += floorRight.next(0.35 * (x[1] - x[3] + x[5] - x[7]));
      hadamard(x);
      double inLeft = beforeLeft[before];
      double inRight = beforeRight[before];
      beforeLeft[before] = blurLeft.next(dry.left()[n]);
      beforeRight[before] = blurRight.next(dry.right()[n]);
      before = before + 1 == beforeLeft.length ? 0 : before + 1;
      for (int i = 0; i < lines.length; i++) {
        lines[i][at[i]] = x[i] * keep[i] + (i % 2 == 0 ? inLeft : inRight);
        at[i] = at[i] + 1 == lines[i].length ? 0 : at[i] + 1;
      }
    }
  }

  /** Written out, as Java's quick compiler makes slow work of the loops. */
  private static void hadamard(double[] x) {
    double a0 = x[0] + x[1];
    double a1 = x[0] - x[1];
    double a2 = x[2] + x[3];
    double a3 = x[2] - x[3];
    double a4 = x[4] + x[5];
    double a5 = x[4] - x[5];
    double a6 = x[6] + x[7];
    double a7 = x[6] - x[7];
    double b0 = a0 + a2;
    double b1 = a1 + a3;
    double b2 = a0 - a2;
    double b3 = a1 - a3;
    double b4 = a4 + a6;
    double b5 = a5 + a7;
    double b6 = a4 - a6;
    double b7 = a5 - a7;
    x[0] = b0 + b4;
    x[1] = b1 + b5;
    x[2] = b2 + b6;
    x[3] = b3 + b7;
    x[4] = b0 - b4;
    x[5] = b1 - b5;
    x[6] = b2 - b6;
    x[7] = b3 - b7;
  }

  /** Allpasses that blur the first echoes. */
  private static final class Blur {
    private final double[][] memory = new double[BLUR.length][];
    private final int[] at = new int[BLUR.length];

    Blur(double stretch) {
      for (int i = 0; i < BLUR.length; i++) {
        memory[i] = new double[(int) (BLUR[i] * stretch)];
      }
    }

    double next(double in) {
      double out = in;
      for (int i = 0; i < memory.length; i++) {
        double delayed = memory[i][at[i]];
        double x = out + 0.6 * delayed;
        memory[i][at[i]] = x;
        out = delayed - 0.6 * x;
        at[i] = at[i] + 1 == memory[i].length ? 0 : at[i] + 1;
      }
      return out;
    }
  }
}
