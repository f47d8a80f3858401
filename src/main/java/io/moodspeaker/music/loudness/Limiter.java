package io.moodspeaker.music.loudness;

import io.moodspeaker.music.Pcm;
import java.util.Arrays;

/**
 * Holds the true peak under a ceiling, looking ahead so that the gain is down before the peak.
 *
 * <p>True peak as in ITU-R BS.1770-4, annex 2: the largest value of the signal at four times the
 * rate. The gain falls along the lookahead and rises slowly; while nothing passes the ceiling the
 * samples come out untouched, {@link #DELAY} frames later.
 */
public final class Limiter {
  /** 5 ms: short enough not to be noticed, long enough for the fall not to crackle. */
  private static final int LOOKAHEAD = Pcm.RATE / 200;

  /** Half the interpolator's length, by which a peak is known late. */
  private static final int HALF = 6;

  /** Frames by which the output follows the input. */
  public static final int DELAY = LOOKAHEAD + HALF;

  /** A fifth of a second back up: slower than a bass note's wave, faster than a phrase. */
  private static final double RELEASE = 1 - Math.exp(-1.0 / (0.2 * Pcm.RATE));

  private static final int TAPS = 2 * HALF;

  private static final float[][] PHASES = phases();

  private static final double RISE = rise();

  private final double ceiling;
  private final float[] delayed = new float[DELAY * Pcm.CHANNELS];

  /** The last samples of either side, twice in a row, so that any {@link #TAPS} are neighbours. */
  private final float[] left = new float[2 * TAPS];

  private final float[] right = new float[2 * TAPS];
  private final double[] wanted = new double[DELAY + HALF];
  private int at;
  private int slot;
  private int historyAt;
  private int loud;
  private double gain = 1;
  private double lowest = 1;

  /** A limiter with a ceiling as a factor of full scale, such as 0.841 for -1.5 dB. */
  public Limiter(double ceiling) {
    this.ceiling = ceiling;
    Arrays.fill(wanted, 1);
  }

  /** Limits a block in place. */
  public void process(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      float l = block[2 * i];
      float r = block[2 * i + 1];
      float peak = truePeak(l, r);
      double want = peak > ceiling ? ceiling / peak : 1;
      double leaving = wanted[slot];
      wanted[slot] = want;
      slot = slot + 1 == wanted.length ? 0 : slot + 1;
      if (want <= lowest) {
        lowest = want;
      } else if (leaving <= lowest) {
        lowest = min(wanted);
      }
      if (gain > lowest) {
        // Straight to the lowest gain ahead, in time for the peak that asks for it.
        gain = Math.max(lowest, gain - (1 - lowest) / (LOOKAHEAD / 2.0));
      } else {
        gain = lowest == 1 && gain > 0.99999 ? 1 : gain + (lowest - gain) * RELEASE;
      }
      float outLeft = delayed[2 * at];
      float outRight = delayed[2 * at + 1];
      delayed[2 * at] = l;
      delayed[2 * at + 1] = r;
      at = at + 1 == DELAY ? 0 : at + 1;
      block[2 * i] = (float) (outLeft * gain);
      block[2 * i + 1] = (float) (outRight * gain);
    }
  }

  /** Forgets what it has not let out yet. */
  public void clear() {
    Arrays.fill(delayed, 0);
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
  }

  private static double min(double[] values) {
    double min = values[0];
    for (double value : values) {
      min = Math.min(min, value);
    }
    return min;
  }

  private float truePeak(float l, float r) {
    left[historyAt] = l;
    left[historyAt + TAPS] = l;
    right[historyAt] = r;
    right[historyAt + TAPS] = r;
    historyAt = historyAt + 1 == TAPS ? 0 : historyAt + 1;
    float peak = Math.max(Math.abs(l), Math.abs(r));
    if (peak > ceiling / RISE) {
      loud = TAPS;
    } else if (loud == 0) {
      return peak; // Between such samples no signal rises over the ceiling: no filter is needed.
    } else {
      loud--;
    }
    for (float[] phase : PHASES) {
      peak =
          Math.max(peak, Math.max(Math.abs(between(left, phase)), Math.abs(between(right, phase))));
    }
    return peak;
  }

  private float between(float[] side, float[] phase) {
    float sum = 0;
    for (int tap = 0; tap < TAPS; tap++) {
      sum += phase[tap] * side[historyAt + tap];
    }
    return sum;
  }

  /** The most by which the interpolator can raise the largest of its samples. */
  private static double rise() {
    double most = 1;
    for (float[] phase : PHASES) {
      double sum = 0;
      for (float tap : phase) {
        sum += Math.abs(tap);
      }
      most = Math.max(most, sum);
    }
    return most * 1.001; // Its sums are rounded.
  }

  /** Windowed sinc at a quarter, half and three quarters between the two middle samples. */
  private static float[][] phases() {
    float[][] phases = new float[3][TAPS];
    for (int p = 0; p < phases.length; p++) {
      double fraction = (p + 1) / 4.0;
      double sum = 0;
      for (int n = 0; n < TAPS; n++) {
        double x = n - (HALF - 1) - fraction;
        double window = 0.5 + 0.5 * Math.cos(Math.PI * x / (HALF + 0.5));
        double value = Math.sin(Math.PI * x) / (Math.PI * x) * window;
        phases[p][n] = (float) value;
        sum += value;
      }
      for (int n = 0; n < TAPS; n++) {
        phases[p][n] /= (float) sum;
      }
    }
    return phases;
  }
}
