package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.Rotation;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;

/** FFmpeg's pictures as plain bytes, turned upright. Used by one thread at a time. */
final class Grabber implements AutoCloseable {
  private static final Pattern ERROR_CODE = Pattern.compile("error (-\\d+)");

  private final String name;
  private final FFmpegFrameGrabber grabber;
  private final int turns;
  private final int storedWidth;
  private final int storedHeight;

  /**
   * One picture of a video, upright and of square pixels.
   *
   * @param position from the start, as the container has it
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on to a Frame, which owns it.
  record Image(Duration position, int width, int height, byte[] bgr) {}

  private Grabber(String name, FFmpegFrameGrabber grabber) {
    this.name = name;
    this.grabber = grabber;
    this.turns = quarterTurns(grabber.getDisplayRotation());
    this.storedWidth = grabber.getImageWidth();
    this.storedHeight = grabber.getImageHeight();
  }

  /**
   * Opens a device or URL with FFmpeg's options.
   *
   * @param name for messages: the URL may hold a password
   * @param format may be empty
   */
  static Grabber live(String name, String url, String format, Map<String, String> options)
      throws CameraException {
    FfmpegLog.install();
    FFmpegFrameGrabber ffmpeg = new FFmpegFrameGrabber(url);
    if (!format.isEmpty()) {
      ffmpeg.setFormat(format);
    }
    options.forEach(ffmpeg::setOption);
    return start(name, ffmpeg);
  }

  /** Opens a stream that somebody else reads from the network, and closes. */
  static Grabber live(String name, InputStream in) throws CameraException {
    FfmpegLog.install();
    // Without a buffer to seek in: a stream may never end.
    return start(name, new FFmpegFrameGrabber(in, 0));
  }

  /** Opens a video file. */
  static Grabber file(String path) throws CameraException {
    FfmpegLog.install();
    return start(path, new FFmpegFrameGrabber(path));
  }

  /** Opens a video held in memory. */
  static Grabber stream(String name, InputStream in) throws CameraException {
    FfmpegLog.install();
    return start(name, new FFmpegFrameGrabber(in));
  }

  private static Grabber start(String name, FFmpegFrameGrabber ffmpeg) throws CameraException {
    try {
      ffmpeg.setVideoOption("max_pixels", Long.toString(PictureDecoder.MOST_PIXELS));
      // start() would hold a lock that all of FFmpeg's users share, for as long as a peer hangs.
      ffmpeg.startUnsafe();
      Grabber grabber = new Grabber(name, ffmpeg);
      if (!ffmpeg.hasVideo()) {
        grabber.close();
        throw new CameraException(name + " holds no pictures; use a video or a camera");
      }
      int width = ffmpeg.getImageWidth();
      int height = ffmpeg.getImageHeight();
      if ((long) width * height > PictureDecoder.MOST_PIXELS) {
        grabber.close();
        throw new CameraException(
            "%s has %dx%d pixels, more than %d million; make it smaller"
                .formatted(name, width, height, PictureDecoder.MOST_PIXELS / 1_000_000));
      }
      grabber.limit(PictureDecoder.STILL_SIDE);
      return grabber;
    } catch (FFmpegFrameGrabber.Exception e) {
      release(ffmpeg);
      throw new CameraException(name + " cannot be opened: " + reason(e), e);
    } catch (LinkageError e) {
      throw new CameraException(
          "FFmpeg cannot load its system libraries ("
              + e.getMessage()
              + "): apt install libpulse0 libasound2 libxcb1 libxcb-shm0",
          e);
    }
  }

  /** Has FFmpeg scale what is larger, or has pixels that are not square. */
  void limit(int longestSide) {
    double aspect = grabber.getAspectRatio();
    double ratio = aspect > 0.1 && aspect < 10 ? aspect : 1;
    double width = storedWidth * Math.max(1, ratio);
    double height = storedHeight * Math.max(1, 1 / ratio);
    double scale = Math.min(1, longestSide / Math.max(width, height));
    if (scale < 1 || ratio != 1) {
      scaleTo(
          Math.max(1, (int) Math.round(width * scale)),
          Math.max(1, (int) Math.round(height * scale)));
    }
  }

  /** Has FFmpeg scale each picture to a size, before it is turned. */
  void scaleTo(int width, int height) {
    grabber.setImageWidth(width);
    grabber.setImageHeight(height);
  }

  int width() {
    return turns % 2 == 0 ? grabber.getImageWidth() : grabber.getImageHeight();
  }

  int height() {
    return turns % 2 == 0 ? grabber.getImageHeight() : grabber.getImageWidth();
  }

  double fps() {
    return grabber.getVideoFrameRate();
  }

  /** The next picture; empty at the end. */
  Optional<Image> next() throws CameraException {
    org.bytedeco.javacv.Frame frame;
    try {
      frame = grabber.grabImage();
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new CameraException(name + " failed: " + reason(e), e);
    }
    if (frame == null || frame.image == null) {
      return Optional.empty();
    }
    Duration position = position(frame);
    byte[] bgr = copy(frame);
    byte[] upright = Rotation.clockwise(bgr, frame.imageWidth, frame.imageHeight, turns);
    boolean upended = turns % 2 == 1;
    return Optional.of(
        new Image(
            position,
            upended ? frame.imageHeight : frame.imageWidth,
            upended ? frame.imageWidth : frame.imageHeight,
            upright));
  }

  private static Duration position(org.bytedeco.javacv.Frame frame) {
    return Duration.ofNanos(Math.max(0, frame.timestamp) * 1000);
  }

  /**
   * Passes over the next picture without a copy of it.
   *
   * @return its position; empty at the end
   */
  Optional<Duration> skip() throws CameraException {
    try {
      return Optional.ofNullable(grabber.grabFrame(false, true, false, false))
          .map(Grabber::position);
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new CameraException(name + " failed: " + reason(e), e);
    }
  }

  private static byte[] copy(org.bytedeco.javacv.Frame frame) {
    ByteBuffer buffer = ((ByteBuffer) frame.image[0]).duplicate();
    int row = 3 * frame.imageWidth;
    byte[] bgr = new byte[row * frame.imageHeight];
    for (int y = 0; y < frame.imageHeight; y++) {
      buffer.get(y * frame.imageStride, bgr, y * row, row);
    }
    return bgr;
  }

  /** How often a picture must be turned right by 90 degrees to stand upright. */
  private static int quarterTurns(double counterclockwiseDegrees) {
    return Double.isFinite(counterclockwiseDegrees)
        ? Math.floorMod(Math.round(-counterclockwiseDegrees / 90), 4)
        : 0;
  }

  private static String reason(FFmpegFrameGrabber.Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("Could not find input format")) {
      return "FFmpeg's devices do not load; apt install libpulse0 libasound2 libxcb1 libxcb-shm0";
    }
    Matcher code = ERROR_CODE.matcher(message);
    if (!code.find()) {
      return message;
    }
    byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
    avutil.av_strerror(Integer.parseInt(code.group(1)), text, text.length);
    String reason = new String(text, java.nio.charset.StandardCharsets.UTF_8);
    int end = reason.indexOf('\0');
    return end < 0 ? reason : reason.substring(0, end);
  }

  @Override
  public void close() {
    release(grabber);
  }

  private static void release(FFmpegFrameGrabber grabber) {
    try {
      grabber.releaseUnsafe();
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new IllegalStateException("FFmpeg could not be released", e);
    }
  }
}
