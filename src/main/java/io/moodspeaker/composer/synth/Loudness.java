package io.moodspeaker.composer.synth;

import java.util.Arrays;

/** Loudness and true peak after ITU-R BS.1770-4 and EBU R128. */
public final class Loudness {
  /** What nothing counts as: below the absolute gate. */
  public static final double SILENCE = -70;

  /** Four phases of twelve taps, a windowed sinc, for the peak between samples. */
  private static final double[][] PHASES = new double[3][12];

  static {
    for (int phase = 0; phase < 3; phase++) {
      double sum = 0;
      for (int tap = 0; tap < 12; tap++) {
        double x = tap - 5 - (phase + 1) / 4.0;
        double sinc = StrictMath.sin(StrictMath.PI * x) / (StrictMath.PI * x);
        PHASES[phase][tap] = sinc * (0.5 + 0.5 * StrictMath.cos(StrictMath.PI * x / 6.5));
        sum += PHASES[phase][tap];
      }
      for (int tap = 0; tap < 12; tap++) {
        PHASES[phase][tap] /= sum;
      }
    }
  }

  private Loudness() {}

  /** The integrated loudness in LUFS; {@link #SILENCE} when nothing is louder than that. */
  public static double integrated(Stereo sound) {
    int hop = Stereo.RATE / 10;
    int hops = sound.length() / hop;
    double[] power = new double[hops];
    weigh(sound.left(), power, hop);
    weigh(sound.right(), power, hop);
    int blocks = Math.max(0, hops - 3);
    double[] block = new double[blocks];
    for (int i = 0; i < blocks; i++) {
      block[i] = (power[i] + power[i + 1] + power[i + 2] + power[i + 3]) / (4.0 * hop);
    }
    double gate = power(SILENCE);
    double ungated = mean(block, gate);
    return ungated == 0 ? SILENCE : lufs(mean(block, Math.max(gate, ungated * 0.1)));
  }

  private static double mean(double[] block, double gate) {
    return Arrays.stream(block).filter(p -> p > gate).average().orElse(0);
  }

  private static double lufs(double power) {
    return -0.691 + 10 * StrictMath.log10(power);
  }

  private static double power(double lufs) {
    return StrictMath.pow(10, (lufs + 0.691) / 10);
  }

  private static void weigh(double[] channel, double[] power, int hop) {
    // BS.1770-4, tables 1 and 2: the head's shelf, then the ear's highpass, at 48 kHz.
    Biquad head =
        new Biquad(
            1.53512485958697,
            -2.69169618940638,
            1.19839281085285,
            1,
            -1.69065929318241,
            0.73248077421585);
    Biquad ear = new Biquad(1, -2, 1, 1, -1.99004745483398, 0.99007225036621);
    double[] piece = new double[hop];
    for (int i = 0; i < power.length; i++) {
      System.arraycopy(channel, i * hop, piece, 0, hop);
      head.run(piece, hop);
      ear.run(piece, hop);
      double sum = power[i];
      for (double y : piece) {
        sum += y * y;
      }
      power[i] = sum;
    }
  }

  /** The true peak in dBTP, of four times as many samples. */
  public static double truePeak(Stereo sound) {
    double[] peaks = new double[sound.length()];
    peaks(sound.left(), peaks);
    peaks(sound.right(), peaks);
    double peak = Arrays.stream(peaks).max().orElse(0);
    return 20 * StrictMath.log10(Math.max(peak, 1e-9));
  }

  /** Raises each value to the highest sample or point between samples there. */
  static void peaks(double[] channel, double[] peaks) {
    for (int i = 0; i < channel.length; i++) {
      double peak = Math.abs(channel[i]);
      if (i >= 5 && i + 6 < channel.length) {
        for (double[] phase : PHASES) {
          double y = 0;
          for (int tap = 0; tap < 12; tap++) {
            y += phase[tap] * channel[i - 5 + tap];
          }
          peak = Math.max(peak, Math.abs(y));
        }
      }
      peaks[i] = Math.max(peaks[i], peak);
    }
  }
}
