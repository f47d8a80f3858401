package io.moodspeaker.emotion.azure;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A frame as it is sent: a JPEG within the contract's limits, and its way back to the frame. */
final class SentPicture {
  /** The contract's smallest file. */
  static final int MINIMUM_BYTES = 1024;

  /** The contract's largest file. */
  static final int MAXIMUM_BYTES = 6 * 1024 * 1024;

  /** The contract's smallest face, in pixels of the picture. */
  static final int MINIMUM_FACE = 36;

  /** 0.85: half the bytes of 0.95, and no artefact that a face at 36 pixels would show. */
  private static final float QUALITY = 0.85f;

  private final byte[] jpeg;
  private final int width;
  private final int height;
  private final Frame frame;

  private SentPicture(byte[] jpeg, int width, int height, Frame frame) {
    this.jpeg = jpeg;
    this.width = width;
    this.height = height;
    this.frame = frame;
  }

  /**
   * The picture of a frame.
   *
   * @param maximumSide the longer side at most, in pixels
   * @return the picture; empty when it could hold no face that the contract would report
   */
  static Optional<SentPicture> of(Frame frame, int maximumSide) {
    double scale = Math.min(1, (double) maximumSide / Math.max(frame.width(), frame.height()));
    BufferedImage image = image(frame);
    while (true) {
      int width = (int) Math.round(frame.width() * scale);
      int height = (int) Math.round(frame.height() * scale);
      if (Math.min(width, height) < MINIMUM_FACE) {
        return Optional.empty();
      }
      image = scaled(image, width, height);
      byte[] jpeg = encode(image);
      if (jpeg.length < MINIMUM_BYTES) {
        return Optional.empty();
      }
      if (jpeg.length <= MAXIMUM_BYTES) {
        return Optional.of(new SentPicture(jpeg, width, height, frame));
      }
      scale /= 2;
    }
  }

  /** The file's bytes, which nobody may change. */
  byte[] jpeg() {
    return jpeg;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The place in the frame of a place in this picture. */
  Box inFrame(Box box) {
    double x = (double) frame.width() / width;
    double y = (double) frame.height() / height;
    int left = (int) Math.round(box.x() * x);
    int top = (int) Math.round(box.y() * y);
    return new Box(
        left,
        top,
        Math.max(1, (int) Math.round((box.x() + box.width()) * x) - left),
        Math.max(1, (int) Math.round((box.y() + box.height()) * y) - top));
  }

  private static BufferedImage image(Frame frame) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(frame.bgr(), 0, pixels, 0, pixels.length);
    return image;
  }

  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage result = image;
    while (result.getWidth() != width || result.getHeight() != height) {
      // By halves at most, or bilinear would skip pixels.
      int w = Math.max(width, (result.getWidth() + 1) / 2);
      int h = Math.max(height, (result.getHeight() + 1) / 2);
      BufferedImage next = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D graphics = next.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(result, 0, 0, w, h, null);
      graphics.dispose();
      result = next;
    }
    return result;
  }

  private static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * 1024);
    // In memory by name: what ImageIO would choose is a file in the temporary folder.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam quality = writer.getDefaultWriteParam();
      quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      quality.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), quality);
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory could not be written", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
