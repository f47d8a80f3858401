package io.moodspeaker.music.loudness;

import io.moodspeaker.music.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Measures integrated loudness as in ITU-R BS.1770-4 and EBU R128: K-weighted, in blocks of 400 ms
 * that overlap by three quarters, gated at -70 LUFS and at 10 LU under the mean of what is left.
 *
 * <p>The filters' coefficients are those of the recommendation, carried over from its 48 kHz to the
 * player's rate by their analogue prototypes, as in libebur128. Used by one thread.
 */
public final class LoudnessMeter {
  private static final int HOP = Pcm.RATE / 10;
  private static final int HOPS_PER_BLOCK = 4;
  private static final double ABSOLUTE_GATE = -70;
  private static final double RELATIVE_GATE = -10;

  private final Biquad[] shelf = {shelf(), shelf()};
  private final Biquad[] highPass = {highPass(), highPass()};
  private final List<Double> hops = new ArrayList<>();
  private double sum;
  private int inHop;

  /** Takes more frames of {@link Pcm}. */
  public void add(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      for (int c = 0; c < Pcm.CHANNELS; c++) {
        double weighted = highPass[c].next(shelf[c].next(block[Pcm.CHANNELS * i + c]));
        sum += weighted * weighted;
      }
      if (++inHop == HOP) {
        hops.add(sum / HOP);
        sum = 0;
        inHop = 0;
      }
    }
  }

  /** The loudness of all that was added, in LUFS; empty if it was too short or too quiet. */
  public OptionalDouble integrated() {
    List<Double> blocks = new ArrayList<>();
    for (int i = 0; i + HOPS_PER_BLOCK <= hops.size(); i++) {
      double power = 0;
      for (int h = 0; h < HOPS_PER_BLOCK; h++) {
        power += hops.get(i + h) / HOPS_PER_BLOCK;
      }
      if (lufs(power) >= ABSOLUTE_GATE) {
        blocks.add(power);
      }
    }
    if (blocks.isEmpty()) {
      return OptionalDouble.empty();
    }
    double gate = lufs(mean(blocks)) + RELATIVE_GATE;
    List<Double> loud = blocks.stream().filter(power -> lufs(power) >= gate).toList();
    return OptionalDouble.of(lufs(mean(loud)));
  }

  private static double mean(List<Double> powers) {
    return powers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double lufs(double power) {
    return -0.691 + 10 * Math.log10(power);
  }

  /** The head's effect: about 4 dB more above 2 kHz. */
  private static Biquad shelf() {
    double k = Math.tan(Math.PI * 1681.974450955533 / Pcm.RATE);
    double q = 0.7071752369554196;
    double vh = Math.pow(10, 3.999843853973347 / 20);
    double vb = Math.pow(vh, 0.4996667741545416);
    double a0 = 1 + k / q + k * k;
    return new Biquad(
        (vh + vb * k / q + k * k) / a0,
        2 * (k * k - vh) / a0,
        (vh - vb * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0);
  }

  /** The ear's deafness to the lowest notes. */
  private static Biquad highPass() {
    double k = Math.tan(Math.PI * 38.13547087602444 / Pcm.RATE);
    double q = 0.5003270373238773;
    double a0 = 1 + k / q + k * k;
    return new Biquad(1, -2, 1, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0);
  }

  /** A second-order filter, direct form I. */
  private static final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double x1;
    private double x2;
    private double y1;
    private double y2;

    Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    double next(double x) {
      double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      // Denormal numbers, in the silence after a sound, would cost a hundred times as much.
      y1 = Math.abs(y) < 1e-30 ? 0 : y;
      return y;
    }
  }
}
