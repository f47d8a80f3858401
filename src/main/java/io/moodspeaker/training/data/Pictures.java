package io.moodspeaker.training.data;

import io.moodspeaker.model.Frame;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

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
}
