package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;

/**
 * Cuts a face out of a frame for a model: a square around the box's centre, as wide as the box's
 * longer side and its margin, resampled with a triangle filter that averages when it shrinks and
 * interpolates when it enlarges. Beyond the frame's edge its outermost pixels go on.
 */
public final class FaceCrop {
  private FaceCrop() {}

  /**
   * A gray crop.
   *
   * @param margin what is added on each side, as a share of the box's longer side
   * @param size the result's width and height
   * @return size x size numbers of 0 to 255, row by row: 0.299 red, 0.587 green, 0.114 blue
   */
  public static float[] gray(Frame frame, Box box, double margin, int size) {
    return crop(frame, box, margin, size, 1);
  }

  /**
   * A colour crop.
   *
   * @return size x size x 3 numbers of 0 to 255: red, green, blue of each pixel, row by row
   */
  public static float[] rgb(Frame frame, Box box, double margin, int size) {
    return crop(frame, box, margin, size, 3);
  }

  /**
   * A gray crop of a tilted square, upright: sampled between pixels where it is enlarged, averaged
   * where it is shrunk.
   *
   * @param x the square's middle from the left, in pixels of the frame
   * @param y the square's middle from the top
   * @param side the square's side
   * @param roll how far the square is tilted, in radians: above 0 clockwise
   * @param size the result's width and height
   */
  public static float[] gray(Frame frame, double x, double y, double side, double roll, int size) {
    // Shrinking goes by whole averages of an upright picture that is larger by a whole factor.
    int factor = Math.max(1, (int) Math.round(side / size));
    int large = size * factor;
    float[] out = new float[size * size];
    double step = side / large;
    double cos = Math.cos(roll) * step;
    double sin = Math.sin(roll) * step;
    double reach = side * (Math.abs(Math.cos(roll)) + Math.abs(Math.sin(roll))) / 2 + 1;
    GrayPart part = GrayPart.of(frame, x - reach, y - reach, x + reach, y + reach);
    for (int row = 0; row < large; row++) {
      double v = row + 0.5 - large / 2.0;
      int line = row / factor * size;
      for (int column = 0; column < large; column++) {
        double u = column + 0.5 - large / 2.0;
        out[line + column / factor] += part.at(x + cos * u - sin * v, y + sin * u + cos * v);
      }
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= factor * factor;
    }
    return out;
  }

  /**
   * The part of a frame around a box, half as large again, turned upright around the box's middle.
   *
   * @param roll how far the head is tilted, in radians: above 0 clockwise
   */
  public static Frame upright(Frame frame, Box box, double roll) {
    int side = (int) Math.round(Math.max(box.width(), box.height()) * 1.5);
    // So that the box's middle is the part's.
    int width = side + (side - box.width()) % 2;
    int height = side + (side - box.height()) % 2;
    double x = box.x() + box.width() / 2.0;
    double y = box.y() + box.height() / 2.0;
    double cos = Math.cos(roll);
    double sin = Math.sin(roll);
    byte[] from = frame.bgr();
    byte[] bgr = new byte[3 * width * height];
    float[] pixel = new float[3];
    int at = 0;
    for (int row = 0; row < height; row++) {
      double v = row + 0.5 - height / 2.0;
      for (int column = 0; column < width; column++) {
        double u = column + 0.5 - width / 2.0;
        sample(
            from,
            frame.width(),
            frame.height(),
            x + cos * u - sin * v,
            y + sin * u + cos * v,
            pixel);
        for (int channel = 0; channel < 3; channel++) {
          bgr[at++] = (byte) (int) (pixel[channel] + 0.5);
        }
      }
    }
    return new Frame(frame.time(), width, height, bgr);
  }

  /**
   * The colour at a place between pixels, blue green red; beyond the edge the outermost. Called a
   * hundred thousand times a face: plain comparisons, as the quick compiler calls {@link Math}.
   */
  private static void sample(byte[] bgr, int width, int height, double x, double y, float[] pixel) {
    double px = inside(x - 0.5, width - 1);
    double py = inside(y - 0.5, height - 1);
    int x0 = (int) px;
    int y0 = (int) py;
    float fx = (float) (px - x0);
    float fy = (float) (py - y0);
    // On the last column or row the next one counts nothing.
    int right = fx > 0 ? 3 : 0;
    int down = fy > 0 ? 3 * width : 0;
    float gx = 1 - fx;
    float gy = 1 - fy;
    int at = 3 * (y0 * width + x0);
    for (int channel = 0; channel < 3; channel++, at++) {
      int below = at + down;
      float top = (bgr[at] & 0xff) * gx + (bgr[at + right] & 0xff) * fx;
      float bottom = (bgr[below] & 0xff) * gx + (bgr[below + right] & 0xff) * fx;
      pixel[channel] = top * gy + bottom * fy;
    }
  }

  private static double inside(double value, double last) {
    return value < 0 ? 0 : value > last ? last : value;
  }

  /** A part of a frame in gray, made once for all the samples that are taken of it. */
  private static final class GrayPart {
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final float[] light;

    private GrayPart(int left, int top, int width, int height, float[] light) {
      this.left = left;
      this.top = top;
      this.width = width;
      this.height = height;
      this.light = light;
    }

    /** The part between two corners, less what lies beyond the frame's edge. */
    static GrayPart of(Frame frame, double left, double top, double right, double bottom) {
      int x0 = Math.clamp((long) left, 0, frame.width() - 1);
      int y0 = Math.clamp((long) top, 0, frame.height() - 1);
      int x1 = Math.clamp((long) right + 1, x0 + 1, frame.width());
      int y1 = Math.clamp((long) bottom + 1, y0 + 1, frame.height());
      float[] light = new float[(x1 - x0) * (y1 - y0)];
      byte[] bgr = frame.bgr();
      int next = 0;
      for (int y = y0; y < y1; y++) {
        for (int at = 3 * (y * frame.width() + x0); at < 3 * (y * frame.width() + x1); at += 3) {
          light[next++] =
              0.114f * (bgr[at] & 0xff)
                  + 0.587f * (bgr[at + 1] & 0xff)
                  + 0.299f * (bgr[at + 2] & 0xff);
        }
      }
      return new GrayPart(x0, y0, x1 - x0, y1 - y0, light);
    }

    /** The brightness at a place between pixels; beyond the edge the outermost. */
    float at(double x, double y) {
      double px = inside(x - 0.5 - left, width - 1);
      double py = inside(y - 0.5 - top, height - 1);
      int x0 = (int) px;
      int y0 = (int) py;
      float fx = (float) (px - x0);
      float fy = (float) (py - y0);
      int at = y0 * width + x0;
      // On the last column or row the next one counts nothing.
      int right = fx > 0 ? 1 : 0;
      int down = fy > 0 ? width : 0;
      float above = light[at] * (1 - fx) + light[at + right] * fx;
      float below = light[at + down] * (1 - fx) + light[at + down + right] * fx;
      return above * (1 - fy) + below * fy;
    }
  }

  private static float[] crop(Frame frame, Box box, double margin, int size, int channels) {
    double side = Math.max(box.width(), box.height()) * (1 + 2 * margin);
    double left = box.x() + box.width() / 2.0 - side / 2;
    double top = box.y() + box.height() / 2.0 - side / 2;
    Taps columns = Taps.of(left, side, size, frame.width());
    Taps rows = Taps.of(top, side, size, frame.height());

    int stride = size * channels;
    float[] line = new float[stride];
    float[] out = new float[size * stride];
    int at = 0;
    // Each source row is shrunk sideways once, then spread over the result's rows that it touches.
    for (int y = rows.least(); y <= rows.most(); y++) {
      boolean wanted = false;
      for (int row = 0; row < size; row++) {
        float weight = rows.weight(row, y);
        if (weight == 0) {
          continue;
        }
        if (!wanted) {
          shrink(frame, y, columns, channels, line);
          wanted = true;
        }
        at = row * stride;
        for (int i = 0; i < stride; i++) {
          out[at + i] += weight * line[i];
        }
      }
    }
    return out;
  }

  private static void shrink(Frame frame, int y, Taps columns, int channels, float[] line) {
    byte[] bgr = frame.bgr();
    int row = y * frame.width() * 3;
    for (int x = 0; x < columns.first.length; x++) {
      float blue = 0;
      float green = 0;
      float red = 0;
      float[] weights = columns.weights[x];
      int i = row + 3 * columns.first[x];
      for (int k = 0; k < weights.length; k++, i += 3) {
        blue += weights[k] * (bgr[i] & 0xff);
        green += weights[k] * (bgr[i + 1] & 0xff);
        red += weights[k] * (bgr[i + 2] & 0xff);
      }
      if (channels == 1) {
        line[x] = 0.299f * red + 0.587f * green + 0.114f * blue;
      } else {
        line[3 * x] = red;
        line[3 * x + 1] = green;
        line[3 * x + 2] = blue;
      }
    }
  }

  /** Which source pixels make up each result pixel along one axis, and with what weights. */
  private static final class Taps {
    private final int[] first;
    private final float[][] weights;

    private Taps(int size) {
      first = new int[size];
      weights = new float[size][];
    }

    static Taps of(double start, double side, int size, int limit) {
      Taps taps = new Taps(size);
      double scale = side / size;
      double reach = Math.max(1, scale);
      for (int i = 0; i < size; i++) {
        double centre = start + (i + 0.5) * scale - 0.5;
        int from = (int) Math.ceil(centre - reach);
        int to = (int) Math.floor(centre + reach);
        int firstInside = Math.clamp(from, 0, limit - 1);
        int lastInside = Math.clamp(to, 0, limit - 1);
        float[] weights = new float[lastInside - firstInside + 1];
        double sum = 0;
        for (int x = from; x <= to; x++) {
          double weight = Math.max(0, 1 - Math.abs(x - centre) / reach);
          weights[Math.clamp(x, 0, limit - 1) - firstInside] += (float) weight;
          sum += weight;
        }
        for (int k = 0; k < weights.length; k++) {
          weights[k] /= (float) sum;
        }
        taps.first[i] = firstInside;
        taps.weights[i] = weights;
      }
      return taps;
    }

    int least() {
      return first[0];
    }

    int most() {
      int last = first.length - 1;
      return first[last] + weights[last].length - 1;
    }

    float weight(int i, int source) {
      int k = source - first[i];
      return k < 0 || k >= weights[i].length ? 0 : weights[i][k];
    }
  }
}
