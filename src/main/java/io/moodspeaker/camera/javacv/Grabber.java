package io.moodspeaker.camera.javacv;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.Rotation;
import io.moodspeaker.model.Frame;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;

/**
 * FFmpeg's pictures as frames: scaled down, of square pixels, turned upright. Used by one thread at
 * a time.
 */
final class Grabber implements AutoCloseable {
  private static final Pattern ERROR_CODE = Pattern.compile("error (-\\d+)");

  private final String name;
  private final FFmpegFrameGrabber grabber;
  private final int turns;
  private int longestSide = PictureDecoder.STILL_SIDE;
  private SwsContext scaler;
  private AVFrame picture;

  private record Size(int width, int height) {}

  private Grabber(String name, FFmpegFrameGrabber grabber) {
    this.name = name;
    this.grabber = grabber;
    this.turns = quarterTurns(grabber.getDisplayRotation());
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
    return startLive(name, ffmpeg);
  }

  /** Opens a stream that somebody else reads from the network, and closes. */
  static Grabber live(String name, InputStream in) throws CameraException {
    FfmpegLog.install();
    // Without a buffer to seek in: a stream may never end.
    return startLive(name, new FFmpegFrameGrabber(in, 0));
  }

  private static Grabber startLive(String name, FFmpegFrameGrabber ffmpeg) throws CameraException {
    // A camera may change its size while it runs, and the decoder's memory with it.
    ffmpeg.setVideoOption("max_pixels", Long.toString(PictureDecoder.MOST_PIXELS));
    return start(name, ffmpeg);
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
      // As decoded: JavaCV would convert each picture, also those that nobody looks at.
      ffmpeg.setImageMode(FrameGrabber.ImageMode.RAW);
      // start() would hold a lock that all of FFmpeg's users share, for as long as a peer hangs.
      ffmpeg.startUnsafe();
      Grabber grabber = new Grabber(name, ffmpeg);
      try {
        if (!ffmpeg.hasVideo()) {
          throw new CameraException(name + " holds no pictures; use a video or a camera");
        }
        grabber.requireBearable(ffmpeg.getImageWidth(), ffmpeg.getImageHeight());
      } catch (CameraException e) {
        grabber.close();
        throw e;
      }
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

  private void requireBearable(int width, int height) throws CameraException {
    if ((long) width * height > PictureDecoder.MOST_PIXELS) {
      throw new CameraException(
          "%s has %dx%d pixels, more than %d million; make it smaller"
              .formatted(name, width, height, PictureDecoder.MOST_PIXELS / 1_000_000));
    }
  }

  /** Scales larger pictures down to this. */
  void limit(int side) {
    longestSide = side;
  }

  /** The width of the frames to come, as far as the container knows. */
  int width() {
    Size size = size(grabber.getImageWidth(), grabber.getImageHeight(), grabber.getAspectRatio());
    return turns % 2 == 0 ? size.width() : size.height();
  }

  /** The height of the frames to come, as far as the container knows. */
  int height() {
    Size size = size(grabber.getImageWidth(), grabber.getImageHeight(), grabber.getAspectRatio());
    return turns % 2 == 0 ? size.height() : size.width();
  }

  double fps() {
    return grabber.getVideoFrameRate();
  }

  /**
   * Goes on to the next picture.
   *
   * @return its position from the start, as the container has it; empty at the end
   */
  Optional<Duration> advance() throws CameraException {
    try {
      org.bytedeco.javacv.Frame frame = grabber.grabImage();
      if (frame == null || !(frame.opaque instanceof AVFrame decoded)) {
        return Optional.empty();
      }
      picture = decoded;
      return Optional.of(Duration.ofNanos(Math.max(0, frame.timestamp) * 1000));
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new CameraException(name + " failed: " + reason(e), e);
    }
  }

  /** The picture that {@link #advance} came to, with a time of its own. */
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  Frame frame(Instant time) throws CameraException {
    int storedWidth = picture.width();
    int storedHeight = picture.height();
    requireBearable(storedWidth, storedHeight);
    Size size = size(storedWidth, storedHeight, pixelAspect());
    byte[] bgr = new byte[3 * size.width() * size.height()];
    // The scaler outlives the scope, and a picture of another size gets another one.
    scaler =
        sws_getCachedContext(
            scaler,
            storedWidth,
            storedHeight,
            picture.format(),
            size.width(),
            size.height(),
            AV_PIX_FMT_BGR24,
            SWS_AREA,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      throw new CameraException(name + " has pixels of a kind that FFmpeg cannot convert");
    }
    try (PointerScope scope = new PointerScope()) {
      // A row of the scaler's may be written in whole registers.
      int stride = (3 * size.width() + 63) / 64 * 64;
      BytePointer pixels = new BytePointer((long) stride * size.height() + 64);
      sws_scale(
          scaler,
          picture.data(),
          picture.linesize(),
          0,
          storedHeight,
          new PointerPointer<BytePointer>(pixels, null, null, null),
          new IntPointer(stride, 0, 0, 0));
      for (int y = 0; y < size.height(); y++) {
        pixels.position((long) y * stride).get(bgr, 3 * y * size.width(), 3 * size.width());
      }
    }
    byte[] upright = Rotation.clockwise(bgr, size.width(), size.height(), turns);
    return turns % 2 == 0
        ? new Frame(time, size.width(), size.height(), upright)
        : new Frame(time, size.height(), size.width(), upright);
  }

  private double pixelAspect() {
    AVRational aspect = picture.sample_aspect_ratio();
    return aspect.num() > 0 && aspect.den() > 0
        ? (double) aspect.num() / aspect.den()
        : grabber.getAspectRatio();
  }

  /** The size of what a picture is scaled to: of square pixels, and not too large. */
  private Size size(int width, int height, double pixelAspect) {
    double aspect = pixelAspect > 0.1 && pixelAspect < 10 ? pixelAspect : 1;
    double squareWidth = width * Math.max(1, aspect);
    double squareHeight = height * Math.max(1, 1 / aspect);
    double scale = Math.min(1, longestSide / Math.max(squareWidth, squareHeight));
    return new Size(
        Math.max(1, (int) Math.round(squareWidth * scale)),
        Math.max(1, (int) Math.round(squareHeight * scale)));
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
    String reason = new String(text, StandardCharsets.UTF_8);
    int end = reason.indexOf('\0');
    return end < 0 ? reason : reason.substring(0, end);
  }

  @Override
  public void close() {
    picture = null;
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
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
