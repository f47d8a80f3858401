package io.moodspeaker.training;

import java.util.random.RandomGenerator;

/**
 * Makes a face look as another camera, light or detector might have shown it, and standardises it.
 * One bilinear warp does flip, rotation, scale, shift and resizing at once, so that one thread
 * feeds a trainer many times over. Not thread-safe: it owns its scratch space.
 */
final class Augmenter {
  /** Detectors' boxes differ by about a sixth in size and a twelfth in place. */
  private static final double SCALE = 0.18;

  private static final double ASPECT = 0.06;
  private static final double SHIFT = 0.08;

  /** Most heads tilt little; the rest up to what the recogniser must bear. */
  private static final double ROTATION_DEGREES = 10;

  private static final double MOST_ROTATION_DEGREES = 25;

  private final float[] warped;
  private final float[] scratch;

  Augmenter(int largestSize) {
    warped = new float[largestSize * largestSize];
    scratch = new float[largestSize * largestSize];
  }

  /** Resizes and standardises without any change to the face. */
  void plain(byte[] gray, int from, int to, float[] out, int at) {
    warp(gray, from, to, (double) from / to, 0, 0, (double) from / to, 0, 0);
    standardise(warped, to * to, out, at);
  }

  /**
   * A random variant of a face, {@code to} x {@code to} numbers with mean 0 and deviation 1.
   *
   * @param strength 0 to 1: how much of the blur, the light, the noise and the erasing to use; half
   *     of the turning, scaling and shifting goes with it
   */
  void vary(
      byte[] gray, int from, int to, double strength, RandomGenerator random, float[] out, int at) {
    double spread = (1 + strength) / 2;
    double angle = Math.toRadians(spread * clamp(random.nextGaussian() * ROTATION_DEGREES));
    double scale = Math.exp(spread * (2 * random.nextDouble() - 1) * SCALE) * from / to;
    double aspect = Math.exp((2 * random.nextDouble() - 1) * ASPECT);
    double flip = random.nextBoolean() ? -1 : 1;
    double cos = Math.cos(angle) * scale;
    double sin = Math.sin(angle) * scale;
    double dx = spread * (2 * random.nextDouble() - 1) * SHIFT * from;
    double dy = spread * (2 * random.nextDouble() - 1) * SHIFT * from;
    warp(gray, from, to, flip * cos * aspect, -sin, flip * sin * aspect, cos, dx, dy);
    int pixels = to * to;
    if (random.nextDouble() < strength / 6) {
      coarsen(to, random);
    } else if (random.nextDouble() < strength / 6) {
      blur(to);
      if (random.nextBoolean()) {
        blur(to);
      }
    }
    light(to, strength, random);
    if (random.nextDouble() < strength / 6) {
      float deviation = 10 * random.nextFloat();
      for (int i = 0; i < pixels; i++) {
        // The sum of three uniforms is near enough to normal, and cheap.
        float noise = random.nextFloat() + random.nextFloat() + random.nextFloat() - 1.5f;
        warped[i] += 2 * deviation * noise;
      }
    }
    standardise(warped, pixels, out, at);
    if (random.nextDouble() < 0.4 * strength) {
      erase(to, random, out, at);
    }
  }

  /** Square pictures of one size, each mirrored. */
  static float[] mirrored(float[] images, int size) {
    float[] mirrored = new float[images.length];
    for (int row = 0; row < images.length; row += size) {
      for (int x = 0; x < size; x++) {
        mirrored[row + size - 1 - x] = images[row + x];
      }
    }
    return mirrored;
  }

  private static double clamp(double degrees) {
    return Math.max(-MOST_ROTATION_DEGREES, Math.min(MOST_ROTATION_DEGREES, degrees));
  }

  private void warp(
      byte[] gray,
      int from,
      int to,
      double xx,
      double xy,
      double yx,
      double yy,
      double dx,
      double dy) {
    double centre = (to - 1) / 2.0;
    double source = (from - 1) / 2.0;
    int last = from - 1;
    for (int y = 0; y < to; y++) {
      double sx = source + dx - xx * centre + xy * (y - centre);
      double sy = source + dy - yx * centre + yy * (y - centre);
      for (int x = 0; x < to; x++, sx += xx, sy += yx) {
        float px = (float) Math.max(0, Math.min(last, sx));
        float py = (float) Math.max(0, Math.min(last, sy));
        int x0 = Math.min((int) px, last - 1);
        int y0 = Math.min((int) py, last - 1);
        float fx = px - x0;
        float fy = py - y0;
        int i = y0 * from + x0;
        float top = (gray[i] & 0xff) * (1 - fx) + (gray[i + 1] & 0xff) * fx;
        float bottom = (gray[i + from] & 0xff) * (1 - fx) + (gray[i + from + 1] & 0xff) * fx;
        warped[y * to + x] = top * (1 - fy) + bottom * fy;
      }
    }
  }

  /** As if the face had been small in its frame and was enlarged: 40 to 90 % of the pixels. */
  private void coarsen(int size, RandomGenerator random) {
    int small = (int) Math.round(size * (0.4 + 0.5 * random.nextDouble()));
    resize(warped, size, scratch, small);
    resize(scratch, small, warped, size);
  }

  private static void resize(float[] in, int from, float[] out, int to) {
    float ratio = (float) from / to;
    for (int y = 0; y < to; y++) {
      float sy = Math.max(0, Math.min(from - 1, (y + 0.5f) * ratio - 0.5f));
      int y0 = Math.min((int) sy, from - 2);
      float fy = sy - y0;
      for (int x = 0; x < to; x++) {
        float sx = Math.max(0, Math.min(from - 1, (x + 0.5f) * ratio - 0.5f));
        int x0 = Math.min((int) sx, from - 2);
        float fx = sx - x0;
        int i = y0 * from + x0;
        float top = in[i] * (1 - fx) + in[i + 1] * fx;
        float bottom = in[i + from] * (1 - fx) + in[i + from + 1] * fx;
        out[y * to + x] = top * (1 - fy) + bottom * fy;
      }
    }
  }

  private void blur(int size) {
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        float left = warped[x > 0 ? i - 1 : i];
        float right = warped[x < size - 1 ? i + 1 : i];
        scratch[i] = (left + 2 * warped[i] + right) / 4;
      }
    }
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        float above = scratch[y > 0 ? i - size : i];
        float below = scratch[y < size - 1 ? i + size : i];
        warped[i] = (above + 2 * scratch[i] + below) / 4;
      }
    }
  }

  /** Gamma, gain with clipping, and a light from one side. */
  private void light(int size, double strength, RandomGenerator random) {
    float gamma = (float) Math.exp(0.4 * strength * random.nextGaussian());
    float gain = (float) Math.exp(0.25 * strength * random.nextGaussian());
    float offset = (float) (15 * strength * random.nextGaussian());
    boolean side = random.nextDouble() < strength / 4;
    float slopeX = side ? (float) random.nextGaussian() * 0.5f / size : 0;
    float slopeY = side ? (float) random.nextGaussian() * 0.3f / size : 0;
    float[] curve = new float[257];
    for (int i = 0; i < curve.length; i++) {
      double value = 255 * Math.pow(i / 256.0, gamma) * gain + offset;
      curve[i] = (float) Math.max(0, Math.min(255, value));
    }
    float centre = size / 2f;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        float value = curve[(int) Math.max(0, Math.min(255, warped[i]))];
        warped[i] = value * Math.max(0.1f, 1 + slopeX * (x - centre) + slopeY * (y - centre));
      }
    }
  }

  /** Puts the mean gray over a rectangle of 2 to 15 % of the face. */
  private static void erase(int size, RandomGenerator random, float[] out, int at) {
    double area = size * size * (0.02 + 0.13 * random.nextDouble());
    double ratio = Math.exp((2 * random.nextDouble() - 1) * 0.9);
    int width = (int) Math.min(size, Math.max(2, Math.sqrt(area * ratio)));
    int height = (int) Math.min(size, Math.max(2, Math.sqrt(area / ratio)));
    int left = random.nextInt(size - width + 1);
    int top = random.nextInt(size - height + 1);
    float value = (float) random.nextGaussian() * 0.7f;
    for (int y = top; y < top + height; y++) {
      java.util.Arrays.fill(out, at + y * size + left, at + y * size + left + width, value);
    }
  }

  private static void standardise(float[] in, int pixels, float[] out, int at) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < pixels; i++) {
      sum += in[i];
      squares += (double) in[i] * in[i];
    }
    double mean = sum / pixels;
    // One gray level keeps a blank picture from being divided by 0.
    double deviation = Math.max(1, Math.sqrt(Math.max(0, squares / pixels - mean * mean)));
    for (int i = 0; i < pixels; i++) {
      out[at + i] = (float) ((in[i] - mean) / deviation);
    }
  }
}
