package io.moodspeaker.camera.javacv;

/** Turns pictures by quarters: phones write their videos lying on the side. */
final class Rotation {
  private Rotation() {}

  /**
   * A BGR picture turned right.
   *
   * @param quarters how many times 90 degrees, 0 to 3; at 0 the array itself comes back
   */
  static byte[] clockwise(byte[] bgr, int width, int height, int quarters) {
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
