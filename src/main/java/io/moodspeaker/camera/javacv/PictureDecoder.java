package io.moodspeaker.camera.javacv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Natives;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.exif.Orientation;
import io.moodspeaker.support.exif.PictureHeader;
import io.moodspeaker.support.exif.PictureHeader.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Decodes still pictures within bounds, turned upright as their EXIF data says, with square pixels.
 */
public final class PictureDecoder {
  static {
    Natives.OPENCV.load();
  }

  /**
   * 64 million: more than phones make. A progressive JPEG takes 6 bytes of native memory for each,
   * and a small file can claim to be any size.
   */
  static final long MOST_PIXELS = 64_000_000;

  /** Photographs: what a detector of small faces can use, and 48 MB at the most. */
  static final int STILL_SIDE = 4096;

  /** A picture that stands before a camera, and what a network camera sends. */
  static final int LIVE_SIDE = 1280;

  /** 64 MB: a picture file that is larger is none, or none for a heap of 192 MB. */
  private static final long LARGEST_FILE = 64 << 20;

  private static final Set<String> PICTURES =
      Set.of(
          "bmp", "gif", "jpe", "jpeg", "jpg", "pbm", "pgm", "png", "pnm", "ppm", "tif", "tiff",
          "webp");
  private static final Set<String> VIDEOS =
      Set.of(
          "3gp", "avi", "flv", "m2ts", "m4v", "mjpeg", "mkv", "mov", "mp4", "mpeg", "mpg", "mts",
          "ogv", "ts", "webm", "wmv");

  private PictureDecoder() {}

  /**
   * A decoded picture.
   *
   * @param frame its pixels
   * @param scale how many pixels of the upright original one of the frame's stands for, by its
   *     width: 1 for a picture that was not scaled
   */
  record Decoded(Frame frame, double scale) {}

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

  static Decoded read(Path file, Instant time, int longestSide) throws CameraException {
    byte[] bytes;
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new CameraException(
            file + " is larger than " + (LARGEST_FILE >> 20) + " MB; save it smaller");
      }
      bytes = TextFile.small(file, LARGEST_FILE);
    } catch (IOException e) {
      throw new CameraException(file + " cannot be read: " + Reasons.of(e), e);
    }
    return decode(file.toString(), bytes, time, longestSide);
  }

  /**
   * Decodes what a camera sent.
   *
   * @param name for messages
   * @param longestSide a larger picture is scaled down to it
   * @throws CameraException if it can't be read
   */
  public static Frame live(String name, byte[] bytes, Instant time, int longestSide)
      throws CameraException {
    return decode(name, bytes, time, longestSide).frame();
  }

  /**
   * Decodes one picture.
   *
   * @param name for messages
   * @param longestSide a larger picture is scaled down to it
   * @throws CameraException if it is none that OpenCV can read, or too large
   */
  static Decoded decode(String name, byte[] bytes, Instant time, int longestSide)
      throws CameraException {
    if (bytes.length == 0) {
      throw new CameraException(name + " is empty");
    }
    PictureHeader header = PictureHeader.of(bytes);
    if (header.pixels() == 0) {
      throw unreadable(name, null);
    }
    if (header.pixels() > MOST_PIXELS) {
      throw new CameraException(
          "%s has %dx%d pixels, more than %d million; make it smaller"
              .formatted(name, header.width(), header.height(), MOST_PIXELS / 1_000_000));
    }
    double aspect = header.pixelAspect();
    double squareWidth = header.width() * Math.max(1, aspect);
    double squareHeight = header.height() * Math.max(1, 1 / aspect);
    double scale = Math.min(1, longestSide / Math.max(squareWidth, squareHeight));
    int width = Math.max(1, (int) Math.round(squareWidth * scale));
    int height = Math.max(1, (int) Math.round(squareHeight * scale));
    try {
      Frame stored =
          opencv(bytes, header, time, width, height).orElseThrow(() -> unreadable(name, null));
      // OpenCV turns a TIFF by itself.
      Orientation turn =
          header.format() == Format.TIFF ? Orientation.UPRIGHT : header.orientation();
      byte[] bgr = turn.upright(stored.bgr(), stored.width(), stored.height());
      Frame frame =
          turn.lying()
              ? new Frame(time, stored.height(), stored.width(), bgr)
              : new Frame(time, stored.width(), stored.height(), bgr);
      return new Decoded(frame, 1 / scale);
    } catch (RuntimeException e) {
      throw unreadable(name, e);
    }
  }

  /** A JPEG is decoded at the fraction that is needed. */
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  private static Optional<Frame> opencv(
      byte[] file, PictureHeader header, Instant time, int width, int height) {
    byte[] bytes = header.format() == Format.JPEG ? ended(file) : file;
    try (PointerScope scope = new PointerScope()) {
      Mat encoded = new Mat(1, bytes.length, CV_8UC1, new BytePointer(bytes));
      int flags = header.format() == Format.JPEG ? reduction(header, width, height) : IMREAD_COLOR;
      Mat picture = imdecode(encoded, flags | IMREAD_IGNORE_ORIENTATION);
      if (picture.empty()) {
        return Optional.empty();
      }
      // A TIFF may have been turned.
      boolean turned =
          header.width() != header.height()
              && picture.cols() > picture.rows() != header.width() > header.height();
      Size size = turned ? new Size(height, width) : new Size(width, height);
      Mat scaled = picture;
      if (picture.cols() != size.width() || picture.rows() != size.height()) {
        scaled = new Mat();
        resize(picture, scaled, size, 0, 0, INTER_AREA);
      }
      byte[] bgr = new byte[Math.toIntExact(scaled.total() * 3)];
      scaled.data().get(bgr);
      return Optional.of(new Frame(time, scaled.cols(), scaled.rows(), bgr));
    }
  }

  private static int reduction(PictureHeader header, int width, int height) {
    int factor = Math.min(header.width() / width, header.height() / height);
    return factor >= 8
        ? IMREAD_REDUCED_COLOR_8
        : factor >= 4
            ? IMREAD_REDUCED_COLOR_4
            : factor >= 2 ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR;
  }

  /** A JPEG whose end is missing, with one: what is there of it is then decoded. */
  private static byte[] ended(byte[] jpeg) {
    int length = jpeg.length;
    if (jpeg[length - 2] == (byte) 0xff && jpeg[length - 1] == (byte) 0xd9) {
      return jpeg;
    }
    byte[] ended = Arrays.copyOf(jpeg, length + 2);
    ended[length] = (byte) 0xff;
    ended[length + 1] = (byte) 0xd9;
    return ended;
  }

  private static CameraException unreadable(String name, Throwable cause) {
    return new CameraException(
        name + " is not a picture that can be read; use JPEG, PNG, BMP, TIFF, WebP or GIF", cause);
  }
}
