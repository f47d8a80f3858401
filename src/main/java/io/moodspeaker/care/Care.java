package io.moodspeaker.care;

import io.moodspeaker.care.SadnessTrend.Day;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known and said for somebody's sake. Safe for use by several threads. */
public final class Care {
  private static final Logger LOG = LoggerFactory.getLogger(Care.class);

  /** A gentle sentence is no nagging. */
  private static final Duration AT_MOST_EVERY = Duration.ofDays(7);

  private static final LocalTime MORNING = LocalTime.of(9, 0);
  private static final LocalTime EVENING = LocalTime.of(21, 0);

  /**
   * Whom it speaks to.
   *
   * @param on whether days are watched at all
   * @param language a language's code
   * @param country a country's two letters
   * @param tell the channels of alerts that are told in place of the person; empty for none
   */
  public record Settings(boolean on, String language, String country, List<String> tell) {}

  /**
   * Sadness that has held for days.
   *
   * @param sentence what the person hears
   * @param tell who is told in their place; empty for nobody
   */
  public record Notice(String sentence, List<String> tell) {}

  private final Supplier<CareContacts> contacts;
  private final Supplier<Settings> settings;
  private final Path stateDir;
  private final InstantSource wallClock;
  private final ZoneId zone;
  private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();

  /** Opened when something is to be kept. */
  private Optional<CareDiary> diary = Optional.empty();

  private boolean broken;

  /**
   * Care that has seen nobody yet.
   *
   * @param contacts asked each time
   * @param settings asked each time
   */
  public Care(
      Supplier<CareContacts> contacts,
      Supplier<Settings> settings,
      Path stateDir,
      InstantSource wallClock,
      ZoneId zone) {
    this.contacts = contacts;
    this.settings = settings;
    this.stateDir = stateDir;
    this.wallClock = wallClock;
    this.zone = zone;
  }

  /** What is said to words that hint at self-harm; empty for all other words. */
  public Optional<String> answerTo(String words) {
    Settings now = settings.get();
    return DistressWords.hintIn(words)
        ? Optional.of(contacts.get().urgent(now.language(), now.country()))
        : Optional.empty();
  }

  /** Hears of sadness that holds, on the thread that noticed it, until the result is run. */
  public Runnable onNotice(Consumer<Notice> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Takes note of the largest face, where care is on. */
  synchronized void observe(Observation seen) {
    if (settings.get().on()) {
      seen.faces().stream()
          .filter(face -> face.evidence())
          .findFirst()
          .ifPresent(
              face ->
                  opened().ifPresent(kept -> kept.add(today(), face.scores().of(Emotion.SADNESS))));
    }
  }

  /** Looks at the days when somebody begins to look sad, and not at night. */
  void moodChanged(MoodChange change) {
    if (change.mood() == Mood.SADNESS) {
      due().ifPresent(notice -> listeners.forEach(listener -> listener.accept(notice)));
    }
  }

  private synchronized Optional<Notice> due() {
    Settings now = settings.get();
    LocalTime time = LocalTime.ofInstant(wallClock.instant(), zone);
    Optional<CareDiary> kept = now.on() ? opened() : Optional.empty();
    LocalDate today = today();
    boolean early =
        kept.flatMap(CareDiary::told)
            .filter(told -> told.plusDays(AT_MOST_EVERY.toDays()).isAfter(today))
            .isPresent();
    if (kept.isEmpty()
        || early
        || listeners.isEmpty()
        || time.isBefore(MORNING)
        || time.isAfter(EVENING)
        || !SadnessTrend.holds(kept.get().days(), today)) {
      return Optional.empty();
    }
    try {
      kept.get().told(today);
    } catch (IOException unwritable) {
      LOG.warn("care: {}", unwritable.toString());
    }
    LOG.info("care: sadness has held for days");
    return Optional.of(
        new Notice(contacts.get().gentle(now.language(), now.country()), now.tell()));
  }

  private Optional<CareDiary> opened() {
    if (diary.isEmpty() && !broken) {
      try {
        diary = Optional.of(CareDiary.open(stateDir));
      } catch (IOException unreadable) {
        broken = true;
        LOG.warn("care: {}; no days are kept", unreadable.toString());
      }
    }
    return diary;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(wallClock.instant(), zone);
  }

  /** Everything that is kept, and what would be said, as plain values. */
  public synchronized Map<String, Object> report() {
    Settings now = settings.get();
    List<Day> days = opened().map(CareDiary::days).orElse(List.of());
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("care", now.on() ? "on" : "off");
    report.put("holds", SadnessTrend.holds(days, today()));
    opened().flatMap(CareDiary::told).ifPresent(told -> report.put("told", told.toString()));
    report.put("country", now.country());
    report.put("gentle", contacts.get().gentle(now.language(), now.country()));
    report.put("urgent", contacts.get().urgent(now.language(), now.country()));
    report.put(
        "days",
        days.stream()
            .map(
                day -> {
                  Map<String, Object> line = new LinkedHashMap<>();
                  line.put("date", day.date().toString());
                  line.put("frames", day.frames());
                  line.put("sadness", Math.round(day.share() * 1000) / 1000.0);
                  return line;
                })
            .toList());
    return report;
  }

  /** Forgets all days. */
  public synchronized String forget() throws IOException {
    if (opened().isPresent()) {
      diary.get().forget();
    }
    return "what care had kept is forgotten";
  }

  synchronized void save() {
    try {
      if (diary.isPresent()) {
        diary.get().save();
      }
    } catch (IOException unwritable) {
      LOG.warn("care: {}", unwritable.toString());
    }
  }
}
