package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;

/**
 * How well a face can be read.
 *
 * @param turn how far it is turned to a side, as {@link Landmarks#turn()} tells
 * @param sharpness the mean step between neighbouring pixels of the face at {@value #SIZE} pixels,
 *     as a share of its contrast: 0.15 and more for a sharp one, 0.05 for one that is all blur
 */
public record FaceQuality(double turn, double sharpness) {
  private static final int SIZE = 48;

  /** Beyond it one half of the face is hidden. */
  private static final double MOST_TURN = 0.3;

  /** Below it lids and lips are no longer edges. */
  private static final double LEAST_SHARPNESS = 0.09;

  /** The quality of a face whose points are known. */
  public static FaceQuality of(Frame frame, Box box, Landmarks points) {
    return new FaceQuality(points.turn(), sharpness(FaceCrop.gray(frame, box, 0, SIZE)));
  }

  /** Whether a face's lids and lips are still edges. */
  public static boolean isSharp(Frame frame, Box box) {
    return sharpness(FaceCrop.gray(frame, box, 0, SIZE)) >= LEAST_SHARPNESS;
  }

  private static double sharpness(float[] gray) {
    ModelDescription.Scaling.STANDARDISE.apply(gray);
    double sum = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 1; x < SIZE; x++) {
        sum += Math.abs(gray[y * SIZE + x] - gray[y * SIZE + x - 1]);
        sum += Math.abs(gray[x * SIZE + y] - gray[(x - 1) * SIZE + y]);
      }
    }
    return sum / (2 * SIZE * (SIZE - 1));
  }

  /** Whether what is read on the face is worth something. */
  public boolean isGood() {
    return Math.abs(turn) <= MOST_TURN && sharpness >= LEAST_SHARPNESS;
  }
}
