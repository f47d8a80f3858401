package io.moodspeaker.camera.feature;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraOpener;
import io.moodspeaker.camera.CameraSpec;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.JpegDecoder;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.camera.RotatedSource;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.camera.drawn.DrawnFaceSource;
import io.moodspeaker.camera.http.HttpConnection;
import io.moodspeaker.camera.http.HttpPictures;
import io.moodspeaker.camera.javacv.LiveSource;
import io.moodspeaker.camera.javacv.PictureDecoder;
import io.moodspeaker.camera.javacv.Recordings;
import io.moodspeaker.camera.rpicam.Rpicam;
import io.moodspeaker.camera.rpicam.RpicamSource;
import io.moodspeaker.support.NaturalOrder;
import io.moodspeaker.support.Urls;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the source that the configuration names. Immutable. */
public final class CameraSources {
  private static final Logger LOG = LoggerFactory.getLogger(CameraSources.class);

  /** A picture of a network camera is scaled down to this, as faces are found in less. */
  private static final int LIVE_SIDE = 1280;

  private static final int RTSPS_PORT = 322;

  private final InstantSource clock;
  private final StreamSettings settings;
  private final Path scenario;
  private final Path devices;
  private final Rpicam rpicam;

  /**
   * An open source and the reason for it.
   *
   * @param source open; whoever gets it closes it
   * @param why one line for the log: {@code the drawn face, because there is no /dev/video*}
   * @param live whether it is a camera
   */
  record Choice(FrameSource source, String why, boolean live) {}

  /**
   * Sources by their names.
   *
   * @param clock frames bear its time
   * @param scenario of the drawn face where none is named
   * @param devices the folder of {@code video0}: {@code /dev}
   */
  public CameraSources(
      InstantSource clock, StreamSettings settings, Path scenario, Path devices, Rpicam rpicam) {
    this.clock = clock;
    this.settings = settings;
    this.scenario = scenario;
    this.devices = devices;
    this.rpicam = rpicam;
  }

  /**
   * Opens a source.
   *
   * @throws CameraException if it cannot be opened; the message says why and what helps
   */
  Choice open(CameraSpec spec) throws CameraException {
    if (spec.kind() != CameraSpec.Kind.AUTO) {
      FrameSource source = named(spec);
      return new Choice(source, source.description() + ", as configured", true);
    }
    List<String> refused = new ArrayList<>();
    Optional<Choice> camera = firstCamera(refused);
    if (camera.isPresent()) {
      return camera.get();
    }
    String because =
        refused.isEmpty()
            ? "there is no " + devices.resolve("video*")
            : "no camera can be used: " + String.join("; ", refused);
    return new Choice(drawn(""), "the drawn face, because " + because, false);
  }

  /**
   * An opener for a camera that comes and goes. The first time it logs what it chose and why. Where
   * {@code auto} found a camera it will look for cameras only, lest the drawn face step in for one
   * that was unplugged; where it found none, a camera that is plugged in later takes the drawn
   * face's place.
   */
  public CameraOpener opener(CameraSpec spec) {
    return new Sticky(spec);
  }

  private FrameSource named(CameraSpec spec) throws CameraException {
    if (spec.kind() == CameraSpec.Kind.DRAWN) {
      return drawn(spec.target());
    }
    FrameSource source =
        switch (spec.kind()) {
          case RPICAM -> rpicam(spec.target());
          case DEVICE -> LiveSource.device(Path.of(spec.target()), settings, clock);
          case HTTP -> http(spec.target());
          case RTSP -> rtsp(spec.target());
          default -> recording(Path.of(spec.target()));
        };
    return RotatedSource.of(source, settings.rotation());
  }

  private FrameSource drawn(String target) throws CameraException {
    return DrawnFaceSource.open(
        target.isEmpty() ? scenario : Path.of(target), RateLimiter.realTime(clock));
  }

  /** A recording in the place of a camera. */
  FrameSource recording(Path path) throws CameraException {
    if (!Files.exists(path)) {
      throw new CameraException("camera source '" + path + "' does not exist; " + CameraSpec.FORMS);
    }
    return Recordings.looped(path, settings, clock);
  }

  private JpegDecoder decoder() {
    int longestSide = settings.longestSide(LIVE_SIDE);
    return (name, picture, time) -> PictureDecoder.live(name, picture, time, longestSide);
  }

  private FrameSource rpicam(String number) throws CameraException {
    Path command =
        rpicam
            .video()
            .orElseThrow(
                () ->
                    new CameraException(
                        "there is no rpicam-vid, which reads a Raspberry Pi's own camera: "
                            + Rpicam.REMEDY));
    return RpicamSource.open(command, number, settings, decoder(), clock);
  }

  private FrameSource rtsp(String address) throws CameraException {
    if (address.toLowerCase(Locale.ROOT).startsWith("rtsps") && !settings.allowInvalidTls()) {
      HttpConnection.checkCertificate(address, RTSPS_PORT);
    }
    return LiveSource.url(Urls.withoutSecrets(address), address, settings, clock);
  }

  private FrameSource http(String address) throws CameraException {
    HttpConnection answer = HttpConnection.open(address, settings.allowInvalidTls());
    boolean taken = false;
    try {
      FrameSource source =
          switch (answer.content()) {
            case PICTURES -> new HttpPictures(address, answer, settings, decoder(), clock);
            case VIDEO ->
                LiveSource.stream(answer.name(), answer.body(), settings, clock, answer::close);
            case PLAYLIST -> LiveSource.url(answer.name(), address, settings, clock);
          };
      taken = answer.content() != HttpConnection.Content.PLAYLIST;
      return source;
    } finally {
      if (!taken) {
        answer.close();
      }
    }
  }

  /** The first V4L2 device that delivers, else a Pi's own camera. */
  private Optional<Choice> firstCamera(List<String> refused) {
    for (Path device : videoDevices()) {
      CameraSpec spec = new CameraSpec(CameraSpec.Kind.DEVICE, device.toString());
      Optional<Choice> choice = delivering(spec, refused);
      if (choice.isPresent()) {
        return choice;
      }
    }
    return rpicam.video().isPresent()
        ? delivering(new CameraSpec(CameraSpec.Kind.RPICAM, "0"), refused)
        : Optional.empty();
  }

  private Optional<Choice> delivering(CameraSpec spec, List<String> refused) {
    try {
      FrameSource source = named(spec);
      try {
        // Many cameras have a second node that opens and never shows a picture.
        source.next();
      } catch (CameraException e) {
        source.close();
        throw e;
      }
      return Optional.of(
          new Choice(source, source.description() + ", the first camera that works", true));
    } catch (CameraException e) {
      refused.add(e.getMessage());
      return Optional.empty();
    }
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

  /** What of the attached devices a program can notice: another node, other rights, a new plug. */
  private List<String> attached() {
    List<String> attached = new ArrayList<>();
    for (Path device : videoDevices()) {
      try {
        attached.add(device + " " + Files.getAttribute(device, "unix:ctime"));
      } catch (IOException | UnsupportedOperationException gone) {
        attached.add(device.toString());
      }
    }
    rpicam.video().ifPresent(command -> attached.add(command.toString()));
    return attached;
  }

  private final class Sticky implements CameraOpener {
    private final CameraSpec spec;
    private boolean opened;
    private boolean camerasOnly;

    Sticky(CameraSpec spec) {
      this.spec = spec;
    }

    @Override
    public FrameSource open() throws CameraException {
      if (camerasOnly) {
        List<String> refused = new ArrayList<>();
        return firstCamera(refused)
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
      if (choice.live()) {
        camerasOnly = spec.kind() == CameraSpec.Kind.AUTO;
        return choice.source();
      }
      return new StandIn(choice.source(), clock, CameraSources.this::attached, this::camera);
    }

    private Optional<FrameSource> camera() {
      Optional<Choice> camera = firstCamera(new ArrayList<>());
      camera.ifPresent(
          found -> {
            camerasOnly = true;
            LOG.info("camera: {}", found.why());
          });
      return camera.map(Choice::source);
    }
  }
}
