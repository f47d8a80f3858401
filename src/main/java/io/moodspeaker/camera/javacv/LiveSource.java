package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A camera: its frames bear the time of their arrival, and its end is a failure. */
public final class LiveSource implements FrameSource {
  /** In microseconds. Below the camera's stall time, so that a hung read ends by itself. */
  private static final String READ_TIMEOUT = "8000000";

  private final String name;
  private final Grabber grabber;
  private final InstantSource clock;
  private final Runnable connection;
  private final String description;

  private LiveSource(
      String name,
      Grabber grabber,
      InstantSource clock,
      Runnable connection,
      StreamSettings settings) {
    this.name = name;
    this.grabber = grabber;
    this.clock = clock;
    this.connection = connection;
    grabber.limit(settings.longestSide(PictureDecoder.LIVE_SIDE));
    description =
        String.format(
            Locale.ROOT,
            "%s %dx%d at %.0f fps",
            name,
            grabber.width(),
            grabber.height(),
            grabber.fps());
  }

  /**
   * A V4L2 device such as {@code /dev/video0}.
   *
   * @throws CameraException if it can't be opened; the message says why and what helps
   */
  public static FrameSource device(Path device, StreamSettings settings, InstantSource clock)
      throws CameraException {
    if (!Files.exists(device)) {
      throw new CameraException(device + " does not exist; plug the camera in");
    }
    if (!Files.isReadable(device)) {
      throw new CameraException(
          device + " cannot be read: permission denied; add the user to the group video");
    }
    String name = device.toString();
    Map<String, String> options = new HashMap<>();
    options.put("video_size", settings.width() + "x" + settings.height());
    settings.fps().ifPresent(fps -> options.put("framerate", Integer.toString(fps)));
    Grabber grabber = Grabber.live(name, name, "v4l2", options);
    return new LiveSource(name, grabber, clock, () -> {}, settings);
  }

  /**
   * An address that FFmpeg opens by itself.
   *
   * @param name the address without what is secret in it
   * @throws CameraException if it can't be opened; the message says why and what helps
   */
  public static FrameSource url(
      String name, String url, StreamSettings settings, InstantSource clock)
      throws CameraException {
    Map<String, String> options =
        url.toLowerCase(Locale.ROOT).startsWith("rtsp")
            // TCP: over UDP, lost packets smear faces.
            ? Map.of("rtsp_transport", "tcp", "timeout", READ_TIMEOUT)
            : Map.of(
                "rw_timeout", READ_TIMEOUT, "timeout", READ_TIMEOUT, "analyzeduration", "1000000");
    Grabber grabber = Grabber.live(name, url, "", options);
    return new LiveSource(name, grabber, clock, () -> {}, settings);
  }

  /**
   * A stream that somebody opened.
   *
   * @param name the address without what is secret in it
   * @param closing run when the source is closed
   * @throws CameraException if it holds no video; the message says why and what helps
   */
  public static FrameSource stream(
      String name, InputStream in, StreamSettings settings, InstantSource clock, Runnable closing)
      throws CameraException {
    Grabber grabber = Grabber.live(name, new QuietEnd(in));
    return new LiveSource(name, grabber, clock, closing, settings);
  }

  @Override
  public boolean advance() throws CameraException {
    if (grabber.advance().isEmpty()) {
      throw new CameraException(name + " sends no more pictures");
    }
    return true;
  }

  @Override
  public Frame frame() throws CameraException {
    return grabber.frame(clock.instant());
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    try {
      grabber.close();
    } finally {
      connection.run();
    }
  }

  /** A stream whose failures are its end: JavaCV would print them. */
  private static final class QuietEnd extends InputStream {
    private final InputStream in;

    QuietEnd(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException broken) {
        return -1;
      }
    }
  }
}
