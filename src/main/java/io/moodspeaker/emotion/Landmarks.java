package io.moodspeaker.emotion;

/**
 * The 68 points of a face in the order of iBUG's 300-W: 0 to 16 the jaw from the picture's left, 17
 * to 26 the brows, 27 to 35 the nose, 36 to 41 and 42 to 47 the eyes, 48 to 67 the lips.
 *
 * @param xy x and y of each point in pixels of the frame, from the top left; the record owns the
 *     array, and nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // One array a face and frame, read by few.
public record Landmarks(double[] xy) {
  /** How many points there are. */
  public static final int COUNT = 68;

  private static final int[] MIRROR = mirror();

  public Landmarks {
    if (xy.length != 2 * COUNT) {
      throw new IllegalArgumentException("landmarks are 68 points, got " + xy.length + " numbers");
    }
  }

  /** The point that a point becomes in a mirrored picture. */
  public static int mirrored(int point) {
    return MIRROR[point];
  }

  private static int[] mirror() {
    int[] other = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      other[i] = i;
    }
    swap(other, 0, 16, 8);
    swap(other, 17, 26, 5);
    swap(other, 31, 35, 2);
    // The corners and upper lids of the eyes, then their lower lids.
    swap(other, 36, 45, 4);
    swap(other, 40, 47, 2);
    swap(other, 48, 54, 3);
    swap(other, 55, 59, 2);
    swap(other, 60, 64, 2);
    swap(other, 65, 67, 1);
    return other;
  }

  /** Pairs some points from {@code first} upwards with as many from {@code last} downwards. */
  private static void swap(int[] other, int first, int last, int count) {
    for (int i = 0; i < count; i++) {
      other[first + i] = last - i;
      other[last - i] = first + i;
    }
  }

  /** A point's place from the left, in pixels. */
  public double x(int point) {
    return xy[2 * point];
  }

  /** A point's place from the top, in pixels. */
  public double y(int point) {
    return xy[2 * point + 1];
  }

  /** The distance of two points in pixels. */
  public double distance(int a, int b) {
    return Math.hypot(x(a) - x(b), y(a) - y(b));
  }

  /** The distance between the outer eye corners in pixels, by which others are measured. */
  public double eyes() {
    return distance(36, 45);
  }

  /** How far the head is tilted, in radians: above 0 clockwise as the picture shows it. */
  public double roll() {
    return Math.atan2(mean(42, 48, 1) - mean(36, 42, 1), mean(42, 48, 0) - mean(36, 42, 0));
  }

  /**
   * How far the head is turned to a side, as the share of the eyes' distance by which the nose's
   * tip has left the middle between the eyes: 0 from the front, about 0.2 for 30 degrees.
   */
  public double turn() {
    double middleX = (x(36) + x(45)) / 2;
    double middleY = (y(36) + y(45)) / 2;
    double roll = roll();
    double along = (x(30) - middleX) * Math.cos(roll) + (y(30) - middleY) * Math.sin(roll);
    return along / eyes();
  }

  /** How far the eyes are open: the height of the more open one as a share of its width. */
  public double eyesOpen() {
    return Math.max(open(36), open(42));
  }

  private double open(int eye) {
    return (distance(eye + 1, eye + 5) + distance(eye + 2, eye + 4)) / 2 / distance(eye, eye + 3);
  }

  /** How far the mouth is open: the height between the lips as a share of the mouth's width. */
  public double mouthOpen() {
    return distance(62, 66) / distance(48, 54);
  }

  private double mean(int from, int to, int axis) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += xy[2 * i + axis];
    }
    return sum / (to - from);
  }
}
