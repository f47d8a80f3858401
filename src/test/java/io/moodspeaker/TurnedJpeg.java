package io.moodspeaker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** JPEGs whose EXIF data says how their stored pixels lie. */
public final class TurnedJpeg {
  /** The bytes of the segment that {@link #exif} makes, its marker included. */
  public static final int EXIF_BYTES = 36;

  private TurnedJpeg() {}

  /** A blue JPEG whose left upper quarter, as stored, is white. */
  public static byte[] of(int width, int height, int orientation) throws IOException {
    return with(stored(width, height), exif(orientation, ByteOrder.BIG_ENDIAN));
  }

  /** The same without EXIF data. */
  public static byte[] stored(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.BLUE);
    g.fillRect(0, 0, width, height);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width / 2, height / 2);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  /** Puts a segment behind a JPEG's first marker. */
  public static byte[] with(byte[] jpeg, byte[] segment) {
    return ByteBuffer.allocate(jpeg.length + segment.length)
        .put(jpeg, 0, 2)
        .put(segment)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** An EXIF segment with nothing but the orientation. */
  public static byte[] exif(int orientation, ByteOrder order) {
    ByteBuffer segment = ByteBuffer.allocate(EXIF_BYTES);
    segment.putShort((short) 0xffe1).putShort((short) (EXIF_BYTES - 2));
    segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    String mark = order == ByteOrder.BIG_ENDIAN ? "MM" : "II";
    segment.put(mark.getBytes(StandardCharsets.US_ASCII));
    segment.order(order).putShort((short) 42).putInt(8);
    segment.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    segment.putShort((short) orientation);
    return segment.array();
  }
}
