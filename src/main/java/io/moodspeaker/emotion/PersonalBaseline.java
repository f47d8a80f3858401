package io.moodspeaker.emotion;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The baselines in force, one a person: learned along the way from frames that read as neutral, or
 * taken at once when a person asks for it, after which nothing more is learned. Safe for use by
 * several threads.
 */
public final class PersonalBaseline implements AutoCloseable {
  /** Half a minute: sixty frames at the daemon's pace, and as long as a person holds still. */
  public static final Duration LENGTH = Duration.ofSeconds(30);

  /**
   * Three fifths: a face that reads as neutral with no more than doubt is not learned from, so that
   * a long sad hour does not become the person's neutral.
   */
  static final double CONFIDENT = 0.6;

  /** A second: between frames farther apart nobody knows what the face showed. */
  private static final Duration LONGEST_FRAME = Duration.ofSeconds(1);

  /** Two minutes of neutral frames: what a crash may forget, and what a memory card can bear. */
  private static final Duration KEEP_EVERY = Duration.ofMinutes(2);

  /** On a reader's clock. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private static final Logger LOG = LoggerFactory.getLogger(PersonalBaseline.class);

  private final Path stateDir;
  private final InstantSource clock;
  private final InstantSource wallClock;
  private final Function<Face, String> who;
  private final BooleanSupplier learning;
  private final Map<String, Person> people = new HashMap<>();

  private Optional<Recording> recording = Optional.empty();

  /** Why the last recording came to nothing; empty if it did not. */
  private String failure = "";

  /** What is known of one person. */
  private static final class Person {
    private final BaselineFile file;
    private Optional<Baseline> baseline = Optional.empty();
    private Optional<Instant> seen = Optional.empty();
    private Duration kept = Duration.ZERO;

    Person(BaselineFile file) {
      this.file = file;
    }
  }

  /** A recording under way. */
  private record Recording(BaselineRecorder recorder, String person, Instant end) {}

  /** How it stands. */
  public enum State {
    /** No baseline is in force. */
    OFF,
    /** The neutral face is being looked at. */
    RECORDING,
    /** The last recording came to nothing; a former baseline stays in force. */
    FAILED,
    /** A baseline is in force. */
    ON
  }

  /**
   * How it stands, in words.
   *
   * @param message a line for a person
   * @param left how much longer a recording takes; zero when there is none
   */
  public record Report(State state, String message, Duration left) {}

  /**
   * The baselines of a state folder.
   *
   * @param clock runs evenly
   * @param wallClock the time that people read
   * @param who tells the key of a face's person; {@link BaselineFile#ANYBODY} until there are names
   * @param learning whether what is learned along the way counts, asked anew for each frame
   */
  public PersonalBaseline(
      Path stateDir,
      InstantSource clock,
      InstantSource wallClock,
      Function<Face, String> who,
      BooleanSupplier learning) {
    this.stateDir = stateDir;
    this.clock = clock;
    this.wallClock = wallClock;
    this.who = who;
    this.learning = learning;
  }

  /** The baselines of one state folder, for whoever is there. */
  public PersonalBaseline(
      Path stateDir, InstantSource clock, InstantSource wallClock, BooleanSupplier learning) {
    this(stateDir, clock, wallClock, face -> BaselineFile.ANYBODY, learning);
  }

  /** The baseline of a person, if there is one. */
  public synchronized Optional<Baseline> baseline(String person) {
    finishIfDue();
    return person(person).baseline;
  }

  /** Makes the next half minute the person's neutral face; starts again if one is under way. */
  public synchronized Report start(String person) {
    failure = "";
    recording =
        Optional.of(
            new Recording(
                new BaselineRecorder(BaselineRecorder.FRAMES),
                person,
                clock.instant().plus(LENGTH)));
    LOG.info("the next {} s are taken for a neutral face", LENGTH.toSeconds());
    return report(person);
  }

  /**
   * Forgets a person's baseline and its file; learning begins anew.
   *
   * @throws IOException if the file can't be deleted; then nothing is forgotten
   */
  public synchronized Report clear(String person) throws IOException {
    Person forgotten = person(person);
    forgotten.file.delete();
    people.remove(person);
    recording = Optional.empty();
    failure = "";
    LOG.info("the baseline is forgotten");
    return report(person);
  }

  /** How it stands now with a person. */
  public synchronized Report report(String person) {
    finishIfDue();
    Optional<Baseline> baseline = person(person).baseline;
    if (recording.isPresent()) {
      return new Report(
          State.RECORDING,
          "look neutral into the camera; "
              + BaselineRecorder.frames(recording.get().recorder().frames())
              + " so far",
          Duration.between(clock.instant(), recording.get().end()));
    }
    if (!failure.isEmpty()) {
      return new Report(
          State.FAILED,
          failure + baseline.map(old -> "; the baseline of " + time(old) + " stays").orElse(""),
          Duration.ZERO);
    }
    return baseline
        .map(
            now -> new Report(now.strength() > 0 ? State.ON : State.OFF, words(now), Duration.ZERO))
        .orElseGet(() -> new Report(State.OFF, "no baseline", Duration.ZERO));
  }

  private static String words(Baseline baseline) {
    return baseline
        .learned()
        .map(
            seen ->
                String.format(
                    Locale.ROOT,
                    "a baseline learned from %d min %d s of a neutral face, at %.0f %% of its effect",
                    seen.toMinutes(),
                    seen.toSecondsPart(),
                    100 * baseline.strength()))
        .orElseGet(
            () ->
                "a baseline of "
                    + BaselineRecorder.frames(baseline.frames())
                    + ", taken "
                    + time(baseline));
  }

  private static String time(Baseline baseline) {
    return TIME.format(baseline.taken().atZone(ZoneId.systemDefault()));
  }

  /**
   * A reading weighed against the baselines in force. While one is taken the reading goes into it
   * too; and a face alone in the picture that reads as neutral is learned from.
   *
   * @param resting the scores at which the model calls a face at rest
   */
  public synchronized Observation correct(Observation read, EmotionScores resting) {
    finishIfDue();
    recording.ifPresent(now -> now.recorder().add(read));
    if (read.faces().size() == 1
        && read.faces().getFirst().evidence()
        && recording.isEmpty()
        && learning.getAsBoolean()) {
      learn(read.faces().getFirst());
    }
    return new Observation(
        read.time(),
        read.faces().stream()
            .map(
                face ->
                    person(who.apply(face))
                        .baseline
                        .filter(known -> known.learned().isEmpty() || learning.getAsBoolean())
                        .map(known -> corrected(face, known, resting))
                        .orElse(face))
            .toList());
  }

  /** A reading less one baseline, whoever is in the picture. */
  public static Observation corrected(Observation read, Baseline baseline, EmotionScores resting) {
    return new Observation(
        read.time(),
        read.faces().stream().map(face -> corrected(face, baseline, resting)).toList());
  }

  private static Face corrected(Face face, Baseline baseline, EmotionScores resting) {
    return face.withScores(baseline.apply(face.scores(), resting));
  }

  private void learn(Face face) {
    Person person = person(who.apply(face));
    Instant now = clock.instant();
    boolean neutral =
        face.scores().top() == Emotion.NEUTRAL && face.scores().confidence() >= CONFIDENT;
    if (!neutral || person.baseline.filter(b -> b.learned().isEmpty()).isPresent()) {
      person.seen = Optional.empty();
      return;
    }
    Duration since = person.seen.map(seen -> Duration.between(seen, now)).orElse(Duration.ZERO);
    Duration time = since.compareTo(LONGEST_FRAME) > 0 ? Duration.ZERO : since;
    person.seen = Optional.of(now);
    Baseline learned =
        person
            .baseline
            .map(known -> known.with(face.scores(), time, wallClock.instant()))
            .orElseGet(() -> Baseline.learning(face.scores(), wallClock.instant()));
    person.baseline = Optional.of(learned);
    if (learned.learned().orElseThrow().minus(person.kept).compareTo(KEEP_EVERY) >= 0) {
      keep(person);
    }
  }

  private void keep(Person person) {
    Baseline learned = person.baseline.orElseThrow();
    try {
      person.file.write(learned);
    } catch (IOException failed) {
      LOG.warn("what was learned of the neutral face was not kept: {}", Reason.withFile(failed));
    }
    // After a failure too: a full disk is not asked for each frame.
    person.kept = learned.learned().orElse(Duration.ZERO);
  }

  private Person person(String key) {
    return people.computeIfAbsent(
        key,
        name -> {
          Person person = new Person(BaselineFile.of(stateDir, name));
          try {
            person.baseline = person.file.read();
            person.kept = person.baseline.flatMap(Baseline::learned).orElse(Duration.ZERO);
          } catch (IOException unreadable) {
            // The message is all there is to know: it names file, line and remedy.
            LOG.warn("no baseline is used: {}", unreadable.getMessage());
          }
          return person;
        });
  }

  private void finishIfDue() {
    if (recording.isEmpty() || clock.instant().isBefore(recording.get().end())) {
      return;
    }
    BaselineRecorder recorder = recording.get().recorder();
    Person person = person(recording.get().person());
    recording = Optional.empty();
    try {
      Baseline fresh = recorder.finish(wallClock.instant());
      person.file.write(fresh);
      person.baseline = Optional.of(fresh);
      LOG.info(
          "a baseline of {} is in force, kept in {}",
          BaselineRecorder.frames(fresh.frames()),
          person.file.path());
    } catch (BaselineRecorder.InvalidCalibration invalid) {
      // The message is all there is to know: the person moved, not the program.
      failure = "no baseline was taken: " + invalid.getMessage();
      LOG.warn(failure);
    } catch (IOException failed) {
      failure = "no baseline was taken: " + Reason.withFile(failed);
      LOG.warn(failure);
    }
  }

  /** Keeps what was learned since it was last kept. */
  @Override
  public synchronized void close() {
    people.values().stream()
        .filter(
            person ->
                person
                    .baseline
                    .flatMap(Baseline::learned)
                    .filter(seen -> seen.compareTo(person.kept) > 0)
                    .isPresent())
        .forEach(this::keep);
  }
}
