package io.moodspeaker.composer.synth;

import java.util.Arrays;

/** Two channels of sound at 48 kHz, full scale at 1. Used by one thread at a time. */
public final class Stereo {
  /** Opus' own rate, so that encoding needs no resampler. */
  public static final int RATE = 48_000;

  private final double[] left;
  private final double[] right;
  private int filled;

  /** Silence of a length in samples. */
  public Stereo(int length) {
    left = new double[length];
    right = new double[length];
  }

  /** The number of samples in a time. */
  public static int samples(double seconds) {
    return (int) Math.round(seconds * RATE);
  }

  /** The length in samples. */
  public int length() {
    return left.length;
  }

  /** The left channel itself, not a copy. */
  public double[] left() {
    return left;
  }

  /** The right channel itself, not a copy. */
  public double[] right() {
    return right;
  }

  /**
   * Adds a voice at equal power; what reaches over either end is left out.
   *
   * @param start the first sample
   * @param pan -1 left to 1 right
   */
  void add(double[] voice, int start, double gain, double pan) {
    double angle = (Math.max(-1, Math.min(1, pan)) + 1) / 8;
    add(left, voice, start, gain * Sine.of(0.25 + angle));
    add(right, voice, start, gain * Sine.of(angle));
    filled = Math.max(filled, Math.min(left.length, start + voice.length));
  }

  /** Where the voices that were added end: what is after it is silent. */
  int filled() {
    return filled;
  }

  private static void add(double[] channel, double[] voice, int start, double gain) {
    int end = Math.min(voice.length, channel.length - start);
    for (int i = Math.max(0, -start); i < end; i++) {
      channel[start + i] += gain * voice[i];
    }
  }

  /** Adds another sound, sample by sample from the start. */
  public void add(Stereo other, double gain) {
    int end = Math.min(length(), other.length());
    for (int i = 0; i < end; i++) {
      left[i] += gain * other.left[i];
      right[i] += gain * other.right[i];
    }
  }

  /** Makes everything louder or softer. */
  public void scale(double gain) {
    for (int i = 0; i < left.length; i++) {
      left[i] *= gain;
      right[i] *= gain;
    }
  }

  /** Silences the beginning, where all voices were. */
  void clear(int length) {
    Arrays.fill(left, 0, length, 0);
    Arrays.fill(right, 0, length, 0);
    filled = 0;
  }

  /** The first samples, copied. */
  public Stereo head(int length) {
    Stereo head = new Stereo(Math.min(length, length()));
    System.arraycopy(left, 0, head.left, 0, head.length());
    System.arraycopy(right, 0, head.right, 0, head.length());
    return head;
  }

  /** Raises the start from silence and lowers the end to it, both along half a cosine. */
  public void fade(double in, double out) {
    int rise = Math.min(samples(in), length());
    for (int i = 0; i < rise; i++) {
      scaleAt(i, half(i / (double) rise));
    }
    int fall = Math.min(samples(out), length());
    for (int i = 0; i < fall; i++) {
      scaleAt(length() - 1 - i, half(i / (double) fall));
    }
  }

  private void scaleAt(int i, double gain) {
    left[i] *= gain;
    right[i] *= gain;
  }

  private static double half(double x) {
    return 0.5 - 0.5 * Sine.of(0.25 + x / 2);
  }

  /** Signed 16-bit samples, left and right in turn. */
  public short[] toPcm() {
    short[] pcm = new short[2 * length()];
    for (int i = 0; i < length(); i++) {
      pcm[2 * i] = toShort(left[i]);
      pcm[2 * i + 1] = toShort(right[i]);
    }
    return pcm;
  }

  private static short toShort(double sample) {
    return (short) Math.round(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE);
  }
}
