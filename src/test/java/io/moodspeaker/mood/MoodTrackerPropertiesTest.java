package io.moodspeaker.mood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds for the judge whatever is seen. */
class MoodTrackerPropertiesTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Box BOX = new Box(0, 0, 100, 100);

  /** Something that happens some milliseconds after what happened before. */
  record Event(long after, boolean tick, Optional<EmotionScores> face) {}

  @Property(tries = 300)
  void changes_form_a_chain_and_keep_their_distance(@ForAll("events") List<Event> events) {
    List<MoodChange> changes = run(MoodSettings.DEFAULT, events);
    Mood before = Mood.ABSENT;
    for (int i = 0; i < changes.size(); i++) {
      MoodChange change = changes.get(i);
      assertThat(change.from()).isEqualTo(before);
      before = change.mood();
      if (i > 0) {
        assertThat(Duration.between(changes.get(i - 1).time(), change.time()))
            .isGreaterThanOrEqualTo(
                change.mood() == Mood.ABSENT
                    ? MoodSettings.DEFAULT.absentAfter()
                    : MoodSettings.DEFAULT.dwell())
            .isGreaterThanOrEqualTo(change.held());
      }
    }
  }

  @Property(tries = 300)
  void no_time_however_wild_breaks_the_chain(
      @ForAll("wildEvents") List<Event> events, @ForAll("settings") MoodSettings settings) {
    Mood before = Mood.ABSENT;
    for (MoodChange change : run(settings, events)) {
      assertThat(change.from()).isEqualTo(before);
      assertThat(change.held()).isGreaterThanOrEqualTo(Duration.ZERO);
      before = change.mood();
    }
  }

  @Property(tries = 200)
  void a_face_that_stays_the_same_changes_the_mood_once(
      @ForAll("scores") EmotionScores scores,
      @ForAll @DoubleRange(min = 1.1, max = 30) double rate) {
    List<Event> events = steady(rate, 20, i -> scores);
    List<MoodChange> changes = run(MoodSettings.DEFAULT, events);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).mood())
        .isEqualTo(
            scores.confidence() >= DecisionThresholds.DEFAULT.enter()
                ? Mood.of(scores.top())
                : Mood.UNSURE);
  }

  @Property(tries = 200)
  void twenty_seconds_of_one_face_change_the_mood_at_most_four_times(
      @ForAll @LongRange long seed, @ForAll @IntRange(min = 2, max = 30) int rate) {
    Random random = new Random(seed);
    List<Event> events =
        steady(
            rate,
            20,
            i -> {
              double[] values = random.doubles(8, 0, 0.2).toArray();
              values[random.nextInt(8)] = random.nextDouble() * 3;
              return EmotionScores.of(values);
            });
    assertThat(run(MoodSettings.DEFAULT, events)).hasSizeLessThanOrEqualTo(4);
  }

  @Property(tries = 100)
  void noise_between_two_close_emotions_does_not_flicker(@ForAll @LongRange long seed) {
    Random random = new Random(seed);
    List<Event> events =
        steady(
            2,
            120,
            i -> {
              double[] values = new double[8];
              values[Emotion.SADNESS.ordinal()] = 0.45 + random.nextDouble(-0.1, 0.1);
              values[Emotion.FEAR.ordinal()] = 0.45 + random.nextDouble(-0.1, 0.1);
              values[Emotion.NEUTRAL.ordinal()] = 0.1;
              return EmotionScores.of(values);
            });
    assertThat(run(MoodSettings.DEFAULT, events)).hasSizeLessThanOrEqualTo(2);
  }

  @Property(tries = 100)
  void one_odd_frame_never_changes_a_clear_mood(
      @ForAll Emotion mood,
      @ForAll Emotion odd,
      @ForAll @IntRange(min = 6, max = 30) int at,
      @ForAll @IntRange(min = 2, max = 30) int rate) {
    List<Event> events = steady(rate, 20, i -> i == at ? EmotionScores.only(odd) : clear(mood));
    assertThat(run(MoodSettings.DEFAULT, events))
        .extracting(MoodChange::mood)
        .containsExactly(Mood.of(mood));
  }

  @Property(tries = 100)
  void renaming_the_emotions_renames_the_moods(
      @ForAll("events") List<Event> events, @ForAll @LongRange long seed) {
    List<Emotion> names = new ArrayList<>(Emotion.all());
    Collections.shuffle(names, new Random(seed));
    List<Event> renamed =
        events.stream()
            .map(e -> new Event(e.after(), e.tick(), e.face().map(face -> rename(face, names))))
            .toList();
    assertThat(run(MoodSettings.DEFAULT, renamed))
        .extracting(MoodChange::mood)
        .isEqualTo(
            run(MoodSettings.DEFAULT, events).stream()
                .map(change -> rename(change.mood(), names))
                .toList());
  }

  @Property(tries = 100)
  void stretching_time_and_settings_alike_stretches_the_changes(
      @ForAll("events") List<Event> events, @ForAll @IntRange(min = 2, max = 5) int by) {
    MoodSettings plain = MoodSettings.DEFAULT;
    MoodSettings slow =
        new MoodSettings(
            plain.window().multipliedBy(by),
            plain.dwell().multipliedBy(by),
            plain.absentAfter().multipliedBy(by),
            plain.evidence(),
            plain.faces());
    List<Event> stretched =
        events.stream().map(e -> new Event(e.after() * by, e.tick(), e.face())).toList();
    assertThat(run(slow, stretched))
        .extracting(
            change -> Duration.between(START, change.time()).dividedBy(by), MoodChange::mood)
        .isEqualTo(
            run(plain, events).stream()
                .map(change -> tuple(Duration.between(START, change.time()), change.mood()))
                .toList());
  }

  private static EmotionScores rename(EmotionScores scores, List<Emotion> names) {
    double[] values = new double[8];
    for (Emotion emotion : Emotion.all()) {
      values[names.get(emotion.ordinal()).ordinal()] = scores.of(emotion);
    }
    return EmotionScores.of(values);
  }

  private static Mood rename(Mood mood, List<Emotion> names) {
    return mood.emotion().map(emotion -> Mood.of(names.get(emotion.ordinal()))).orElse(mood);
  }

  private static EmotionScores clear(Emotion emotion) {
    double[] values = new double[8];
    Arrays.fill(values, 0.3 / 7);
    values[emotion.ordinal()] = 0.7;
    return EmotionScores.of(values);
  }

  private static List<Event> steady(double rate, int seconds, IntFunction<EmotionScores> scores) {
    return IntStream.range(0, (int) (rate * seconds))
        .mapToObj(i -> new Event(Math.round(1000 / rate), false, Optional.of(scores.apply(i))))
        .toList();
  }

  private static List<MoodChange> run(MoodSettings settings, List<Event> events) {
    MoodTracker judge = new MoodTracker(() -> settings, MoodTracker.Silence.ABSENT);
    List<MoodChange> changes = new ArrayList<>();
    Instant now = START;
    for (Event event : events) {
      now = now.plusMillis(event.after());
      List<Face> faces = event.face().stream().map(scores -> new Face(BOX, scores)).toList();
      Optional<MoodChange> change =
          event.tick() ? judge.tick(now) : judge.observe(new Observation(now, faces));
      change.ifPresent(changes::add);
      change.ifPresent(c -> assertThat(judge.status().mood()).isEqualTo(c.mood()));
    }
    return changes;
  }

  @Provide
  Arbitrary<EmotionScores> scores() {
    // As peaked as a network's answers are; the tilt keeps two emotions from being equal, where
    // their order would decide.
    return Arbitraries.doubles()
        .between(0, 1)
        .list()
        .ofSize(8)
        .map(
            list ->
                EmotionScores.of(
                    IntStream.range(0, 8)
                        .mapToDouble(i -> Math.pow(list.get(i), 4) + 0.001 * (i + 1))
                        .toArray()));
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return runs(Arbitraries.longs().between(30, 1000));
  }

  @Provide
  Arbitrary<List<Event>> wildEvents() {
    return runs(
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.longs().between(30, 1000)),
            Tuple.of(1, Arbitraries.longs().between(-100_000, 100_000)),
            Tuple.of(1, Arbitraries.longs().between(-50_000_000_000L, 50_000_000_000L))));
  }

  /** Runs of one face or of nobody, as a room shows them, with a tick now and then. */
  private Arbitrary<List<Event>> runs(Arbitrary<Long> steps) {
    Arbitrary<List<Event>> run =
        Combinators.combine(
                scores().optional(0.8),
                steps.list().ofMinSize(1).ofMaxSize(25),
                Arbitraries.integers().between(1, 10))
            .as(
                (face, after, ticks) ->
                    IntStream.range(0, after.size())
                        .mapToObj(i -> new Event(after.get(i), i % 10 == ticks, face))
                        .toList());
    return run.list().ofMaxSize(12).map(all -> all.stream().flatMap(List::stream).toList());
  }

  @Provide
  Arbitrary<MoodSettings> settings() {
    Arbitrary<Duration> times = Arbitraries.longs().between(1, 10_000).map(Duration::ofMillis);
    return Combinators.combine(
            times,
            times,
            times,
            Arbitraries.integers().between(1, 5),
            Arbitraries.doubles().between(0.1, 1))
        .as(
            (window, dwell, absent, count, enter) ->
                new MoodSettings(
                    window,
                    dwell,
                    absent,
                    new DecisionThresholds(count, enter, enter / 3, Map.of()),
                    FaceChoice.LARGEST));
  }
}
