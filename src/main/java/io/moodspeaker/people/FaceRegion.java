package io.moodspeaker.people;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;

/** Which part of a picture tells who it is: the head, whose outline says much. */
public final class FaceRegion {
  /** A picture with a face of this share of its width was cut out around that face. */
  private static final double CUT_OUT = 0.55;

  /** Nor is a picture this small more than one head, whatever a detector found in it. */
  private static final int STAMP = 128;

  private FaceRegion() {}

  /**
   * The head around a face; all of a picture that holds little else. It may reach over the edge.
   */
  public static Box head(Frame frame, Box face) {
    if (isCutOut(frame, face)) {
      return whole(frame);
    }
    double side = (face.width() + face.height()) / 2.0;
    int width = (int) Math.round(1.2 * side);
    int height = (int) Math.round(1.46 * side);
    return new Box(
        face.x() + (face.width() - width) / 2,
        face.y() + (face.height() - height) / 2 - (int) Math.round(0.06 * side),
        width,
        height);
  }

  /** The face itself; of a picture that holds little else, its middle without hair and neck. */
  public static Box face(Frame frame, Box face) {
    if (!isCutOut(frame, face)) {
      return face;
    }
    int side = (int) Math.round(0.78 * Math.min(frame.width(), frame.height()));
    return new Box((frame.width() - side) / 2, (frame.height() - side) * 3 / 5, side, side);
  }

  private static boolean isCutOut(Frame frame, Box face) {
    return face.width() >= CUT_OUT * frame.width()
        || Math.max(frame.width(), frame.height()) <= STAMP;
  }

  /** All of a picture. */
  public static Box whole(Frame frame) {
    return new Box(0, 0, frame.width(), frame.height());
  }
}
