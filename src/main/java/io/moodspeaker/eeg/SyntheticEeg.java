package io.moodspeaker.eeg;

import java.util.SplittableRandom;

/**
 * A made EEG of four electrodes: pink noise with a rhythm in it, alpha for a mind at rest and beta
 * for one at work, stronger in some electrodes and waxing and waning.
 */
public final class SyntheticEeg {
  /** Samples a second. */
  public static final int RATE = 128;

  /** Electrodes. */
  public static final int CHANNELS = 4;

  private final SplittableRandom random;

  /** A head whose noise a seed decides. */
  public SyntheticEeg(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Two seconds of each electrode, in microvolts. */
  public double[][] window(boolean rest) {
    double[][] signal = new double[CHANNELS][2 * RATE];
    double frequency = rest ? 9 + 3 * random.nextDouble() : 16 + 8 * random.nextDouble();
    double other = rest ? 16 + 8 * random.nextDouble() : 9 + 3 * random.nextDouble();
    for (int channel = 0; channel < CHANNELS; channel++) {
      double strength = (5 + 8 * random.nextDouble()) * (1 - 0.1 * channel);
      double weak = 3 * random.nextDouble();
      double phase = 2 * Math.PI * random.nextDouble();
      double slow = 0;
      double slower = 0;
      for (int i = 0; i < signal[channel].length; i++) {
        double t = i / (double) RATE;
        double white = random.nextGaussian();
        slow = 0.9 * slow + white;
        slower = 0.99 * slower + white;
        signal[channel][i] =
            strength
                    * (1 + 0.4 * Math.sin(2 * Math.PI * 0.7 * t))
                    * Math.sin(2 * Math.PI * frequency * t + phase)
                + weak * Math.sin(2 * Math.PI * other * t + 2 * phase)
                + 2 * white
                + 1.5 * slow
                + 0.5 * slower;
      }
    }
    return signal;
  }
}
