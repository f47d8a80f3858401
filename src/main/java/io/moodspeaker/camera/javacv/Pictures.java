package io.moodspeaker.camera.javacv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes still pictures, turned upright as their EXIF data says. */
final class Pictures {
  private static final Set<String> PICTURES =
      Set.of(
          "bmp", "gif", "jpe", "jpeg", "jpg", "pbm", "pgm", "png", "pnm", "ppm", "tif", "tiff",
          "webp");
  private static final Set<String> VIDEOS =
      Set.of(
          "3gp", "avi", "flv", "m2ts", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg", "mts",
          "ogv", "ts", "webm", "wmv");

  private Pictures() {}

  static boolean isPicture(String name) {
    return PICTURES.contains(extension(name));
  }

  static boolean isVideo(String name) {
    return VIDEOS.contains(extension(name));
  }

  static boolean isZip(String name) {
    return extension(name).equals("zip");
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  static Frame read(Path file, Instant time) throws CameraException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException | OutOfMemoryError e) {
      throw new CameraException(file + " cannot be read: " + Reasons.of(e), e);
    }
    return decode(file.toString(), bytes, time);
  }

  /**
   * Decodes one picture.
   *
   * @param name for messages
   * @throws CameraException if it is none that OpenCV can read
   */
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  static Frame decode(String name, byte[] bytes, Instant time) throws CameraException {
    if (bytes.length == 0) {
      throw new CameraException(name + " is empty");
    }
    try (PointerScope scope = new PointerScope()) {
      Mat encoded = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
      Mat picture = imdecode(encoded, IMREAD_COLOR);
      if (picture.empty()) {
        throw unreadable(name, null);
      }
      byte[] bgr = new byte[Math.toIntExact(picture.total() * 3)];
      picture.data().get(bgr);
      return new Frame(time, picture.cols(), picture.rows(), bgr);
    } catch (RuntimeException e) {
      throw unreadable(name, e);
    }
  }

  private static CameraException unreadable(String name, Throwable cause) {
    return new CameraException(
        name + " is not a picture that can be read; use JPEG, PNG, BMP, TIFF, WebP or GIF", cause);
  }
}
