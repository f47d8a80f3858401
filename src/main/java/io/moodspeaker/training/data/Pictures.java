package io.moodspeaker.training.data;

import io.moodspeaker.model.Frame;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures in files: JPEG, PNG, BMP and GIF. */
public final class Pictures {
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "gif");

  private Pictures() {}

  /** Whether a file's name says that it is a picture. */
  public static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /**
   * Reads a picture.
   *
   * @throws IOException if it can't be read; the message names it
   */
  public static Frame read(Path file) throws IOException {
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) {
      // Java's decoders throw what they like at a damaged file.
      throw new IOException(file + " can't be read as a picture: " + e.getMessage(), e);
    }
    if (image == null) {
      throw new IOException(file + " can't be read as a picture: its format is unknown");
    }
    return frame(image);
  }

  /** The same picture as a frame. */
  public static Frame frame(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = bgr.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    byte[] bytes = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
    return new Frame(Instant.EPOCH, width, height, bytes);
  }

  /**
   * Writes a face as a JPEG.
   *
   * @param rgb size x size x 3 numbers of 0 to 255, as {@link io.moodspeaker.emotion.FaceCrop#rgb}
   *     makes them
   * @param quality 1 to 100
   */
  public static void write(Path file, float[] rgb, int size, int quality) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < size * size; i++) {
      int red = level(rgb[3 * i]);
      int green = level(rgb[3 * i + 1]);
      int blue = level(rgb[3 * i + 2]);
      image.setRGB(i % size, i / size, red << 16 | green << 8 | blue);
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      if (out == null) {
        throw new IOException(file + " can't be written; is its folder writable?");
      }
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality / 100f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
