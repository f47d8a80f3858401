package io.moodspeaker.history;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.history.sqlite.SqliteHistory;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.MonotonicClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history: the last days in memory, and on the disk where that was asked for. */
public final class HistoryFeature implements Feature {
  /** Whether it is kept on the disk. */
  public static final Setting<String> ON_DISK =
      Setting.oneOf(
          "history",
          List.of("off", "on"),
          "Whether scores, moods and tracks are kept on the disk: off or on. The page's curves of"
              + " the last days are kept in memory either way.");

  /** How long it is kept there. */
  public static final Setting<Integer> DAYS =
      Setting.integer("history.days", 90, 1, 3650, "How many days the history on the disk covers.");

  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  /** What a power cut may cost; a memory card is written no more often. */
  private static final Duration SAVED_EVERY = Duration.ofMinutes(1);

  private static final int LONGEST_HOURS = 24 * 7;
  private static final int MOST_POINTS = 2000;

  private final History history = new History();
  private InstantSource wallClock = MonotonicClock.start();
  private final Object opening = new Object();
  private volatile Optional<HistoryStore> store = Optional.empty();
  private Optional<Path> file = Optional.empty();
  private Duration kept = Duration.ofDays(90);
  private String complaint = "";
  private Object track = "";

  @Override
  public String name() {
    return "history";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ON_DISK, DAYS);
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    wallClock = context.wallClock();
    kept = Duration.ofDays(config.get(DAYS));
    if (config.get(ON_DISK).equals("on")) {
      file = Optional.of(config.stateDir().resolve(SqliteHistory.FILE));
      save();
      context.scheduler("history").every(SAVED_EVERY, this::save);
    }
    context
        .events()
        .subscribe(
            Observation.class,
            seen ->
                seen.faces().stream()
                    .findFirst()
                    .ifPresent(face -> history.seen(wallClock.instant(), face.scores())));
    context
        .events()
        .subscribe(MoodChange.class, change -> history.mood(wallClock.instant(), change.mood()));
    context.bind("history", this);
  }

  /** Takes note of the track that a status tells of. */
  public synchronized void status(Map<String, Object> status) {
    if (status.get("music") instanceof Map<?, ?> music
        && music.get("track") != null
        && "playing".equals(music.get("state"))
        && !music.get("track").equals(track)) {
      track = music.get("track");
      history.track(
          wallClock.instant(),
          String.valueOf(Objects.requireNonNullElse(music.get("title"), track)));
    }
  }

  /**
   * The last hours as {@link Curve#of} tells them.
   *
   * @param hours a whole number, 24 where it is empty
   * @param points a whole number, 300 where it is empty
   */
  public Map<String, Object> series(String hours, String points) {
    Instant now = wallClock.instant();
    return Curve.of(
        history.all(),
        now.minus(Duration.ofHours(whole("hours", hours, 24, LONGEST_HOURS))),
        now,
        whole("points", points, 300, MOST_POINTS));
  }

  private static int whole(String name, String text, int byDefault, int most) {
    if (text == null || text.isEmpty()) {
      return byDefault;
    }
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException(
          "%s must be a whole number of 1 to %d, was '%s'".formatted(name, most, text));
    }
    return Integer.parseInt(text);
  }

  /** Forgets all of it, on the disk too. */
  public String forget() throws IOException {
    history.forget();
    if (file.isPresent()) {
      opened().forget(Instant.MAX);
    }
    return "all history is forgotten";
  }

  private void save() {
    if (file.isEmpty()) {
      return;
    }
    try {
      HistoryStore open = opened();
      Recording fresh = history.fresh();
      if (!fresh.isEmpty()) {
        open.add(fresh);
        history.saved(fresh);
      }
      open.forget(wallClock.instant().minus(kept));
      complaint = "";
    } catch (IOException failed) {
      if (!complaint.equals(failed.getMessage())) {
        complaint = failed.getMessage();
        LOG.warn("{}; it stays in memory meanwhile", complaint);
      }
    }
  }

  private HistoryStore opened() throws IOException {
    synchronized (opening) {
      if (store.isEmpty()) {
        HistoryStore opened = SqliteHistory.openOrBegin(file.orElseThrow());
        store = Optional.of(opened);
        history.restore(opened.since(wallClock.instant().minus(History.KEPT)));
      }
      return store.get();
    }
  }

  @Override
  public Map<String, Object> status() {
    return Map.of("disk", store.isPresent() ? "on" : "off");
  }

  @Override
  public String words(Map<?, ?> status) {
    return store.isPresent() ? "kept on disk" : "kept until the daemon ends";
  }

  @Override
  public void close() throws IOException {
    save();
    if (store.isPresent()) {
      store.get().close();
    }
  }
}
