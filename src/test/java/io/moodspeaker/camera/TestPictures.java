package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Small pictures whose place in a row of pictures can be told from their colour. */
public final class TestPictures {
  private TestPictures() {}

  /** A picture of 40x30 pixels in one colour, but for a white left upper quarter. */
  public static byte[] encoded(String format, Color color) throws IOException {
    return encoded(format, 40, 30, color);
  }

  /** A JPEG of a size. */
  public static byte[] jpeg(int width, int height, Color color) throws IOException {
    return encoded("jpg", width, height, color);
  }

  /** A JPEG of a few hundred bytes whose head claims a size. */
  public static byte[] claiming(int width, int height) throws IOException {
    byte[] jpeg = jpeg(40, 30, Color.BLUE);
    for (int i = 2; i < jpeg.length - 9; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
        return jpeg;
      }
    }
    throw new IOException("no frame header");
  }

  /** A JPEG that grows finer from scan to scan. */
  public static byte[] progressive(int width, int height, Color color) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(encoded("png", width, height, color)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), options);
    }
    writer.dispose();
    return out.toByteArray();
  }

  public static byte[] encoded(String format, int width, int height, Color color)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, width, height);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width / 2, height / 2);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  public static Path write(Path file, Color color) throws IOException {
    String name = file.getFileName().toString();
    Files.createDirectories(file.getParent());
    return Files.write(file, encoded(name.substring(name.lastIndexOf('.') + 1), color));
  }

  /** The colour in the right lower quarter. */
  public static Color colorOf(Frame frame) {
    return at(frame, frame.width() * 3 / 4, frame.height() * 3 / 4);
  }

  public static Color at(Frame frame, int x, int y) {
    int i = 3 * (y * frame.width() + x);
    return new Color(frame.bgr()[i + 2] & 0xff, frame.bgr()[i + 1] & 0xff, frame.bgr()[i] & 0xff);
  }

  public static boolean isWhite(Color color) {
    return color.getRed() > 240 && color.getGreen() > 240 && color.getBlue() > 240;
  }
}
