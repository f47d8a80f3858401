package io.moodspeaker.app;

import io.moodspeaker.alert.AlertScheduler;
import io.moodspeaker.alert.AlertSender;
import io.moodspeaker.alert.camel.AlertComponent;
import io.moodspeaker.camera.Camera;
import io.moodspeaker.camera.CameraSettings;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.camera.camel.CameraComponent;
import io.moodspeaker.camera.drawn.DrawnFaceSource;
import io.moodspeaker.camera.javacv.CameraSources;
import io.moodspeaker.camera.javacv.SourceOptions;
import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.config.MusicLimits;
import io.moodspeaker.config.Settings;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.FallbackRecognizer;
import io.moodspeaker.emotion.PersonalBaseline;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.emotion.RecognizerStatus;
import io.moodspeaker.emotion.azure.AzureFaceRecognizer;
import io.moodspeaker.emotion.azure.AzureSettings;
import io.moodspeaker.emotion.tensorflow.EmotionFeature;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.opencv.FaceFeature;
import io.moodspeaker.light.LightController;
import io.moodspeaker.light.RgbPins;
import io.moodspeaker.light.camel.LightComponent;
import io.moodspeaker.light.pi4j.Lights;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Mood;
import io.moodspeaker.mood.camel.MoodComponent;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.support.FileWatcher;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.Validated;
import io.moodspeaker.systemd.Heartbeat;
import io.moodspeaker.systemd.SdNotify;
import io.moodspeaker.systemd.Watchdog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running speaker: every room, wired. Whoever starts it closes it. */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  /**
   * A slow step or a full disk may hold the loop up for seconds; a minute's half is no accident.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How often {@code systemctl status} gets a new line. */
  private static final Duration STATUS_EVERY = Duration.ofSeconds(2);

  private final Home home;
  private final FileWatcher<Settings> settingsFile;
  private final FileWatcher<MoodsFile> moodsFile;
  private final Settings settings;
  private final MoodsFile moods;
  private final Map<String, String> environment;
  private final InstantSource clock = InstantSource.system();

  /** Null until it has started. */
  private volatile Status status;

  private volatile Supplier<Map<String, String>> breakers = Map::of;

  /** What was opened, to be closed the other way round. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /**
   * A daemon at rest.
   *
   * @param settingsFile has read settings; this daemon closes it
   * @param moodsFile has read moods; this daemon closes it
   * @param environment as from {@link System#getenv()}: systemd leaves its addresses there
   */
  public Daemon(
      Home home,
      FileWatcher<Settings> settingsFile,
      FileWatcher<MoodsFile> moodsFile,
      Map<String, String> environment) {
    this.home = home;
    this.settingsFile = settingsFile;
    this.moodsFile = moodsFile;
    this.settings = settingsFile.first().value().orElseThrow();
    this.moods = moodsFile.first().value().orElseThrow();
    this.environment = environment;
  }

  /** Opens everything and starts the routes; what failed to open is closed again. */
  public void start() throws Exception {
    try {
      open();
    } catch (Exception | LinkageError failed) {
      close();
      throw failed;
    }
  }

  /** Whether a recogniser has read a frame, and its judge had it. */
  public boolean hasDecided() {
    return status != null && status.recognizes();
  }

  /** Vert.x would log a stack trace and leave a daemon that nobody can ask or steer. */
  private void requireFreePort() throws IOException {
    Settings.Http http = settings.http();
    if (http.port() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(http.host(), http.port()));
    } catch (IOException | UnresolvedAddressException taken) {
      throw new IOException(
          "%s:%d can't be listened on (%s); is another moodspeaker running? Stop it, or set http.port"
              .formatted(http.host(), http.port(), taken.getMessage()),
          taken);
    }
  }

  private void open() throws Exception {
    keep(settingsFile);
    keep(moodsFile);
    requireFreePort();
    SdNotify systemd = SdNotify.from(environment);
    opened.push(() -> systemd.stopping("stopping"));
    Settings.Outputs outputs = settings.outputs();
    Answers answers = new Answers(moods, !outputs.rgbPins().isEmpty());

    Camera camera = camera();
    InstantSource monotonic = MonotonicClock.start();
    Heartbeat watching = new Heartbeat(PATIENCE, monotonic);
    Heartbeat judging = new Heartbeat(PATIENCE, monotonic);
    boolean learning = settings.model().learnsBaseline();
    PersonalBaseline baseline =
        keep(new PersonalBaseline(settings.stateDir(), clock, clock, () -> learning));
    RecognizerLog recognizerLog = new RecognizerLog(monotonic);
    Path model = settings.model().folder();
    EmotionRecognizer local = keep(EmotionFeature.recognizer(model, baseline, monotonic));
    FallbackRecognizer azure = keep(new FallbackRecognizer("azure"));
    azure.update(azure(settings.azure()));
    FaceDetector detector =
        keep(
            FaceFeature.detector(
                home.models().resolve("face"),
                settings.faces().detector(),
                settings.faces().minimum()));
    LOG.info("recogniser: {}", model);
    MoodComponent mood = new MoodComponent(clock, () -> MoodWiring.settings(settings));
    VolumeCeiling ceiling =
        MusicWiring.ceiling(moods.music().limits(), clock, ZoneId.systemDefault());
    MusicRoom music =
        keep(
            new MusicRoom(
                outputs.audio(),
                outputs.mpdMusic(),
                moods.music(),
                ceiling,
                MusicWiring.settings(moods.music().limits()),
                settings.stateDir(),
                answers::music,
                clock));
    LightController light = light(outputs);
    AlertSender sender =
        keep(new Webhooks(which -> answers.webhook(which).or(outputs::webhook), clock));
    Scheduler alarmClock = keep(Scheduler.onThread("alert"));
    AlertScheduler desk = keep(new AlertScheduler(answers::alert, sender, alarmClock, clock));
    status =
        new Status(
            home.root(),
            () -> mood.status("main"),
            camera::status,
            () ->
                new RecognizerStatus(
                    recognizerLog.active(), model.getFileName().toString(), breaker()),
            music.player()::status,
            answers,
            music.corrections()::counts,
            sender);

    RouteEngine engine =
        keep(
            new RouteEngine(
                home.routes(),
                Map.of(
                    "camera",
                    new CameraComponent(camera, watching::beat),
                    "mood",
                    mood,
                    "music",
                    music.component(),
                    "light",
                    new LightComponent(),
                    "alert",
                    new AlertComponent(desk)),
                Map.of(
                    "words", new Words(answers, music.director()::isHeld),
                    "api", new Api(status, music, baseline),
                    "door", Door.of(settings.http().host()),
                    "judging", judging,
                    "lights", light,
                    "troubles", new Troubles(clock),
                    "face-detector", detector,
                    "recognizer-log", recognizerLog,
                    "emotion-local", local,
                    "emotion-azure", azure),
                placeholders()));
    engine.start();
    breakers = engine::breakers;
    camera.start();
    light.update(answers.lights());
    moodsFile.start(read -> taken(read, answers, ceiling, music, light));
    settingsFile.start(new SettingsChange(settings, now -> azure.update(azure(now))));

    LOG.info("status: http://{}:{}/api/status", settings.http().host(), settings.http().port());
    systemd.ready(status.line());
    Watchdog.start(environment, systemd, () -> watching.alive() && judging.alive())
        .ifPresent(this::keep);
    if (systemd.enabled()) {
      everySoOften("status", STATUS_EVERY, new StatusLine(systemd, status));
    }
  }

  private String breaker() {
    return breakers.get().values().stream().findFirst().orElse("");
  }

  private Camera camera() {
    CameraSources sources =
        new CameraSources(
            clock,
            SourceOptions.DEFAULT,
            scenario ->
                DrawnFaceSource.open(
                    scenario.orElse(home.config().resolve("drawn-face.yaml")),
                    RateLimiter.realTime(clock)));
    Settings.Camera wish = settings.camera();
    return keep(
        new Camera(
            CameraSources.name(wish.source()),
            sources.opener(wish.source()),
            new CameraSettings(wish.stall(), wish.retry()),
            clock));
  }

  private static Optional<AzureFaceRecognizer> azure(Settings.Azure azure) {
    return AzureSettings.of(
            azure.endpoint().map(URI::toString).orElse(""),
            azure.key().reveal(),
            azure.timeout(),
            azure.allowHttp())
        .map(AzureFaceRecognizer::new);
  }

  private LightController light(Settings.Outputs outputs) {
    Optional<RgbPins> rgb =
        outputs.rgbPins().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new RgbPins(
                    outputs.rgbPins().get(0), outputs.rgbPins().get(1), outputs.rgbPins().get(2)));
    Lights.Choice choice =
        new Lights()
            .open(outputs.light(), rgb, keep(Scheduler.onThread("light")), MonotonicClock.start());
    LOG.info("light: {}", choice.why());
    return new LightController(keep(choice.light()), rgb.isPresent());
  }

  private Map<String, String> placeholders() {
    Set<Emotion> watched =
        Mood.all().stream()
            .filter(mood -> moods.plan(mood).alert().isPresent())
            .flatMap(mood -> mood.emotion().stream())
            .collect(Collectors.toSet());
    return Map.of(
        "camera.interval", Long.toString(settings.camera().interval().toMillis()),
        "emotion.minimum-confidence", Double.toString(settings.model().minimumConfidence()),
        "alert.faces", settings.faces().alert(),
        "alert.watch",
            watched.isEmpty()
                ? Emotion.FEAR.label()
                : watched.stream().map(Emotion::label).sorted().collect(Collectors.joining(",")),
        "camel.server.enabled", "true",
        "camel.server.host", settings.http().host(),
        "camel.server.port", Integer.toString(settings.http().port()));
  }

  private static void taken(
      Validated<MoodsFile> read,
      Answers answers,
      VolumeCeiling ceiling,
      MusicRoom music,
      LightController light) {
    read.problems().forEach(problem -> LOG.warn("{}", problem));
    if (read.value().isEmpty()) {
      LOG.warn("{} has mistakes: the last good version stays", MoodsFile.NAME);
      return;
    }
    answers.take(read.value().get());
    light.update(answers.lights());
    MusicLimits limits = read.value().get().music().limits();
    ceiling.take(limits.ceiling(), MusicWiring.quiet(limits));
    music.take(read.value().get().music());
    LOG.info("{} was changed and taken over", MoodsFile.NAME);
  }

  private void everySoOften(String thread, Duration pause, Runnable task) {
    Scheduler later = keep(Scheduler.onThread(thread));
    later.after(
        pause,
        new Runnable() {
          @Override
          public void run() {
            later.after(pause, this);
            task.run();
          }
        });
  }

  /** Tells systemd how it is, when that has changed. */
  private static final class StatusLine implements Runnable {
    private final SdNotify systemd;
    private final Status status;
    private String told = "";

    StatusLine(SdNotify systemd, Status status) {
      this.systemd = systemd;
      this.status = status;
    }

    @Override
    public void run() {
      String line = status.line();
      if (!line.equals(told)) {
        systemd.status(line);
        told = line;
      }
    }
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  /** Stops everything, the last opened first; one that fails stops no other. */
  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failed) {
        LOG.warn("while stopping: {}", failed.getMessage(), failed);
      }
    }
  }
}
