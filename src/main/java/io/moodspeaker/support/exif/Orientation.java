package io.moodspeaker.support.exif;

/**
 * How the stored pixels of a picture lie, as its EXIF data says: phones store what their sensor saw
 * and note how it was held.
 *
 * @param value EXIF's number, 1 to 8; 1 is upright
 */
public record Orientation(int value) {
  /** What a picture is that says nothing. */
  public static final Orientation UPRIGHT = new Orientation(1);

  public Orientation {
    if (value < 1 || value > 8) {
      throw new IllegalArgumentException("an orientation is 1 to 8, was " + value);
    }
  }

  /** A file's orientation; upright where it has none, is damaged or is no picture. */
  public static Orientation of(byte[] file) {
    return PictureHeader.of(file).orientation();
  }

  /** Whether the stored picture lies on its side, so that its width is the upright one's height. */
  public boolean lying() {
    return value >= 5;
  }

  /**
   * Turns a stored picture upright.
   *
   * @param bgr 3 x width x height bytes; the array itself comes back if there is nothing to do
   */
  public byte[] upright(byte[] bgr, int width, int height) {
    if (value == 1) {
      return bgr;
    }
    boolean fromRight = value == 2 || value == 3 || value == 7 || value == 8;
    boolean fromBelow = value == 3 || value == 4 || value == 6 || value == 7;
    byte[] turned = new byte[bgr.length];
    int to = 0;
    for (int y = 0; y < (lying() ? width : height); y++) {
      for (int x = 0; x < (lying() ? height : width); x++) {
        int column = lying() ? y : x;
        int row = lying() ? x : y;
        column = fromRight ? width - 1 - column : column;
        row = fromBelow ? height - 1 - row : row;
        System.arraycopy(bgr, 3 * (row * width + column), turned, to, 3);
        to += 3;
      }
    }
    return turned;
  }
}
