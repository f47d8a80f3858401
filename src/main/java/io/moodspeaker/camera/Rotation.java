package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;

/**
 * How pictures are turned and mirrored: cameras hang upside down or look into mirrors, and phones
 * write their videos lying on the side.
 *
 * @param quarters how many times 90 degrees to the right, 0 to 3
 * @param acrossWidth whether left and right are then swapped
 * @param acrossHeight whether top and bottom are then swapped
 */
public record Rotation(int quarters, boolean acrossWidth, boolean acrossHeight) {
  /** As it is. */
  public static final Rotation NONE = new Rotation(0, false, false);

  public Rotation {
    if (quarters < 0 || quarters > 3) {
      throw new IllegalArgumentException("quarters must be 0 to 3, were " + quarters);
    }
  }

  /** The frame as it is meant; itself if there is nothing to do. */
  public Frame of(Frame frame) {
    if (equals(NONE)) {
      return frame;
    }
    byte[] turned = clockwise(frame.bgr(), frame.width(), frame.height(), quarters);
    boolean upended = quarters % 2 == 1;
    int width = upended ? frame.height() : frame.width();
    int height = upended ? frame.width() : frame.height();
    return new Frame(frame.time(), width, height, mirrored(turned, width, height));
  }

  private byte[] mirrored(byte[] bgr, int width, int height) {
    if (!acrossWidth && !acrossHeight) {
      return bgr;
    }
    byte[] mirrored = new byte[bgr.length];
    for (int y = 0; y < height; y++) {
      int fromY = acrossHeight ? height - 1 - y : y;
      for (int x = 0; x < width; x++) {
        int fromX = acrossWidth ? width - 1 - x : x;
        System.arraycopy(bgr, 3 * (fromY * width + fromX), mirrored, 3 * (y * width + x), 3);
      }
    }
    return mirrored;
  }

  /**
   * A BGR picture turned right.
   *
   * @param quarters how many times 90 degrees, 0 to 3; at 0 the array itself comes back
   */
  public static byte[] clockwise(byte[] bgr, int width, int height, int quarters) {
    if (quarters == 0) {
      return bgr;
    }
    byte[] turned = new byte[bgr.length];
    int turnedWidth = quarters % 2 == 0 ? width : height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int toX = quarters == 1 ? height - 1 - y : quarters == 2 ? width - 1 - x : y;
        int toY = quarters == 1 ? x : quarters == 2 ? height - 1 - y : width - 1 - x;
        System.arraycopy(bgr, 3 * (y * width + x), turned, 3 * (toY * turnedWidth + toX), 3);
      }
    }
    return turned;
  }
}
