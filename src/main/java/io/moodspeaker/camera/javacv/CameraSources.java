package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraOpener;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.support.NaturalOrder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the source that a word of the configuration names. Immutable. */
public final class CameraSources {
  private static final Logger LOG = LoggerFactory.getLogger(CameraSources.class);
  private static final Pattern URL = Pattern.compile("(?i)(rtsps?|https?)://.+");
  private static final String REMEDY =
      "use auto, drawn, drawn:SCENARIO.yaml, /dev/videoN, an rtsp:// or http:// URL, or the path of"
          + " a video, a picture or a folder of pictures";

  private final InstantSource clock;
  private final SourceOptions options;
  private final DrawnFaces drawn;
  private final Path devices;

  /** Opens the drawn face. */
  @FunctionalInterface
  public interface DrawnFaces {
    /**
     * Opens a drawn face in real time.
     *
     * @param scenario what it shall do; empty for the default scenario
     */
    FrameSource open(Optional<Path> scenario) throws CameraException;
  }

  /**
   * An open source and the reason for it.
   *
   * @param source open; whoever gets it closes it
   * @param why one line for the log: {@code the drawn face, because there is no /dev/video*}
   */
  public record Choice(FrameSource source, String why) {}

  public CameraSources(InstantSource clock, SourceOptions options, DrawnFaces drawn) {
    this(clock, options, drawn, Path.of("/dev"));
  }

  CameraSources(InstantSource clock, SourceOptions options, DrawnFaces drawn, Path devices) {
    this.clock = clock;
    this.options = options;
    this.drawn = drawn;
    this.devices = devices;
  }

  /**
   * Opens a source.
   *
   * @param spec {@code auto}, {@code drawn}, {@code drawn:SCENARIO.yaml}, {@code /dev/videoN}, an
   *     RTSP or HTTP URL, or the path of a video, a picture or a folder of pictures
   * @throws CameraException if it cannot be opened; the message says why and what helps
   */
  public Choice open(String spec) throws CameraException {
    if (spec.equals("auto")) {
      return auto();
    }
    FrameSource source = named(spec);
    return new Choice(source, source.description() + ", as configured");
  }

  /** A source's name for logs and status, without the password that its address may hold. */
  public static String name(String spec) {
    return LiveSource.withoutSecrets(spec);
  }

  /**
   * An opener for a camera that comes and goes. The first time it logs what it chose and why; where
   * {@code auto} found a device it will look for devices only, lest the drawn face step in for a
   * camera that was unplugged.
   */
  public CameraOpener opener(String spec) {
    return new Sticky(spec);
  }

  /**
   * Opens a recording for a run as fast as it goes: each frame bears its position, counted from the
   * epoch.
   *
   * @param recording a video, a picture or a folder of pictures
   * @param step frames nearer to the last one than this are left out; zero for all frames
   */
  public static FrameSource replay(Path recording, Duration step) throws CameraException {
    if (!Files.exists(recording)) {
      throw new CameraException(recording + " does not exist");
    }
    return isStill(recording)
        ? new FolderSource(
            recording, SourceOptions.DEFAULT.pictureInterval(), false, RateLimiter.unpaced())
        : new VideoSource(recording, false, step, RateLimiter.unpaced());
  }

  private static boolean isStill(Path path) {
    return Files.isDirectory(path) || Pictures.isPicture(path.toString());
  }

  private FrameSource named(String spec) throws CameraException {
    if (spec.equals("drawn")) {
      return drawn.open(Optional.empty());
    }
    if (spec.startsWith("drawn:")) {
      return drawn.open(Optional.of(path(spec.substring("drawn:".length()))));
    }
    if (URL.matcher(spec).matches()) {
      return LiveSource.url(spec, clock);
    }
    Path path = path(spec);
    if (path.startsWith("/dev")) {
      return LiveSource.device(path, clock);
    }
    if (!Files.exists(path)) {
      throw new CameraException("camera source '" + spec + "' does not exist; " + REMEDY);
    }
    return isStill(path)
        ? new FolderSource(
            path, options.pictureInterval(), options.loop(), RateLimiter.realTime(clock))
        : new VideoSource(path, options.loop(), Duration.ZERO, RateLimiter.realTime(clock));
  }

  private static Path path(String spec) throws CameraException {
    try {
      return Path.of(spec);
    } catch (InvalidPathException e) {
      throw new CameraException("camera source '" + spec + "' is no path; " + REMEDY, e);
    }
  }

  private Choice auto() throws CameraException {
    List<String> refused = new ArrayList<>();
    Optional<Choice> device = firstDevice(refused);
    if (device.isPresent()) {
      return device.get();
    }
    String because =
        refused.isEmpty()
            ? "there is no " + devices.resolve("video*")
            : "no camera can be used: " + String.join("; ", refused);
    return new Choice(drawn.open(Optional.empty()), "the drawn face, because " + because);
  }

  private Optional<Choice> firstDevice(List<String> refused) {
    for (Path device : videoDevices()) {
      try {
        FrameSource source = LiveSource.device(device, clock);
        try {
          // Many cameras have a second node that opens and never shows a picture.
          source.next();
        } catch (CameraException e) {
          source.close();
          throw e;
        }
        return Optional.of(
            new Choice(source, source.description() + ", the first camera that works"));
      } catch (CameraException e) {
        refused.add(e.getMessage());
      }
    }
    return Optional.empty();
  }

  private List<Path> videoDevices() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> nodes = Files.newDirectoryStream(devices, "video*")) {
      nodes.forEach(found::add);
    } catch (IOException e) {
      LOG.debug("{} cannot be listed", devices, e);
    }
    found.sort(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE));
    return found;
  }

  private final class Sticky implements CameraOpener {
    private final String spec;
    private boolean opened;
    private boolean devicesOnly;

    Sticky(String spec) {
      this.spec = spec;
    }

    @Override
    public FrameSource open() throws CameraException {
      if (devicesOnly) {
        List<String> refused = new ArrayList<>();
        return firstDevice(refused)
            .orElseThrow(
                () ->
                    new CameraException(
                        refused.isEmpty()
                            ? "there is no " + devices.resolve("video*") + "; plug the camera in"
                            : String.join("; ", refused)))
            .source();
      }
      Choice choice = CameraSources.this.open(spec);
      if (!opened) {
        opened = true;
        LOG.info("camera: {}", choice.why());
      }
      devicesOnly = spec.equals("auto") && choice.source() instanceof LiveSource;
      return choice.source();
    }
  }
}
