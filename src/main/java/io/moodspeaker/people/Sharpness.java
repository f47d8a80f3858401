package io.moodspeaker.people;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;

/** How sharp a face is. */
final class Sharpness {
  private static final int SIZE = 48;

  private Sharpness() {}

  /** The mean step between pixels beside each other as a share of the contrast; 0 for all blur. */
  static double of(Frame frame, Box face) {
    double[] gray = new double[SIZE * SIZE];
    double mean = 0;
    for (int i = 0; i < gray.length; i++) {
      int x = face.x() + (i % SIZE) * face.width() / SIZE;
      int y = face.y() + (i / SIZE) * face.height() / SIZE;
      int at =
          3
              * (Math.clamp(y, 0, frame.height() - 1) * frame.width()
                  + Math.clamp(x, 0, frame.width() - 1));
      gray[i] =
          (frame.bgr()[at] & 0xff) + (frame.bgr()[at + 1] & 0xff) + (frame.bgr()[at + 2] & 0xff);
      mean += gray[i] / gray.length;
    }
    double steps = 0;
    double contrast = 0;
    for (int i = 1; i < gray.length; i++) {
      steps += i % SIZE == 0 ? 0 : Math.abs(gray[i] - gray[i - 1]);
      contrast += Math.abs(gray[i] - mean);
    }
    return contrast > 0 ? steps / contrast : 0;
  }
}
