package io.moodspeaker.support.png;

import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures as PNG files. */
public final class PngFile {
  private PngFile() {}

  /**
   * Writes a picture into a folder that is there; over a file, but never over a folder.
   *
   * @throws java.nio.file.FileSystemException if there is no place for it
   */
  public static void write(Path file, RenderedImage image) throws IOException {
    // Given a File, ImageIO deletes what is there first, and hides why it can't be made.
    try (OutputStream to = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", to);
    }
  }
}
