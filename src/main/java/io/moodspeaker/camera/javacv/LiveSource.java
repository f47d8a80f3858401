package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.model.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A camera: its frames bear the time of their arrival, and its end is a failure. */
final class LiveSource implements FrameSource {
  /** In microseconds. Below the camera's stall time, so that a hung read ends by itself. */
  private static final String READ_TIMEOUT = "8000000";

  private final String name;
  private final Grabber grabber;
  private final InstantSource clock;

  private LiveSource(String name, Grabber grabber, InstantSource clock) {
    this.name = name;
    this.grabber = grabber;
    this.clock = clock;
  }

  /** A V4L2 device such as {@code /dev/video0}. */
  static LiveSource device(Path device, InstantSource clock) throws CameraException {
    if (!Files.exists(device)) {
      throw new CameraException(device + " does not exist; plug the camera in");
    }
    if (!Files.isReadable(device)) {
      throw new CameraException(
          device + " cannot be read: permission denied; add the user to the group video");
    }
    String name = device.toString();
    Grabber grabber = Grabber.live(name, name, "v4l2", Map.of("video_size", "640x480"));
    return new LiveSource(name, grabber, clock);
  }

  /** An RTSP or HTTP stream. */
  static LiveSource url(String url, InstantSource clock) throws CameraException {
    Map<String, String> options =
        url.startsWith("rtsp")
            // TCP: over UDP, lost packets smear faces.
            ? Map.of("rtsp_transport", "tcp", "timeout", READ_TIMEOUT)
            : Map.of(
                "rw_timeout", READ_TIMEOUT, "timeout", READ_TIMEOUT, "analyzeduration", "1000000");
    String name = withoutSecrets(url);
    return new LiveSource(name, Grabber.live(name, url, "", options), clock);
  }

  /** The URL less what stands before an at sign: logs are no place for passwords. */
  static String withoutSecrets(String url) {
    return url.replaceFirst("://[^/]*@", "://");
  }

  @Override
  public Optional<Frame> next() throws CameraException {
    Grabber.Picture picture =
        grabber.next().orElseThrow(() -> new CameraException(name + " sends no more pictures"));
    return Optional.of(
        new Frame(clock.instant(), picture.width(), picture.height(), picture.bgr()));
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s %dx%d at %.0f fps",
        name,
        grabber.width(),
        grabber.height(),
        grabber.fps());
  }

  @Override
  public void close() {
    grabber.close();
  }
}
