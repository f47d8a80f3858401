package io.moodspeaker.model;

/** A rectangle in pixels of its frame, from the top left; it may reach over the frame's edge. */
public record Box(int x, int y, int width, int height) {
  public Box {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a box needs a size above 0, was " + width + "x" + height);
    }
  }

  /** The area in square pixels. */
  public long area() {
    return (long) width * height;
  }

  /** The intersection's area divided by the union's: 1 for the same box, 0 for disjoint ones. */
  public double intersectionOverUnion(Box other) {
    long w = Math.min(x + width, other.x + other.width) - (long) Math.max(x, other.x);
    long h = Math.min(y + height, other.y + other.height) - (long) Math.max(y, other.y);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    long intersection = w * h;
    return (double) intersection / (area() + other.area() - intersection);
  }
}
