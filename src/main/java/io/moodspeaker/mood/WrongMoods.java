package io.moodspeaker.mood;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodCalledWrong;
import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moods that people called wrong, and how much clearer each must be seen since. Safe for use by
 * several threads.
 *
 * <p>Kept in a file, a time and a mood a line, so that it outlives a restart.
 */
final class WrongMoods {
  private static final Logger LOG = LoggerFactory.getLogger(WrongMoods.class);

  /** What has not been called wrong for a month is as it was before. */
  static final Duration MEMORY = Duration.ofDays(30);

  /** One may be a slip; from the second on, each costs a mood so much. */
  static final double STEP = 0.03;

  /** A clear expression scores 0.7 and more: from 0.40, the default, it still passes. */
  static final double MOST = 0.15;

  /** The highest score that is asked of any mood. */
  private static final double HIGHEST = 0.95;

  /** By then each has reached its bound long ago. */
  private static final int MOST_KEPT = 500;

  private final Optional<Path> file;
  private final InstantSource wallClock;
  private final List<MoodCalledWrong> calls = new ArrayList<>();

  /** What was called wrong by a file, which need not exist yet. */
  WrongMoods(Optional<Path> file, InstantSource wallClock) {
    this.file = file;
    this.wallClock = wallClock;
    file.filter(Files::exists).ifPresent(this::load);
  }

  private void load(Path path) {
    Validated<String> text = TextFile.read(path, path.toString());
    text.problems().forEach(problem -> LOG.warn("{}", problem));
    text.value().stream().flatMap(String::lines).forEach(line -> load(path, line));
  }

  private void load(Path path, String line) {
    String[] fields = line.split("\t", -1);
    try {
      calls.add(
          new MoodCalledWrong(
              Instant.parse(fields[0]), Mood.of(fields.length > 1 ? fields[1] : "")));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      LOG.warn("{}: '{}' is left out: {}", path, line, e.getMessage());
    }
  }

  /**
   * Takes in that a mood was called wrong.
   *
   * @return by how much its score must be higher from now on, 0 to {@link #MOST}
   */
  synchronized double add(MoodCalledWrong call) {
    forgetOld();
    if (call.mood().emotion().isEmpty()) {
      return 0;
    }
    calls.add(call);
    if (calls.size() > MOST_KEPT) {
      calls.remove(0);
    }
    save();
    return raise(call.mood());
  }

  /** Takes all of it back. */
  synchronized void clear() {
    calls.clear();
    save();
  }

  private void save() {
    if (file.isEmpty()) {
      return;
    }
    try {
      AtomicFile.write(
          file.get(),
          calls.stream()
              .map(call -> call.time() + "\t" + call.mood() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      LOG.warn("what is called wrong is forgotten at the next start: {}", Reason.withFile(e));
    }
  }

  /** A clock that was set back makes no call last for ever. */
  private void forgetOld() {
    Instant now = wallClock.instant();
    calls.removeIf(
        call -> call.time().isBefore(now.minus(MEMORY)) || call.time().isAfter(now.plus(MEMORY)));
  }

  private double raise(Mood mood) {
    long times = calls.stream().filter(call -> call.mood() == mood).count();
    return Math.clamp(STEP * (times - 1), 0, MOST);
  }

  /** By how much the scores of moods must be higher; those of the others are left out. */
  synchronized Map<Mood, Double> raises() {
    forgetOld();
    Map<Mood, Double> raises = new EnumMap<>(Mood.class);
    for (Mood mood : Mood.all()) {
      double raise = raise(mood);
      if (raise > 0) {
        raises.put(mood, raise);
      }
    }
    return Collections.unmodifiableMap(raises);
  }

  /** Settings in which these moods must be seen more clearly. */
  MoodSettings raised(MoodSettings settings) {
    Map<Mood, Double> raises = raises();
    if (raises.isEmpty()) {
      return settings;
    }
    DecisionThresholds evidence = settings.evidence();
    Map<Mood, MoodThreshold> moods = new EnumMap<>(Mood.class);
    moods.putAll(evidence.moods());
    raises.forEach(
        (mood, raise) -> {
          Optional<MoodThreshold> own = Optional.ofNullable(evidence.moods().get(mood));
          double enter = own.flatMap(MoodThreshold::enter).orElse(evidence.enter());
          moods.put(
              mood,
              new MoodThreshold(
                  Optional.of(Math.max(enter, Math.min(HIGHEST, enter + raise))),
                  own.map(MoodThreshold::after).orElse(Duration.ZERO)));
        });
    return new MoodSettings(
        settings.window(),
        settings.dwell(),
        settings.absentAfter(),
        new DecisionThresholds(evidence.observations(), evidence.enter(), evidence.margin(), moods),
        settings.faces());
  }
}
