package io.moodspeaker.mood;

import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The mood that observations add up to, in the order of time. Safe for use by several threads.
 *
 * <p>The judgement begins at {@link Mood#ABSENT} and follows these rules:
 *
 * <ul>
 *   <li>Scores of the faces seen within the window are averaged; an observation without a face
 *       counts towards absence alone, so a detector that misses a few frames changes nothing. A
 *       face that can't be read, being turned away or blurred, counts towards presence alone.
 *   <li>Somebody is there when at least a quarter of the window's observations show a face: a lone
 *       false find in an empty room neither begins a mood nor keeps one up.
 *   <li>No emotion is decided before the window holds enough observations with a face, spread over
 *       at least half of it: a first moment's expression is often the look at the camera, and at
 *       thirty frames a second three of them are one moment. For the first mood after the start,
 *       which people wait for, a quarter of it is enough.
 *   <li>An emotion becomes the mood when its mean is the highest, reaches {@code enter}, and leads
 *       the present mood by {@code margin}. Two emotions that share a face don't alternate.
 *   <li>When the present mood falls below {@code exit} and nothing takes its place for a whole
 *       window, the mood is {@link Mood#UNSURE}; on its way from one expression to the next, a mean
 *       passes through a trough that is shorter.
 *   <li>An empty room for {@code absentAfter} is {@link Mood#ABSENT}. While no frames come at all
 *       nothing is known: the mood stays, or is absent too, as the tracker was made.
 *   <li>A mood lasts at least {@code dwell}. Becoming absent is exempt, for its own wait stands for
 *       it; so is the first mood after the start.
 * </ul>
 *
 * <p>Only watched time counts. A step in time beyond the window and {@code absentAfter} (a
 * suspended machine, a clock set forward) or backwards beyond the window (a clock set back, a video
 * that begins again) counts as no time at all: the mood stays, all scores are dropped, and the
 * judgement starts anew. A smaller step backwards is a frame that arrives late and counts as of
 * now.
 */
public final class MoodTracker {
  /** Half of the window must lie between the first and the last face: 2.5 s of 5. */
  private static final int SPREAD = 2;

  /** A quarter before the first mood: at two frames a second that takes four of them. */
  private static final int FIRST_SPREAD = 4;

  /** A quarter of the observations must show a face: 3 of the 10 that 5 s hold at 2 a second. */
  private static final int PRESENCE = 4;

  private final Supplier<MoodSettings> settings;
  private final Silence silence;
  private final Deque<Sample> window = new ArrayDeque<>();

  private Mood mood = Mood.ABSENT;
  private Optional<EmotionScores> scores = Optional.empty();

  private Optional<Instant> now = Optional.empty();
  // Points in watched time, which begins at 0 with the first event.
  private Duration watched = Duration.ZERO;
  private Duration begun = Duration.ZERO;
  private Duration looked = Duration.ZERO;
  private Duration seen = Duration.ZERO;
  private Optional<Duration> belowExitSince = Optional.empty();
  private Optional<String> person = Optional.empty();
  private Optional<TrackMoods> tracks = Optional.empty();
  private Mood leader = Mood.ABSENT;
  private Duration leading = Duration.ZERO;
  private boolean fresh = true;

  /** What it means that no frames come. */
  public enum Silence {
    /** The mood stays: the cable may have slipped, and the music goes on. */
    KEEP,
    /** Nobody is there: nothing that is not seen raises an alert. */
    ABSENT
  }

  /**
   * A tracker that has seen nothing yet.
   *
   * @param settings asked anew at each event, so that a change takes effect at once
   */
  public MoodTracker(Supplier<MoodSettings> settings, Silence silence) {
    this.settings = settings;
    this.silence = silence;
  }

  /** Takes in what a frame showed; answers with the new mood if that changed it. */
  public Optional<MoodChange> observe(Observation observation) {
    return observe(observation, UnaryOperator.identity());
  }

  /**
   * The same with what else is known of the mood.
   *
   * @param fusion makes what is judged of what the faces show; what it makes of nothing counts as
   *     somebody who is there
   */
  public synchronized Optional<MoodChange> observe(
      Observation observation, UnaryOperator<Optional<EmotionScores>> fusion) {
    MoodSettings rules = settings.get();
    advance(observation.time(), rules);
    looked = watched;
    Optional<FaceChoice.Spoken> spoken = rules.faces().spoken(observation, tracks(observation));
    spoken.ifPresent(speaks -> person = speaks.person());
    Optional<EmotionScores> shown = fusion.apply(spoken.map(FaceChoice.Spoken::scores));
    boolean somebody = !observation.faces().isEmpty() || shown.isPresent();
    window.addLast(new Sample(watched, somebody, shown));
    if (!somebody) {
      return since(seen).compareTo(rules.absentAfter()) < 0 ? Optional.empty() : leave();
    }
    if (window.stream().filter(Sample::somebody).count() * PRESENCE < window.size()) {
      return Optional.empty();
    }
    seen = watched;
    List<Sample> faces = window.stream().filter(sample -> sample.scores().isPresent()).toList();
    return shown.isEmpty() ? Optional.empty() : judge(faces, rules);
  }

  private Map<Integer, TrackMood> tracks(Observation observation) {
    if (!settings.get().faces().policy().needsTracks()) {
      tracks = Optional.empty();
      return Map.of();
    }
    if (tracks.isEmpty()) {
      tracks = Optional.of(new TrackMoods(settings));
    }
    return tracks.get().observe(observation);
  }

  /** Whose face spoke last, if that is known and one alone spoke. */
  public synchronized Optional<String> person() {
    return mood == Mood.ABSENT ? Optional.empty() : person;
  }

  /**
   * Takes in that time has passed without a frame; answers with the new mood if that changed it.
   */
  public synchronized Optional<MoodChange> tick(Instant time) {
    MoodSettings rules = settings.get();
    advance(time, rules);
    return silence == Silence.KEEP || since(looked).compareTo(rules.absentAfter()) < 0
        ? Optional.empty()
        : leave();
  }

  /** The mood at present, on the clock of the observations; absent since 1970 before the first. */
  public synchronized MoodStatus status() {
    Instant since = now.orElse(Instant.EPOCH).minus(since(begun));
    return new MoodStatus(mood, since, confidence(mood), scores);
  }

  private void advance(Instant time, MoodSettings rules) {
    Duration step = Duration.between(now.orElse(time), time);
    Duration longest = max(rules.window(), rules.absentAfter());
    if (step.compareTo(longest) > 0 || step.compareTo(rules.window().negated()) < 0) {
      window.clear();
      looked = watched;
      seen = watched;
      belowExitSince = Optional.empty();
      now = Optional.of(time);
      return;
    }
    if (!step.isNegative()) {
      watched = watched.plus(step);
      now = Optional.of(time);
    }
    while (!window.isEmpty() && since(window.getFirst().at()).compareTo(rules.window()) >= 0) {
      window.removeFirst();
    }
  }

  private Optional<MoodChange> leave() {
    window.removeIf(Sample::somebody);
    scores = Optional.empty();
    belowExitSince = Optional.empty();
    return mood == Mood.ABSENT ? Optional.empty() : Optional.of(change(Mood.ABSENT));
  }

  private Optional<MoodChange> judge(List<Sample> faces, MoodSettings rules) {
    Duration spread = watched.minus(faces.get(0).at());
    if (faces.size() < rules.evidence().observations()
        || spread.compareTo(rules.window().dividedBy(fresh ? FIRST_SPREAD : SPREAD)) < 0) {
      belowExitSince = Optional.empty();
      return Optional.empty();
    }
    EmotionScores mean =
        EmotionScores.mean(faces.stream().flatMap(sample -> sample.scores().stream()).toList());
    scores = Optional.of(mean);
    Mood next = next(mean, rules);
    boolean settling = !fresh && since(begun).compareTo(rules.dwell()) < 0;
    return next == mood || settling ? Optional.empty() : Optional.of(change(next));
  }

  /** The mood that the mean asks for, be it time for a change or not. */
  private Mood next(EmotionScores mean, MoodSettings rules) {
    DecisionThresholds thresholds = rules.evidence();
    Mood top = thresholds.top(mean);
    double strength = thresholds.strength(mean, top);
    double present = thresholds.strength(mean, mood);
    if (top != leader) {
      leader = top;
      leading = watched;
    }
    boolean enters =
        strength >= thresholds.enter()
            && strength - present >= thresholds.margin()
            && since(leading).compareTo(thresholds.after(top)) >= 0;
    if (enters || (mood.emotion().isPresent() && present >= thresholds.exit())) {
      belowExitSince = Optional.empty();
      return enters ? top : mood;
    }
    belowExitSince = belowExitSince.or(() -> Optional.of(watched));
    return since(belowExitSince.get()).compareTo(rules.window()) >= 0 ? Mood.UNSURE : mood;
  }

  private MoodChange change(Mood next) {
    MoodChange change =
        new MoodChange(
            now.orElseThrow(), next, mood, since(begun), confidence(next), scores, speaker(next));
    mood = next;
    begun = watched;
    belowExitSince = Optional.empty();
    fresh = false;
    return change;
  }

  private Optional<String> speaker(Mood next) {
    return next == Mood.ABSENT ? Optional.empty() : person;
  }

  private double confidence(Mood of) {
    if (of == Mood.ABSENT || scores.isEmpty()) {
      return 1;
    }
    EmotionScores mean = scores.get();
    return of.emotion().map(mean::of).orElse(mean.confidence());
  }

  private Duration since(Duration point) {
    return watched.minus(point);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** What was seen at a point in watched time: a face or none, and its scores if it can be read. */
  private record Sample(Duration at, boolean somebody, Optional<EmotionScores> scores) {}
}
