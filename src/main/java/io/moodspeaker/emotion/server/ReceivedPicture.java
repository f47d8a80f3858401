package io.moodspeaker.emotion.server;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.exif.Orientation;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture that was sent, decoded within bounds and turned upright as its EXIF data says: the
 * contract's rectangles lie in the upright picture.
 *
 * @param frame its pixels, scaled down where it is larger than what the contract speaks of
 * @param width the width as sent, once upright
 * @param height the height as sent, once upright
 */
record ReceivedPicture(Frame frame, int width, int height) {
  /**
   * 1920 pixels: up to this size the contract promises faces of 36 pixels, above it larger ones.
   */
  static final int LARGEST_SIDE = 1920;

  /** 25 million: twice a usual phone's, and a bound to what a small file can claim to be. */
  static final long MAXIMUM_PIXELS = 25_000_000;

  /** 4 million: a progressive JPEG takes 6 bytes of native memory for each, so 24 MB. */
  private static final long LARGE_PIXELS = 4_000_000;

  /** Held while a large picture is decoded, one at a time. */
  private static final ReentrantLock LARGE = new ReentrantLock();

  private static final Set<String> FORMATS = Set.of("jpeg", "png", "gif", "bmp");

  /**
   * Decodes a file.
   *
   * @throws ErrorResponse if it is no picture in a format of the contract
   */
  static ReceivedPicture of(byte[] file, Instant time) throws ErrorResponse {
    // In memory by name: what ImageIO would choose is a file in the temporary folder.
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = reader(in);
      try {
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAXIMUM_PIXELS) {
          throw new ErrorResponse(
              400,
              "InvalidImageSize",
              "Image size is too big: " + width + "x" + height + " pixels.");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = Math.max(1, Math.max(width, height) / LARGEST_SIDE);
        param.setSourceSubsampling(step, step, 0, 0);
        boolean large = (long) width * height > LARGE_PIXELS;
        if (large) {
          LARGE.lock();
        }
        try {
          return upright(frame(reader.read(0, param), time), width, height, Orientation.of(file));
        } finally {
          if (large) {
            LARGE.unlock();
          }
        }
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers throw all kinds of unchecked exceptions on a damaged file.
      throw undecodable();
    }
  }

  private static ReceivedPicture upright(Frame frame, int width, int height, Orientation stored) {
    byte[] bgr = stored.upright(frame.bgr(), frame.width(), frame.height());
    return stored.lying()
        ? new ReceivedPicture(
            new Frame(frame.time(), frame.height(), frame.width(), bgr), height, width)
        : new ReceivedPicture(
            new Frame(frame.time(), frame.width(), frame.height(), bgr), width, height);
  }

  /** The place in the picture as sent of a place in the frame, cut off at the edges. */
  Box asSent(Box box) {
    double x = (double) width / frame.width();
    double y = (double) height / frame.height();
    int left = clamp((int) Math.round(box.x() * x), 0, width - 1);
    int top = clamp((int) Math.round(box.y() * y), 0, height - 1);
    int right = clamp((int) Math.round((box.x() + box.width()) * x), left + 1, width);
    int bottom = clamp((int) Math.round((box.y() + box.height()) * y), top + 1, height);
    return new Box(left, top, right - left, bottom - top);
  }

  private static ImageReader reader(MemoryCacheImageInputStream in)
      throws IOException, ErrorResponse {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
      reader.dispose();
    }
    throw undecodable();
  }

  private static Frame frame(BufferedImage image, Instant time) {
    double scale =
        Math.min(1, (double) LARGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = bgr.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return new Frame(
        time, width, height, ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData());
  }

  private static int clamp(int value, int low, int high) {
    return Math.max(low, Math.min(high, value));
  }

  private static ErrorResponse undecodable() {
    return new ErrorResponse(
        400,
        "InvalidImage",
        "Decoding error, image format unsupported. JPEG, PNG, GIF (the first frame) and BMP are"
            + " supported.");
  }
}
