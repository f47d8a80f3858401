package io.moodspeaker.camera.feature;

import io.moodspeaker.camera.Camera;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraSettings;
import io.moodspeaker.camera.CameraSpec;
import io.moodspeaker.camera.CameraStatus;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.Rotation;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.camera.StreamSettings.FrameSize;
import io.moodspeaker.camera.drawn.ScenarioReader;
import io.moodspeaker.camera.javacv.Recordings;
import io.moodspeaker.camera.rpicam.Rpicam;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Events;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.feature.SharedSettings;
import io.moodspeaker.model.CameraState;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Suggestion;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The camera, or what stands in for one. */
public final class CameraFeature implements Feature {
  public static final Setting<CameraSpec> CAMERA =
      new Setting<>(
          "camera",
          "auto",
          Setting.Kind.START,
          CameraSpec::parse,
          "Where pictures come from: auto, drawn, drawn:FILE.yaml, rpicam or rpicam:1 for a"
              + " Raspberry Pi's own camera, a device such as /dev/video0, an rtsp:// or http://"
              + " address, a video, a picture or a folder of pictures; paths begin where moodspeaker"
              + " was started. auto takes the first camera, and the drawn face where there is none.");

  public static final Setting<Duration> INTERVAL =
      Setting.duration("camera.interval", "500ms", "30ms", "1min", "The time from frame to frame.");

  public static final Setting<Duration> IDLE_INTERVAL =
      Setting.duration(
          "camera.idle-interval",
          "2s",
          "0s",
          "1min",
          "While nobody has been seen for half a minute and nothing moves, the time from one frame"
              + " that is read to the next; 0s reads all.");

  public static final Setting<Duration> STALL =
      Setting.duration(
          "camera.stall",
          "15s",
          "1s",
          "10min",
          "How long a camera may be silent before it counts as lost.");

  public static final Setting<Duration> RETRY =
      Setting.duration(
          "camera.retry", "10s", "1s", "1h", "The time between two tries of a lost camera.");

  public static final Setting<String> ROTATE =
      Setting.oneOf(
          "camera.rotate",
          List.of("0", "90", "180", "270"),
          "By how many degrees the camera's picture is turned to the right: 0, 90, 180 or 270.");

  public static final Setting<String> FLIP =
      Setting.oneOf(
          "camera.flip",
          List.of("no", "horizontal", "vertical", "both"),
          "How the picture is then mirrored: no, horizontal (left and right), vertical or both.");

  public static final Setting<Optional<FrameSize>> SIZE =
      Setting.optional(
          "camera.size",
          FrameSize::parse,
          "The size that a device is asked for, such as 1280x720; larger pictures of a network"
              + " camera or a recording are scaled down to its longer side. Not set, 640x480 of a"
              + " device and at most 1280 pixels of all else.");

  public static final Setting<Optional<Integer>> FPS =
      Setting.optional(
          "camera.fps",
          text -> Setting.integer("camera.fps", 1, 1, 60, "").parse(text),
          "Frames a second that a camera is asked for, 1 to 60. Not set, 10 of rpicam, 2 of an"
              + " address that answers with one picture, and else what the camera likes.");

  private static final Duration TRYING = Duration.ofSeconds(20);

  private final Path devices;
  private final Path classes;
  private final Rpicam rpicam;

  private Camera camera;
  private InstantSource clock;
  private InstantSource wallClock;
  private PauseFile pauseFile;
  private Events.Subscription observing = () -> {};

  /** The feature on this machine. */
  public CameraFeature() {
    this(
        Path.of("/dev"),
        Path.of("/sys/class/video4linux"),
        new Rpicam(System.getenv().getOrDefault("PATH", "")));
  }

  /** The feature on a machine with these devices and commands. */
  CameraFeature(Path devices, Path classes, Rpicam rpicam) {
    this.devices = devices;
    this.classes = classes;
    this.rpicam = rpicam;
  }

  @Override
  public String name() {
    return "camera";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(CAMERA, INTERVAL, IDLE_INTERVAL, STALL, RETRY, ROTATE, FLIP, SIZE, FPS);
  }

  @Override
  public List<Problem> check(Config config) {
    CameraSpec spec = config.get(CAMERA);
    Optional<String> wrong =
        switch (spec.kind()) {
          case DRAWN -> scenario(spec.target().isEmpty() ? scenario(config) : path(spec));
          case AUTO, HTTP, RTSP -> Optional.empty();
          case RPICAM ->
              rpicam.video().isPresent()
                  ? Optional.empty()
                  : Optional.of("needs rpicam-vid, which is not there: " + Rpicam.REMEDY);
          case DEVICE -> device(path(spec));
          case FILE -> recording(config, path(spec));
        };
    return wrong.stream()
        .map(why -> config.problem(CAMERA, "camera = " + spec + ": " + why))
        .toList();
  }

  private static Path path(CameraSpec spec) {
    return Path.of(spec.target());
  }

  private static Path scenario(Config config) {
    return config.home().resolve("config/drawn-face.yaml");
  }

  private static Optional<String> scenario(Path file) {
    try {
      ScenarioReader.read(file);
      return Optional.empty();
    } catch (CameraException wrong) {
      return Optional.of(wrong.getMessage());
    }
  }

  private Optional<String> device(Path device) {
    if (Files.isReadable(device)) {
      return isCamera(device)
          ? Optional.empty()
          : Optional.of("is no camera; name one such as /dev/video0, or take camera = auto");
    }
    if (Files.exists(device)) {
      return Optional.of("can't be read; add the user to its group: usermod -aG video USER");
    }
    List<String> there =
        new AttachedCameras(devices, classes, rpicam).nodes().stream().map(Path::toString).toList();
    return Optional.of(
        "is not there; "
            + (there.isEmpty()
                ? "plug the camera in, or take camera = auto"
                : Suggestion.text(device.toString(), there)));
  }

  /** Whether the kernel knows a device, or what a link leads to, as a camera. */
  private boolean isCamera(Path device) {
    try {
      String node = device.toRealPath().getFileName().toString();
      return node.startsWith("video") || Files.exists(classes.resolve(node));
    } catch (IOException gone) {
      return false;
    }
  }

  private Optional<String> recording(Config config, Path path) {
    if (!Files.exists(path)) {
      String word = path.toString();
      return Optional.of(
          "is not there; "
              + (word.startsWith("~")
                  ? "write the whole path, as ~ stands for nobody's folder here"
                  : Suggestion.of(word, List.of("auto", "drawn", "rpicam"))
                      .map(close -> "did you mean " + close + "?")
                      .orElse(CameraSpec.FORMS)));
    }
    if (!Files.isReadable(path)) {
      return Optional.of("can't be read; make it readable for the user that moodspeaker runs as");
    }
    Optional<String> wrong = Recordings.problem(path);
    if (wrong.isPresent()) {
      return wrong;
    }
    // What a file holds, only reading it tells.
    try (FrameSource source = sources(config, MonotonicClock.start()).recording(path)) {
      return source.next().isPresent() ? Optional.empty() : Optional.of("holds no picture");
    } catch (CameraException unreadable) {
      return Optional.of(unreadable.getMessage());
    }
  }

  @Override
  public List<Finding> examine(Config config) {
    List<Finding> findings =
        new ArrayList<>(new AttachedCameras(devices, classes, rpicam).findings());
    CameraSpec spec = config.get(CAMERA);
    FutureTask<String> trying = new FutureTask<>(() -> tryOut(config, spec));
    Threads.start("camera-try", trying);
    try {
      findings.add(
          Finding.ok(
              "camera = " + spec + ": " + trying.get(TRYING.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (TimeoutException silent) {
      findings.add(
          Finding.missing(
              "camera = " + spec + " sends no picture within " + TRYING.toSeconds() + " s",
              "see whether another program holds it, or correct camera"));
    } catch (ExecutionException failed) {
      String[] message = String.valueOf(failed.getCause().getMessage()).split("; ", 2);
      findings.add(
          Finding.missing(
              "camera = " + spec + ": " + message[0],
              message.length > 1 ? message[1] : "correct the setting camera"));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return findings;
  }

  /** Takes one picture. */
  private String tryOut(Config config, CameraSpec spec) throws CameraException {
    CameraSources.Choice choice = sources(config, MonotonicClock.start()).open(spec);
    try (FrameSource source = choice.source()) {
      Frame frame =
          source.next().orElseThrow(() -> new CameraException("it holds no picture; take another"));
      return "%s sends %dx%d".formatted(choice.why(), frame.width(), frame.height());
    }
  }

  private CameraSources sources(Config config, InstantSource time) {
    StreamSettings settings =
        new StreamSettings(
            config.get(SIZE),
            config.get(FPS),
            new Rotation(
                Integer.parseInt(config.get(ROTATE)) / 90,
                Stream.of("horizontal", "both").anyMatch(config.get(FLIP)::equals),
                Stream.of("vertical", "both").anyMatch(config.get(FLIP)::equals)),
            config.get(SharedSettings.TLS_ALLOW_INVALID));
    return new CameraSources(time, settings, scenario(config), devices, rpicam);
  }

  /**
   * Opens the camera that is configured, for a command that looks itself; the caller closes it.
   *
   * @throws CameraException if it can't be opened; the message says why and what helps
   */
  public FrameSource source(Config config, InstantSource clock) throws CameraException {
    return sources(config, clock).opener(config.get(CAMERA)).open();
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    clock = context.clock();
    wallClock = context.wallClock();
    pauseFile = new PauseFile(config.stateDir(), wallClock);
    CameraSpec spec = config.get(CAMERA);
    camera =
        new Camera(
            spec.toString(),
            sources(config, clock).opener(spec),
            new CameraSettings(config.get(STALL), config.get(RETRY), config.get(IDLE_INTERVAL)),
            clock,
            context.scheduler("camera"),
            state -> {
              remember(state);
              context.events().publish(state);
            });
    camera.onTake(context.heartbeat("camera"));
    pauseFile
        .left()
        .ifPresent(left -> camera.pause(left.isZero() ? Optional.empty() : Optional.of(left)));
    observing =
        context
            .events()
            .subscribe(Observation.class, seen -> camera.observed(!seen.faces().isEmpty()));
    context.bind("camera", camera);
  }

  /** A pause outlasts a restart: whoever closed the eye did not mean until the next power cut. */
  private void remember(CameraState state) {
    if (state == CameraState.PAUSED) {
      pauseFile.write(camera.status().pausedUntil().map(this::wall));
    } else if (state != CameraState.CLOSED) {
      pauseFile.clear();
    }
  }

  private Instant wall(Instant then) {
    return MonotonicClock.toWallClock(then, clock, wallClock);
  }

  @Override
  public Map<String, Object> status() {
    if (camera == null) {
      return Map.of();
    }
    CameraStatus now = camera.status();
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("source", now.source());
    status.put("state", now.state().name().toLowerCase(Locale.ROOT));
    status.put("since", readable(wall(now.since())));
    now.why().ifPresent(why -> status.put("why", why));
    now.pausedUntil().ifPresent(until -> status.put("pausedUntil", readable(wall(until))));
    CameraStatus.Frames frames = now.frames();
    if (frames.width() > 0) {
      status.put("size", frames.width() + "x" + frames.height());
    }
    status.put("frames", frames.count());
    status.put("fps", Math.round(frames.perSecond() * 10) / 10.0);
    if (frames.ageMs() >= 0) {
      status.put("frameAgeMs", frames.ageMs());
    }
    status.put("idle", camera.isIdle());
    return status;
  }

  @Override
  public String words(Map<?, ?> status) {
    StringBuilder words = new StringBuilder(status.get("source") + ", " + status.get("state"));
    if (status.containsKey("why")) {
      words.append(" (").append(status.get("why")).append(')');
    }
    words.append(" since ").append(status.get("since"));
    if (status.containsKey("pausedUntil")) {
      words.append(" until ").append(status.get("pausedUntil"));
    }
    if (status.containsKey("size")) {
      words.append(", ").append(status.get("size"));
    }
    if ("running".equals(status.get("state"))) {
      words.append(", ").append(status.get("fps")).append(" frames a second");
    }
    return words + (Boolean.TRUE.equals(status.get("idle")) ? ", as nobody is there" : "");
  }

  private static String readable(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS)
        .atZone(ZoneId.systemDefault())
        .toOffsetDateTime()
        .toString();
  }

  @Override
  public void close() {
    observing.close();
    if (camera != null) {
      camera.close();
    }
    try {
      observing.close();
    } catch (Exception failed) {
      throw new IllegalStateException("the camera could not stop to observe", failed);
    }
  }
}
