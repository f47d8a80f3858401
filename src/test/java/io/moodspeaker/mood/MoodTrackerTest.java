package io.moodspeaker.mood;

import static io.moodspeaker.model.Emotion.ANGER;
import static io.moodspeaker.model.Emotion.FEAR;
import static io.moodspeaker.model.Emotion.HAPPINESS;
import static io.moodspeaker.model.Emotion.NEUTRAL;
import static io.moodspeaker.model.Emotion.SADNESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.Fault;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoodTrackerTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final Box BOX = new Box(0, 0, 100, 100);

  private MoodSettings settings = MoodSettings.DEFAULT;
  private final MoodTracker judge = new MoodTracker(() -> settings, MoodTracker.Silence.ABSENT);
  private final List<MoodChange> changes = new ArrayList<>();
  private Instant now = START;

  @Test
  void nobody_is_there_at_the_start() {
    assertThat(judge.status().mood()).isEqualTo(Mood.ABSENT);
    assertThat(judge.status().confidence()).isEqualTo(1);
    nobody(20, 2);
    assertThat(changes).isEmpty();
  }

  @Test
  void the_first_face_is_read_after_a_quarter_of_a_window() {
    show(NEUTRAL, 3, 2);
    assertThat(changes).hasSize(1);
    MoodChange change = changes.get(0);
    assertThat(change.mood()).isEqualTo(Mood.NEUTRAL);
    assertThat(change.from()).isEqualTo(Mood.ABSENT);
    assertThat(change.time()).isEqualTo(START.plusMillis(1500));
    assertThat(change.confidence()).isCloseTo(0.7, within(1e-9));
    assertThat(change.scores()).isPresent();
  }

  @Test
  void a_face_that_can_not_be_read_is_somebody_and_no_evidence() {
    show(NEUTRAL, 5, 2);
    for (int i = 0; i < 40; i++) {
      Face turned = new Face(BOX, EmotionScores.only(ANGER), 1, false);
      judge.observe(new Observation(now, List.of(turned))).ifPresent(changes::add);
      pass(Duration.ofMillis(500));
    }
    assertThat(moods()).containsExactly(Mood.NEUTRAL);

    nobody(5, 2);
    assertThat(moods()).containsExactly(Mood.NEUTRAL, Mood.ABSENT);
  }

  @Test
  void a_face_that_can_not_be_read_alone_begins_no_mood() {
    for (int i = 0; i < 20; i++) {
      Face turned = new Face(BOX, EmotionScores.only(ANGER), 1, false);
      judge.observe(new Observation(now, List.of(turned))).ifPresent(changes::add);
      pass(Duration.ofMillis(500));
    }
    assertThat(changes).isEmpty();
  }

  @Test
  void one_angry_frame_does_not_change_the_mood() {
    show(NEUTRAL, 10, 2);
    see(EmotionScores.only(ANGER));
    pass(Duration.ofMillis(500));
    show(NEUTRAL, 10, 2);
    assertThat(moods()).containsExactly(Mood.NEUTRAL);
  }

  @Test
  void one_angry_frame_among_the_first_does_not_set_the_mood() {
    see(EmotionScores.only(ANGER));
    pass(Duration.ofMillis(500));
    show(NEUTRAL, 5, 2);
    assertThat(moods()).containsExactly(Mood.NEUTRAL);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 5, 10, 30})
  void an_expression_that_stays_is_the_mood_within_four_seconds(double rate) {
    show(NEUTRAL, 10, rate);
    Instant smiled = now;
    show(HAPPINESS, 8, rate);
    assertThat(moods()).containsExactly(Mood.NEUTRAL, Mood.HAPPINESS);
    assertThat(Duration.between(smiled, changes.get(1).time()))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void a_mild_expression_that_stays_is_the_mood_within_five_seconds() {
    show(NEUTRAL, 10, 2);
    Instant saddened = now;
    for (int i = 0; i < 16; i++) {
      see(scores(Map.of(SADNESS, 0.48, NEUTRAL, 0.30, ANGER, 0.22)));
      pass(Duration.ofMillis(500));
    }
    assertThat(moods()).containsExactly(Mood.NEUTRAL, Mood.SADNESS);
    assertThat(Duration.between(saddened, changes.get(1).time()))
        .isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void every_mood_held_for_eight_seconds_is_reported() {
    List<Mood> held = new ArrayList<>();
    for (Emotion emotion : Emotion.all()) {
      blend(emotion);
      show(emotion, 8, 2);
      held.add(Mood.of(emotion));
    }
    nobody(8, 2);
    held.add(Mood.ABSENT);
    assertThat(moods()).isEqualTo(held);
  }

  /** A second on the way to another expression, when nothing much can be read. */
  private void blend(Emotion emotion) {
    for (double much : new double[] {0.10, 0.25}) {
      Map<Emotion, Double> values = new EnumMap<>(Emotion.class);
      Emotion.all().forEach(other -> values.put(other, (1 - much) / 7));
      values.put(emotion, much);
      see(scores(values));
      pass(Duration.ofMillis(500));
    }
  }

  @Test
  void two_emotions_that_share_a_face_do_not_alternate() {
    for (int i = 0; i < 200; i++) {
      boolean even = i / 3 % 2 == 0;
      see(scores(Map.of(SADNESS, even ? 0.50 : 0.40, FEAR, even ? 0.40 : 0.50, NEUTRAL, 0.1)));
      pass(Duration.ofMillis(500));
    }
    assertThat(moods()).containsExactly(Mood.SADNESS);
  }

  @Test
  void a_look_aside_keeps_the_mood() {
    show(HAPPINESS, 5, 2);
    nobody(2.5, 2);
    show(HAPPINESS, 5, 2);
    assertThat(moods()).containsExactly(Mood.HAPPINESS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 10, 30})
  void who_leaves_is_absent_after_three_seconds(double rate) {
    show(HAPPINESS, 2.4, rate);
    Instant left = now;
    nobody(4, rate);
    assertThat(moods()).containsExactly(Mood.HAPPINESS, Mood.ABSENT);
    assertThat(Duration.between(left, changes.get(1).time()))
        .isLessThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(changes.get(1).scores()).isEmpty();
    assertThat(changes.get(1).confidence()).isEqualTo(1);
  }

  @Test
  void lone_false_finds_neither_begin_a_mood_nor_keep_one_up() {
    show(HAPPINESS, 5, 2);
    for (int i = 0; i < 20; i++) {
      nobody(2.5, 2);
      see(EmotionScores.only(FEAR));
      pass(Duration.ofMillis(500));
    }
    assertThat(moods()).containsExactly(Mood.HAPPINESS, Mood.ABSENT);
  }

  @Test
  void a_detector_that_finds_every_second_face_still_reads_the_mood() {
    for (int i = 0; i < 40; i++) {
      show(SADNESS, 0.5, 2);
      nobody(0.5, 2);
    }
    assertThat(moods()).containsExactly(Mood.SADNESS);
  }

  @Test
  void a_face_that_says_nothing_clear_is_unsure_after_a_window() {
    show(NEUTRAL, 6, 2);
    Instant blurred = now;
    Map<Emotion, Double> even = new EnumMap<>(Emotion.class);
    Emotion.all().forEach(emotion -> even.put(emotion, 0.125));
    for (int i = 0; i < 20; i++) {
      see(scores(even));
      pass(Duration.ofMillis(500));
    }
    assertThat(moods()).containsExactly(Mood.NEUTRAL, Mood.UNSURE);
    assertThat(Duration.between(blurred, changes.get(1).time()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Test
  void a_camera_that_falls_silent_ends_in_absence_by_the_ticks() {
    show(SADNESS, 6, 2);
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(1));
      tick();
    }
    assertThat(moods()).containsExactly(Mood.SADNESS, Mood.ABSENT);
  }

  @Test
  void ticks_between_frames_change_nothing() {
    for (int i = 0; i < 40; i++) {
      show(SADNESS, 0.5, 2);
      tick();
    }
    assertThat(moods()).containsExactly(Mood.SADNESS);
  }

  @Test
  @Fault(
      value = "Machine asleep for a night, or clock set forward",
      seen = "the mood stays",
      goesOn = "all",
      heals = "by itself",
      within = "a window (5 s)")
  void after_a_night_asleep_the_judgement_starts_anew_and_the_mood_stays() {
    show(SADNESS, 10, 2);
    pass(Duration.ofHours(8));
    tick();
    see(EmotionScores.only(HAPPINESS));
    assertThat(moods()).containsExactly(Mood.SADNESS);
    assertThat(held()).isLessThan(Duration.ofSeconds(11));
    pass(Duration.ofMillis(500));
    show(HAPPINESS, 2.5, 2);
    assertThat(moods()).containsExactly(Mood.SADNESS, Mood.HAPPINESS);
  }

  @Test
  void old_scores_do_not_outlive_a_gap() {
    show(ANGER, 10, 2);
    pass(Duration.ofSeconds(60));
    show(NEUTRAL, 3, 2);
    MoodChange change = changes.get(1);
    assertThat(change.mood()).isEqualTo(Mood.NEUTRAL);
    assertThat(change.scores().orElseThrow().of(ANGER)).isLessThan(0.1);
  }

  @Test
  @Fault(
      value = "Clock set back an hour: mood",
      seen = "the mood stays",
      goesOn = "all",
      heals = "by itself",
      within = "a window (5 s)")
  void a_clock_set_back_by_an_hour_keeps_the_mood_and_goes_on() {
    show(SADNESS, 10, 2);
    now = now.minus(Duration.ofHours(1));
    show(SADNESS, 10, 2);
    assertThat(moods()).containsExactly(Mood.SADNESS);
    assertThat(held()).isBetween(Duration.ofSeconds(17), Duration.ofSeconds(20));
    show(HAPPINESS, 5, 2);
    nobody(5, 2);
    assertThat(moods()).containsExactly(Mood.SADNESS, Mood.HAPPINESS, Mood.ABSENT);
    assertThat(changes.get(2).held()).isPositive();
  }

  @Test
  void frames_slightly_out_of_order_are_no_jump() {
    for (int i = 0; i < 20; i++) {
      show(SADNESS, 0.5, 2);
      judge.tick(now.plusMillis(200)).ifPresent(changes::add);
    }
    assertThat(moods()).containsExactly(Mood.SADNESS);
    assertThat(held()).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
  }

  @Test
  void the_change_tells_how_long_the_mood_before_was_held() {
    show(NEUTRAL, 252, 2);
    show(SADNESS, 5, 2);
    assertThat(changes.get(1).held())
        .isEqualTo(Duration.between(changes.get(0).time(), changes.get(1).time()));
  }

  @Test
  void new_settings_take_effect_at_the_next_frame() {
    show(NEUTRAL, 6, 2);
    settings =
        new MoodSettings(
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofSeconds(3),
            new DecisionThresholds(1, 0.9, 0.1, Map.of()),
            FaceChoice.LARGEST);
    show(HAPPINESS, 10, 2);
    assertThat(moods()).containsExactly(Mood.NEUTRAL, Mood.UNSURE);
  }

  @Test
  void the_largest_face_speaks_unless_told_otherwise() {
    Observation two =
        new Observation(
            START,
            List.of(
                new Face(new Box(0, 0, 10, 10), clear(FEAR)),
                new Face(new Box(50, 0, 90, 90), clear(HAPPINESS))));
    assertThat(FaceChoice.LARGEST.scores(two)).contains(clear(HAPPINESS));
    assertThat(new FaceChoice(FacePolicy.ANY, Set.of(FEAR, ANGER)).scores(two))
        .contains(clear(FEAR));
    EmotionScores mean = new FaceChoice(FacePolicy.MEAN, Set.of()).scores(two).orElseThrow();
    // Weighted by size, 100 to 8,100 pixels: a small face behind does not outvote the one in front.
    assertThat(mean.of(FEAR)).isCloseTo((100 * 0.7 + 8100 * 0.3 / 7) / 8200, within(1e-9));
  }

  private static EmotionScores clear(Emotion emotion) {
    Map<Emotion, Double> values = new EnumMap<>(Emotion.class);
    Emotion.all().forEach(other -> values.put(other, 0.3 / 7));
    values.put(emotion, 0.7);
    return EmotionScores.of(values);
  }

  private static EmotionScores scores(Map<Emotion, Double> values) {
    return EmotionScores.of(values);
  }

  private List<Mood> moods() {
    return changes.stream().map(MoodChange::mood).toList();
  }

  private void see(EmotionScores scores) {
    judge.observe(new Observation(now, List.of(new Face(BOX, scores)))).ifPresent(changes::add);
  }

  private Duration held() {
    return Duration.between(judge.status().since(), now);
  }

  private void tick() {
    judge.tick(now).ifPresent(changes::add);
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }

  private void show(Emotion emotion, double seconds, double rate) {
    for (int i = 0; i < Math.round(seconds * rate); i++) {
      see(clear(emotion));
      pass(Duration.ofNanos(Math.round(1e9 / rate)));
    }
  }

  private void nobody(double seconds, double rate) {
    for (int i = 0; i < Math.round(seconds * rate); i++) {
      judge.observe(new Observation(now, List.of())).ifPresent(changes::add);
      pass(Duration.ofNanos(Math.round(1e9 / rate)));
    }
  }
}
