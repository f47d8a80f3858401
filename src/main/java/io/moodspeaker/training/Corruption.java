package io.moodspeaker.training;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A change to a picture by which to ask how far accuracy falls.
 *
 * @param kind what is done
 * @param amount how much of it, in the kind's unit
 */
public record Corruption(Kind kind, double amount) {
  /** A neighbour would weigh less than one in 10^21. */
  private static final double NO_BLUR = 0.1;

  /** What is done to a picture. */
  public enum Kind {
    /** Turned about its centre, in degrees. */
    ROTATE(-360, 360, "-360 to 360"),
    /** Shrunk to this width in pixels; the model enlarges it again. */
    WIDTH(4, 1024, "4 to 1024"),
    /** Blurred with a Gaussian of this deviation, in pixels of the picture; 0 changes nothing. */
    BLUR(0, 50, "0 to 50"),
    /** Every value multiplied by this: below 1 darker, above 1 brighter until it clips. */
    LIGHT(Math.nextUp(0.0), 100, "above 0 and at most 100"),
    /** Values on a scale of 0 to 1 raised to this power: above 1 the shadows sink. */
    GAMMA(Math.nextUp(0.0), 100, "above 0 and at most 100"),
    /** Lit from the left: the right edge gets this share less light than the left. */
    SIDE(0, 1, "0 to 1"),
    /** Noise of this deviation in gray levels, as in a dark room. */
    NOISE(0, 255, "0 to 255"),
    /** The box grown by this share on each side, as another detector would frame it. */
    GROW(Math.nextUp(-0.5), 10, "above -0.5 and at most 10"),
    /** The box moved down and to the right by this share of its size. */
    SHIFT(-1, 1, "-1 to 1");

    private final double least;
    private final double most;
    private final String range;

    Kind(double least, double most, String range) {
      this.least = least;
      this.most = most;
      this.range = range;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Corruption {
    if (!(amount >= kind.least && amount <= kind.most)) {
      throw new IllegalArgumentException(
          kind.word() + " must be " + kind.range + ", was " + amount);
    }
  }

  /**
   * Reads {@code kind=amount}, such as {@code rotate=20}.
   *
   * @throws IllegalArgumentException if it says something else or the amount makes no sense
   */
  public static Corruption parse(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    for (Kind kind : Kind.values()) {
      if (kind.word().equals(word) && equals > 0) {
        try {
          return new Corruption(kind, Double.parseDouble(text.substring(equals + 1)));
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(
              text + ": the amount must be a number, such as " + word + "=1.5", e);
        }
      }
    }
    throw new IllegalArgumentException(
        "a corruption is KIND=AMOUNT, was '"
            + text
            + "'; kinds are "
            + Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", ")));
  }

  /** The picture changed; itself where the kind is about the box. */
  public Frame apply(Frame frame) {
    return switch (kind) {
      case ROTATE -> rotate(frame);
      case WIDTH -> shrink(frame);
      case BLUR -> blur(frame);
      case LIGHT -> map(frame, (value, x) -> value * amount);
      case GAMMA -> map(frame, (value, x) -> 255 * Math.pow(value / 255, amount));
      case SIDE -> map(frame, (value, x) -> value * (1 - amount * x));
      case NOISE -> noise(frame);
      case GROW, SHIFT -> frame;
    };
  }

  /** The box changed; itself where the kind is about the picture. */
  public Box apply(Box box) {
    int dx = (int) Math.round(box.width() * amount);
    int dy = (int) Math.round(box.height() * amount);
    return switch (kind) {
      case GROW -> grow(box, dx, dy);
      case SHIFT -> new Box(box.x() + dx, box.y() + dy, box.width(), box.height());
      default -> box;
    };
  }

  private static Box grow(Box box, int wantedX, int wantedY) {
    // Of a box that shrinks at least a pixel is left, however small it was.
    int dx = Math.max(wantedX, -(box.width() - 1) / 2);
    int dy = Math.max(wantedY, -(box.height() - 1) / 2);
    return new Box(box.x() - dx, box.y() - dy, box.width() + 2 * dx, box.height() + 2 * dy);
  }

  /** A value's change, given how far across the picture it lies, 0 to 1. */
  private interface Change {
    double apply(double value, double across);
  }

  private static Frame map(Frame frame, Change change) {
    byte[] out = new byte[frame.bgr().length];
    int stride = 3 * frame.width();
    for (int i = 0; i < out.length; i++) {
      int x = i % stride / 3;
      double across = (double) x / Math.max(1, frame.width() - 1);
      out[i] = clip(change.apply(frame.bgr()[i] & 0xff, across));
    }
    return new Frame(frame.time(), frame.width(), frame.height(), out);
  }

  private static byte clip(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  private Frame rotate(Frame frame) {
    int width = frame.width();
    int height = frame.height();
    double cos = Math.cos(Math.toRadians(amount));
    double sin = Math.sin(Math.toRadians(amount));
    double cx = (width - 1) / 2.0;
    double cy = (height - 1) / 2.0;
    byte[] out = new byte[frame.bgr().length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double sx = Math.clamp(cx + cos * (x - cx) + sin * (y - cy), 0, width - 1);
        double sy = Math.clamp(cy - sin * (x - cx) + cos * (y - cy), 0, height - 1);
        int x0 = Math.min((int) sx, Math.max(0, width - 2));
        int y0 = Math.min((int) sy, Math.max(0, height - 2));
        int right = Math.min(1, width - 1) * 3;
        int below = Math.min(1, height - 1) * 3 * width;
        double fx = sx - x0;
        double fy = sy - y0;
        for (int c = 0; c < 3; c++) {
          int i = 3 * (y0 * width + x0) + c;
          byte[] in = frame.bgr();
          double upper = (in[i] & 0xff) * (1 - fx) + (in[i + right] & 0xff) * fx;
          double lower = (in[i + below] & 0xff) * (1 - fx) + (in[i + below + right] & 0xff) * fx;
          out[3 * (y * width + x) + c] = clip(upper * (1 - fy) + lower * fy);
        }
      }
    }
    return new Frame(frame.time(), width, height, out);
  }

  private Frame shrink(Frame frame) {
    int size = (int) Math.max(4, Math.round(amount));
    float[] rgb =
        io.moodspeaker.emotion.FaceCrop.rgb(
            frame, new Box(0, 0, frame.width(), frame.height()), 0, size);
    byte[] bgr = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      bgr[i] = clip(rgb[i + 2]);
      bgr[i + 1] = clip(rgb[i + 1]);
      bgr[i + 2] = clip(rgb[i]);
    }
    return new Frame(frame.time(), size, size, bgr);
  }

  private Frame blur(Frame frame) {
    if (amount < NO_BLUR) {
      return frame;
    }
    int reach = (int) Math.ceil(3 * amount);
    double[] kernel = new double[2 * reach + 1];
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = Math.exp(-i * i / (2 * amount * amount));
    }
    double sum = Arrays.stream(kernel).sum();
    byte[] sideways = blur(frame.bgr(), frame.width(), frame.height(), kernel, sum, true);
    byte[] both = blur(sideways, frame.width(), frame.height(), kernel, sum, false);
    return new Frame(frame.time(), frame.width(), frame.height(), both);
  }

  private static byte[] blur(
      byte[] in, int width, int height, double[] kernel, double sum, boolean sideways) {
    int reach = kernel.length / 2;
    byte[] out = new byte[in.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          double value = 0;
          for (int k = -reach; k <= reach; k++) {
            int sx = sideways ? Math.clamp((long) x + k, 0, width - 1) : x;
            int sy = sideways ? y : Math.clamp((long) y + k, 0, height - 1);
            value += kernel[k + reach] * (in[3 * (sy * width + sx) + c] & 0xff);
          }
          out[3 * (y * width + x) + c] = clip(value / sum);
        }
      }
    }
    return out;
  }

  private Frame noise(Frame frame) {
    // The same noise for the same picture, so that two runs agree.
    SplittableRandom random = new SplittableRandom(Arrays.hashCode(frame.bgr()));
    byte[] out = new byte[frame.bgr().length];
    for (int i = 0; i < out.length; i += 3) {
      double noise = random.nextGaussian() * amount;
      for (int c = 0; c < 3; c++) {
        out[i + c] = clip((frame.bgr()[i + c] & 0xff) + noise);
      }
    }
    return new Frame(frame.time(), frame.width(), frame.height(), out);
  }

  @Override
  public String toString() {
    return kind.word() + "=" + amount;
  }
}
