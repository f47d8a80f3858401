package io.moodspeaker.composer.synth;

/** The last step: even loudness, a little glue, and no peak over the ceiling. */
public final class Mastering {
  /** The loudness that the player aims at, too, so that it need not touch these tracks. */
  public static final double TARGET = -17;

  /** In dBTP; Opus may overshoot by a decibel or two, and -1.5 must hold after it. */
  public static final double CEILING = -3.5;

  private Mastering() {}

  /** Brings a mix to {@link #TARGET} and under {@link #CEILING}, in place. */
  public static void master(Stereo mix) {
    Effects.highpass(mix, 28);
    level(mix);
    compress(mix);
    level(mix);
    limit(mix);
    // The limiter takes a little; what it took is given back once, and limited again.
    level(mix);
    limit(mix);
  }

  private static void level(Stereo mix) {
    double loudness = Loudness.integrated(mix);
    if (loudness > Loudness.SILENCE) {
      mix.scale(Acoustics.gain(TARGET - loudness));
    }
  }

  /** Two to one above -17 dBFS RMS, 20 ms in and 250 ms out. */
  private static void compress(Stereo mix) {
    double attack = Acoustics.onePole(1 / (2 * StrictMath.PI * 0.02));
    double release = Acoustics.onePole(1 / (2 * StrictMath.PI * 0.25));
    double threshold = StrictMath.pow(10, -1.7);
    double power = 0;
    double gain = 1;
    for (int i = 0; i < mix.length(); i++) {
      double left = mix.left()[i];
      double right = mix.right()[i];
      double now = 0.5 * (left * left + right * right);
      power += (now > power ? attack : release) * (now - power);
      if (i % 32 == 0) {
        // A square root of the power is an amplitude; its root again halves the decibels.
        gain = power > threshold ? Math.sqrt(Math.sqrt(threshold / power)) : 1;
      }
      mix.left()[i] = left * gain;
      mix.right()[i] = right * gain;
    }
    Effects.lowpass(mix, 18_000);
  }

  /** A limiter that sees five milliseconds ahead, so that its gain never has a corner. */
  private static void limit(Stereo mix) {
    int ahead = Stereo.samples(0.005);
    double ceiling = Acoustics.gain(CEILING);
    int length = mix.length();
    double[] peaks = new double[length];
    Loudness.peaks(mix.left(), peaks);
    Loudness.peaks(mix.right(), peaks);
    double[] gain = new double[length + 2 * ahead];
    java.util.Arrays.fill(gain, 1);
    for (int i = 0; i < length; i++) {
      if (peaks[i] > ceiling) {
        double need = ceiling / peaks[i];
        for (int j = i; j <= i + 2 * ahead; j++) {
          gain[j] = Math.min(gain[j], need);
        }
      }
    }
    double sum = 0;
    for (int j = 0; j < 2 * ahead; j++) {
      sum += gain[j];
    }
    for (int i = 0; i < length; i++) {
      // gain[i + ahead] belongs to sample i; the mean over all windows that hold it is below it.
      sum += i == 0 ? 0 : gain[i + 2 * ahead - 1] - gain[i - 1];
      double smooth = Math.min(1, sum / (2 * ahead));
      mix.left()[i] *= smooth;
      mix.right()[i] *= smooth;
    }
  }
}
