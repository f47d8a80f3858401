package io.moodspeaker.emotion.server;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the stored pixels of a JPEG lie, as its EXIF data says: phones store what their sensor saw
 * and note how it was held.
 *
 * @param value EXIF's number, 1 to 8; 1 is upright
 */
record Orientation(int value) {
  /** What a picture is that says nothing. */
  static final Orientation UPRIGHT = new Orientation(1);

  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** A file's orientation; upright where it has none, is damaged or is no JPEG. */
  static Orientation of(byte[] file) {
    try {
      return find(ByteBuffer.wrap(file));
    } catch (IndexOutOfBoundsException e) {
      // It ends too early, or a length in it lies.
      return UPRIGHT;
    }
  }

  private static Orientation find(ByteBuffer file) {
    if (file.getShort(0) != (short) 0xffd8) {
      return UPRIGHT;
    }
    int at = 2;
    while ((file.get(at) & 0xff) == 0xff) {
      int marker = file.get(at + 1) & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      // What follows the start of the scan are pixels.
      if (marker == 0xda || marker == 0xd9) {
        return UPRIGHT;
      }
      int length = Short.toUnsignedInt(file.getShort(at + 2));
      if (marker == 0xe1 && isExif(file, at + 4)) {
        int head = 4 + EXIF.length;
        return inTiff(file.slice(at + head, length - head + 2));
      }
      at += 2 + length;
    }
    return UPRIGHT;
  }

  private static boolean isExif(ByteBuffer file, int at) {
    byte[] name = new byte[EXIF.length];
    file.get(at, name);
    return Arrays.equals(name, EXIF);
  }

  private static Orientation inTiff(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * ENTRY_BYTES;
      if (tiff.getShort(entry) == TAG) {
        int value = Short.toUnsignedInt(tiff.getShort(entry + 8));
        return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether the stored picture lies on its side, so that its width is the upright one's height. */
  boolean lying() {
    return value >= 5;
  }

  /**
   * Turns a stored picture upright.
   *
   * @param bgr 3 x width x height bytes; the array itself comes back if there is nothing to do
   */
  byte[] upright(byte[] bgr, int width, int height) {
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
