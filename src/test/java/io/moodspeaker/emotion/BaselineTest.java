package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BaselineTest {
  private static final Instant TAKEN = Instant.parse("2026-11-21T06:00:00Z");

  private static Baseline baseline(EmotionScores neutral) {
    return Baseline.of(List.of(neutral), TAKEN);
  }

  /** Anything: log-uniform, so that tiny and stuck scores come up as often as mixed ones. */
  @Provide
  Arbitrary<EmotionScores> scores() {
    return Arbitraries.doubles()
        .between(-12, 0)
        .array(Double[].class)
        .ofSize(Emotion.all().size())
        .map(logs -> EmotionScores.of(Arrays.stream(logs).mapToDouble(Math::exp).toArray()));
  }

  /** Scores that leave so little to all but one that this one must be believed. */
  @Provide
  Arbitrary<EmotionScores> confident() {
    return Combinators.combine(scores(), Arbitraries.of(Emotion.class))
        .as(
            (rest, emotion) -> {
              double[] values = rest.toArray();
              values[emotion.ordinal()] = 0;
              double others = Arrays.stream(values).sum();
              values[emotion.ordinal()] = 1.01 * Baseline.LIMIT * others;
              return EmotionScores.of(values);
            });
  }

  @Property
  void what_comes_out_are_scores(
      @ForAll("scores") EmotionScores m, @ForAll("scores") EmotionScores p) {
    double[] corrected = baseline(m).apply(p).toArray();

    assertThat(Arrays.stream(corrected).sum()).isCloseTo(1, within(1e-9));
    assertThat(Arrays.stream(corrected).allMatch(score -> score >= 0 && score <= 1)).isTrue();
  }

  @Property
  void the_neutral_face_itself_comes_out_neutral_unless_it_is_stuck(
      @ForAll("scores") EmotionScores m) {
    boolean stuck =
        Emotion.all().stream()
            .anyMatch(
                emotion ->
                    m.of(emotion)
                        >= 0.99 * Baseline.LIMIT * Math.max(m.of(Emotion.NEUTRAL), 0.001));

    if (!stuck && m.of(Emotion.NEUTRAL) >= 0.001) {
      assertThat(baseline(m).apply(m).top()).isEqualTo(Emotion.NEUTRAL);
    }
  }

  @Property
  void a_confident_emotion_stays_on_top_whatever_the_baseline(
      @ForAll("scores") EmotionScores m, @ForAll("confident") EmotionScores p) {
    assertThat(baseline(m).apply(p).top()).isEqualTo(p.top());
  }

  @Property
  void nothing_is_taken_from_an_emotion_that_the_neutral_face_does_not_pretend(
      @ForAll("scores") EmotionScores m,
      @ForAll("scores") EmotionScores p,
      @ForAll Emotion emotion) {
    if (baseline(m).surplus(emotion) == 0) {
      assertThat(baseline(m).apply(p).of(emotion)).isGreaterThanOrEqualTo(p.of(emotion) - 1e-12);
    }
  }

  @Property
  void neutral_never_loses(@ForAll("scores") EmotionScores m, @ForAll("scores") EmotionScores p) {
    assertThat(baseline(m).apply(p).of(Emotion.NEUTRAL))
        .isGreaterThanOrEqualTo(p.of(Emotion.NEUTRAL) - 1e-12);
  }

  @Property
  void the_common_neutral_face_as_baseline_changes_nothing(@ForAll("scores") EmotionScores p) {
    EmotionScores corrected = new Baseline(Baseline.REFERENCE, 1, TAKEN).apply(p);

    assertThat(corrected).isEqualTo(p);
  }

  @Example
  void a_face_that_always_looks_sad_looks_neutral_until_it_smiles_or_grieves() {
    Baseline sadFace = baseline(EmotionScores.of(.02, .01, .01, .01, .01, .30, .63, .01));

    assertThat(sadFace.apply(EmotionScores.of(.02, .01, .01, .01, .01, .25, .68, .01)).top())
        .isEqualTo(Emotion.NEUTRAL);
    assertThat(sadFace.apply(EmotionScores.of(.01, .01, .01, .01, .50, .15, .30, .01)).top())
        .isEqualTo(Emotion.HAPPINESS);
    assertThat(sadFace.apply(EmotionScores.of(.01, .01, .01, .01, .01, .02, .92, .01)).top())
        .isEqualTo(Emotion.SADNESS);
  }

  @Example
  void one_wild_frame_weighs_no_more_than_its_share_of_logarithms() {
    EmotionScores neutral = EmotionScores.of(.03, .02, .01, .01, .03, .79, .10, .01);
    Baseline mean =
        Baseline.of(
            List.of(neutral, neutral, neutral, EmotionScores.only(Emotion.HAPPINESS)), TAKEN);

    assertThat(mean.frames()).isEqualTo(4);
    assertThat(mean.neutral().top()).isEqualTo(Emotion.NEUTRAL);
  }

  @Example
  void nothing_makes_no_baseline() {
    assertThatThrownBy(() -> Baseline.of(List.of(), TAKEN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 frame or more");
    assertThatThrownBy(() -> new Baseline(Baseline.REFERENCE, 0, TAKEN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
