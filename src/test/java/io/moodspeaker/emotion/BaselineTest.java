package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BaselineTest {
  private static final EmotionScores REST = ModelDescription.RESTING;
  private static final Instant TAKEN = Instant.parse("2026-11-21T06:00:00Z");

  private static Baseline baseline(EmotionScores neutral) {
    return Baseline.of(List.of(neutral), TAKEN);
  }

  /** Anything: log-uniform, so that tiny and stuck scores come up as often as mixed ones. */
  @Provide
  Arbitrary<EmotionScores> scores() {
    return Arbitraries.doubles()
        .between(-10, 0)
        .array(Double[].class)
        .ofSize(Emotion.all().size())
        .map(logs -> EmotionScores.of(Arrays.stream(logs).mapToDouble(Math::exp).toArray()));
  }

  @Property
  void what_comes_out_are_scores(
      @ForAll("scores") EmotionScores m, @ForAll("scores") EmotionScores p) {
    double[] corrected = baseline(m).apply(p, REST).toArray();

    assertThat(Arrays.stream(corrected).sum()).isCloseTo(1, within(1e-9));
    assertThat(Arrays.stream(corrected).allMatch(score -> score >= 0 && score <= 1)).isTrue();
  }

  @Property
  void the_neutral_face_itself_comes_out_as_a_face_at_rest(@ForAll("scores") EmotionScores m) {
    double[] out = baseline(m).apply(m, REST).toArray();

    for (Emotion emotion : Emotion.all()) {
      assertThat(out[emotion.ordinal()]).isCloseTo(REST.of(emotion), within(1e-6));
    }
  }

  @Property
  void what_the_neutral_face_pretends_loses_and_what_it_lacks_gains(
      @ForAll("scores") EmotionScores m,
      @ForAll("scores") EmotionScores p,
      @ForAll Emotion emotion) {
    double pretended =
        Math.log(m.of(emotion) / m.of(Emotion.NEUTRAL))
            - Math.log(REST.of(emotion) / REST.of(Emotion.NEUTRAL));
    EmotionScores out = baseline(m).apply(p, REST);

    double gained =
        Math.log(out.of(emotion) / out.of(Emotion.NEUTRAL))
            - Math.log(p.of(emotion) / p.of(Emotion.NEUTRAL));
    assertThat(gained).isCloseTo(-pretended, within(1e-6));
  }

  @Property
  void a_face_at_rest_as_baseline_changes_nothing(@ForAll("scores") EmotionScores p) {
    double[] out = baseline(REST).apply(p, REST).toArray();

    for (Emotion emotion : Emotion.all()) {
      assertThat(out[emotion.ordinal()]).isCloseTo(p.of(emotion), within(1e-9));
    }
  }

  @Example
  void a_learned_baseline_works_little_by_little() {
    Baseline learned = Baseline.learning(REST, TAKEN);
    assertThat(learned.strength()).isZero();

    assertThat(learned.with(REST, Duration.ofMinutes(2), TAKEN).strength()).isZero();
    assertThat(learned.with(REST, Duration.ofMinutes(11), TAKEN).strength()).isEqualTo(0.5);
    assertThat(learned.with(REST, Duration.ofHours(20), TAKEN).strength()).isEqualTo(1);
  }

  @Example
  void a_face_that_always_looks_sad_looks_neutral_until_it_smiles_or_grieves() {
    Baseline sadFace = baseline(EmotionScores.of(.02, .01, .01, .01, .01, .30, .63, .01));

    assertThat(sadFace.apply(EmotionScores.of(.02, .01, .01, .01, .01, .25, .68, .01), REST).top())
        .isEqualTo(Emotion.NEUTRAL);
    assertThat(sadFace.apply(EmotionScores.of(.01, .01, .01, .01, .50, .15, .30, .01), REST).top())
        .isEqualTo(Emotion.HAPPINESS);
    assertThat(sadFace.apply(EmotionScores.of(.01, .01, .01, .01, .01, .02, .92, .01), REST).top())
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
    assertThatThrownBy(() -> new Baseline(REST, 0, TAKEN, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
