package io.moodspeaker.music.library;

/** The power spectrum of windows of a fixed size. Used by one thread. */
final class Fourier {
  private final int size;
  private final double[] window;
  private final double[] cos;
  private final double[] sin;
  private final double[] re;
  private final double[] im;

  /** For windows of a size that is a power of two. */
  Fourier(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("a window's size must be a power of two, was " + size);
    }
    this.size = size;
    window = new double[size];
    cos = new double[size / 2];
    sin = new double[size / 2];
    re = new double[size];
    im = new double[size];
    for (int i = 0; i < size; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size);
    }
    for (int i = 0; i < size / 2; i++) {
      cos[i] = Math.cos(2 * Math.PI * i / size);
      sin[i] = Math.sin(2 * Math.PI * i / size);
    }
  }

  /** Writes the power at each of the lower half's frequencies; a full-scale tone has power 1. */
  void power(double[] samples, double[] power) {
    for (int i = 0; i < size; i++) {
      int reversed = Integer.reverse(i) >>> (32 - Integer.numberOfTrailingZeros(size));
      re[reversed] = samples[i] * window[i];
      im[reversed] = 0;
    }
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = start + k;
          int b = a + half;
          double c = cos[k * stride];
          double s = sin[k * stride];
          double r = re[b] * c + im[b] * s;
          double i = im[b] * c - re[b] * s;
          re[b] = re[a] - r;
          im[b] = im[a] - i;
          re[a] += r;
          im[a] += i;
        }
      }
    }
    double scale = 16.0 / ((double) size * size); // Half the tone's power, and the window's loss.
    for (int i = 0; i < size / 2; i++) {
      power[i] = (re[i] * re[i] + im[i] * im[i]) * scale;
    }
  }
}
