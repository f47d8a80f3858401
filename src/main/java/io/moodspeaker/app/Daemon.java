package io.moodspeaker.app;

import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.config.MoodsEditor;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.support.FileWatcher;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.Validated;
import io.moodspeaker.systemd.ResidentMemory;
import io.moodspeaker.systemd.SdNotify;
import io.moodspeaker.systemd.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running speaker: its features, and the routes between them. Whoever starts it closes it. */
public final class Daemon implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  /** How often {@code systemctl status} may get a new line. */
  private static final Duration STATUS_EVERY = Duration.ofSeconds(2);

  /** By then the first mood is decided, and what only the start needs has been read. */
  private static final Duration FIRST_TRIM = Duration.ofMinutes(1);

  private static final Duration TRIM_EVERY = Duration.ofMinutes(15);

  private final ConfigReader reader;
  private final List<Feature> features;
  private final Map<String, String> environment;
  private final Path routes;

  private volatile LoadedConfig config;

  /** What it began with: settings that take effect at a start are still these. */
  private final LoadedConfig started;

  /** Null until it has started. */
  private volatile Status status;

  /** What was opened, to be closed the other way round. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /**
   * A daemon at rest.
   *
   * @param features at rest; this daemon starts and closes them
   * @param reader has read {@code config}, and reads what is saved later
   * @param routes the folder of route files
   * @param environment as from {@link System#getenv()}: systemd leaves its addresses there
   */
  public Daemon(
      List<Feature> features,
      ConfigReader reader,
      LoadedConfig config,
      Path routes,
      Map<String, String> environment) {
    this.features = List.copyOf(features);
    this.reader = reader;
    this.config = config;
    this.started = config;
    this.routes = routes;
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

  /** What it tells of itself; only while it runs. */
  public Status status() {
    return status;
  }

  private void open() throws Exception {
    SdNotify systemd = SdNotify.from(environment);
    keep(StateLock.take(config.stateDir()));
    opened.push(() -> systemd.stopping("stopping"));
    FileWatcher settingsFile =
        new FileWatcher(config.home().resolve(ConfigReader.SETTINGS), ConfigReader.SETTINGS);
    FileWatcher moodsFile =
        new FileWatcher(config.home().resolve(ConfigReader.MOODS), ConfigReader.MOODS);
    DaemonContext context = keep(new DaemonContext(config));
    status = new Status(features, context.clock(), context.wallClock());
    context.bind("status", status);
    context.bind("errors", new ErrorReporter(context.clock()));
    context.bind(
        "moodsFile",
        new MoodsEditor(
            config.home().resolve(ConfigReader.MOODS),
            config.stateDir(),
            text -> read(text).value().isPresent() ? List.of() : read(text).problems(),
            text ->
                Features.check(features, read(text).value().orElse(config)).stream()
                    .filter(problem -> problem.source().equals(ConfigReader.MOODS))
                    .toList()));
    config.placeholders(reader.settings()).forEach(context::placeholder);
    for (Feature feature : features) {
      keep(feature);
      feature.start(context);
    }
    RouteEngine engine = keep(new RouteEngine(routes, context.objects(), context.placeholders()));
    engine.start().forEach(problem -> LOG.error("{}", problem));
    status.tellBreakers(engine::breakers);
    features.forEach(Feature::ready);
    keepLastGood(moodsFile.text());

    Scheduler watching = context.scheduler("config");
    moodsFile.start(watching, this::moodsSaved);
    settingsFile.start(watching, this::settingsSaved);
    Scheduler memory = context.scheduler("memory");
    memory.after(FIRST_TRIM, ResidentMemory::trim);
    memory.every(TRIM_EVERY, ResidentMemory::trim);
    systemd.ready(status.line());
    Watchdog.start(environment, systemd, context::alive).ifPresent(this::keep);
    if (systemd.enabled()) {
      context.scheduler("status").every(STATUS_EVERY, new StatusLine(systemd, status));
    }
  }

  private Validated<LoadedConfig> read(String moods) {
    return reader.readMoods(new Validated<>(Optional.of(moods), List.of()), config);
  }

  private void moodsSaved(Validated<String> text) {
    Validated<LoadedConfig> read = reader.readMoods(text, config);
    read.problems().forEach(problem -> LOG.warn("{}", problem));
    if (read.value().isEmpty()) {
      LOG.warn("{} has mistakes: the last good version stays", ConfigReader.MOODS);
      return;
    }
    take(read.value().get());
    LOG.info("{} was changed and taken over", ConfigReader.MOODS);
    keepLastGood(text);
  }

  private void settingsSaved(Validated<String> text) {
    text.problems().forEach(problem -> LOG.warn("{}", problem));
    if (text.value().isEmpty()) {
      LOG.warn("{} can't be read: the last good version stays", ConfigReader.SETTINGS);
      return;
    }
    Validated<LoadedConfig> read = reader.readSettings(config);
    List<Problem> problems =
        read.value().isPresent() ? Features.check(features, read.value().get()) : read.problems();
    problems.forEach(problem -> LOG.warn("{}", problem));
    if (!problems.isEmpty()) {
      LOG.warn("{} has mistakes: the last good version stays", ConfigReader.SETTINGS);
      return;
    }
    LoadedConfig saved = read.value().orElseThrow();
    Set<Setting.Kind> later = Set.of(Setting.Kind.START, Setting.Kind.SECRET);
    Set<String> changed = config.differences(saved, reader.settings(), later);
    Set<String> waiting = started.differences(saved, reader.settings(), later);
    waiting.retainAll(changed);
    changed.removeAll(waiting);
    Set<String> live =
        config.differences(
            saved, reader.settings(), Set.of(Setting.Kind.LIVE, Setting.Kind.LIVE_SECRET));
    if (!waiting.isEmpty()) {
      LOG.info("{} changed: takes effect at the next start", String.join(", ", waiting));
    }
    if (!changed.isEmpty()) {
      LOG.info("{} changed back to what runs", String.join(", ", changed));
    }
    take(saved);
    if (!live.isEmpty()) {
      LOG.info("{} changed and taken over", String.join(", ", live));
    }
  }

  private void take(LoadedConfig saved) {
    config = saved;
    for (Feature feature : features) {
      feature.check(saved).forEach(problem -> LOG.warn("{}", problem));
      try {
        feature.reload(saved);
      } catch (RuntimeException failed) {
        LOG.error("{} did not take the new configuration over", feature.name(), failed);
      }
    }
  }

  private void keepLastGood(Validated<String> text) {
    if (text.value().isPresent() && reader.readMoods(text, config).value().isPresent()) {
      try {
        ConfigReader.keepLastGood(text.value().get(), config);
      } catch (IOException failed) {
        LOG.warn(
            "{} can't be kept as the last good version in {}: {}",
            ConfigReader.MOODS,
            config.stateDir(),
            failed.getMessage());
      }
    }
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
