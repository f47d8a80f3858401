package io.moodspeaker.training.data;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.javacv.PictureReader;
import io.moodspeaker.model.Frame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures in files: JPEG, PNG, BMP and GIF. */
public final class Pictures {
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "bmp", "gif");

  /** 8192x8192: decoded it takes 200 MB, and a phone of 64 megapixels stays below it. */
  private static final long MAXIMUM_PIXELS = 64L << 20;

  private Pictures() {}

  /** Whether a file's name says that it is a picture. */
  public static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /**
   * Reads a picture, upright as its EXIF data says and as the recogniser reads it.
   *
   * @throws IOException if it can't be read; the message names it
   */
  public static Frame read(Path file) throws IOException {
    long pixels = pixels(file);
    if (pixels > MAXIMUM_PIXELS) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s has %.0f million pixels, at most %.0f million can be read; scale it down",
              file,
              pixels / 1e6,
              MAXIMUM_PIXELS / 1e6));
    }
    try {
      return PictureReader.still(file);
    } catch (CameraException e) {
      throw new IOException(e.getMessage(), e);
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new IOException(file + " can't be read as a picture: " + e.getMessage(), e);
    }
  }

  /** How many pixels a file's head promises; 0 where it can't be told before it is decoded. */
  private static long pixels(Path file) {
    try (InputStream bytes = Files.newInputStream(file);
        ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      return readers.hasNext() ? pixels(readers.next(), in) : 0;
    } catch (IOException | RuntimeException e) {
      // Java's readers throw what they like at a damaged file; the decoder says what is wrong.
      return 0;
    }
  }

  private static long pixels(ImageReader reader, ImageInputStream in) throws IOException {
    try {
      reader.setInput(in, true, true);
      return (long) reader.getWidth(0) * reader.getHeight(0);
    } finally {
      reader.dispose();
    }
  }

  /**
   * Writes a face as a JPEG.
   *
   * @param rgb size x size x 3 numbers of 0 to 255, as {@link io.moodspeaker.emotion.FaceCrop#rgb}
   *     makes them
   * @param quality 1 to 100
   * @throws IOException if it can't be written; the message names it
   */
  public static void write(Path file, float[] rgb, int size, int quality) throws IOException {
    byte[] jpeg = jpeg(image(rgb, size), quality);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, jpeg);
    } catch (IOException e) {
      throw new IOException(
          file + " can't be written: " + reason(e) + "; make room or choose another folder", e);
    }
  }

  private static BufferedImage image(float[] rgb, int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < size * size; i++) {
      int red = level(rgb[3 * i]);
      int green = level(rgb[3 * i + 1]);
      int blue = level(rgb[3 * i + 2]);
      image.setRGB(i % size, i / size, red << 16 | green << 8 | blue);
    }
    return image;
  }

  private static byte[] jpeg(BufferedImage image, int quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality / 100f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** What Java tells by a class alone, in words. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "permission denied at " + denied.getFile();
    }
    if (e instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is no folder";
    }
    return e instanceof FileSystemException other && other.getReason() != null
        ? other.getReason()
        : e.getMessage();
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
