package io.moodspeaker.camera.drawn;

/**
 * Where the drawn head is.
 *
 * @param x pixels right of the picture's middle
 * @param y pixels below it
 * @param scale 1 for a head of 280 pixels
 * @param roll degrees turned clockwise
 */
public record Pose(double x, double y, double scale, double roll) {
  /** In the middle, upright. */
  public static final Pose CENTRE = new Pose(0, 0, 1, 0);

  public Pose {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("a head's scale must be above 0, was " + scale);
    }
  }
}
