package io.moodspeaker.camera.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  private static final Path DEFAULT = Path.of("config/drawn-face.yaml");

  private static final Scenario SAD_THEN_NOBODY =
      new Scenario(
          Duration.ofSeconds(1),
          true,
          List.of(step(Emotion.SADNESS, 10), step(Emotion.HAPPINESS, 5), nobody(5)));

  @Test
  void the_default_shows_seven_expressions_and_nobody_within_a_minute_and_a_half()
      throws Exception {
    Scenario scenario = ScenarioReader.read(DEFAULT);
    Set<Emotion> shown = EnumSet.noneOf(Emotion.class);
    boolean empty = false;
    for (Scenario.Step step : scenario.steps()) {
      step.show().ifPresent(shown::add);
      empty |= step.show().isEmpty();
      assertThat(step.length()).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }
    assertThat(shown).isEqualTo(EnumSet.complementOf(EnumSet.of(Emotion.CONTEMPT)));
    assertThat(empty).isTrue();
    assertThat(scenario.length()).isLessThanOrEqualTo(Duration.ofSeconds(90));
    assertThat(scenario.loop()).isTrue();
  }

  @Test
  void an_expression_is_reached_when_the_blend_is_over() {
    assertThat(corners(1100)).isCloseTo(corners(9000), within(1e-9));
    assertThat(corners(10_500)).isBetween(corners(9000), corners(12_000));
    assertThat(corners(11_000))
        .isCloseTo(Expression.of(Emotion.HAPPINESS).mouth().corners(), within(1e-9));
  }

  @Test
  void who_leaves_walks_out_of_the_picture_with_the_face_that_they_had() {
    Scenario.Scene leaving = SAD_THEN_NOBODY.at(Duration.ofMillis(15_400)).orElseThrow();
    assertThat(leaving.pose().x()).isGreaterThan(100);
    assertThat(leaving.expression().mouth())
        .isEqualTo(Expression.of(Emotion.HAPPINESS).toward(happy(), .5).mouth());
    assertThat(SAD_THEN_NOBODY.at(Duration.ofSeconds(16))).isEmpty();
    assertThat(SAD_THEN_NOBODY.at(Duration.ofMillis(19_900))).isEmpty();
  }

  @Test
  void after_the_last_step_comes_the_first_from_the_other_side() {
    Scenario.Scene coming = SAD_THEN_NOBODY.at(Duration.ofMillis(20_400)).orElseThrow();
    assertThat(coming.pose().x()).isLessThan(-100);
    assertThat(SAD_THEN_NOBODY.stepAt(Duration.ofSeconds(25)).show()).contains(Emotion.SADNESS);
  }

  @Test
  void without_a_loop_it_ends() throws Exception {
    Scenario once =
        new Scenario(Duration.ZERO, false, List.of(step(Emotion.NEUTRAL, 1), nobody(1)));
    try (DrawnFaceSource source = new DrawnFaceSource("test", once, RateLimiter.unpaced())) {
      int frames = 0;
      for (Optional<Frame> f = source.next(); f.isPresent(); f = source.next()) {
        assertThat(f.get().time()).isEqualTo(Instant.EPOCH.plusMillis(200L * frames));
        frames++;
      }
      assertThat(frames).isEqualTo(10);
    }
  }

  @Test
  void the_eyes_blink_now_and_then() {
    long blinks = 0;
    for (int ms = 0; ms < 60_000; ms += 200) {
      Expression neutral =
          new Scenario(Duration.ZERO, true, List.of(step(Emotion.NEUTRAL, 60)))
              .at(Duration.ofMillis(ms))
              .orElseThrow()
              .expression();
      blinks += neutral.lids().open() < -.3 ? 1 : 0;
    }
    assertThat(blinks).isBetween(5L, 30L);
  }

  @Property(tries = 300)
  void nothing_jumps_while_somebody_is_there(@ForAll @IntRange(max = 14_900) int ms) {
    Scenario.Scene now = SAD_THEN_NOBODY.at(Duration.ofMillis(ms)).orElseThrow();
    Scenario.Scene then = SAD_THEN_NOBODY.at(Duration.ofMillis(ms + 10)).orElseThrow();
    if (ms > 1000) {
      assertThat(then.pose().x()).isCloseTo(now.pose().x(), within(1.0));
    }
    assertThat(then.expression().mouth().corners())
        .isCloseTo(now.expression().mouth().corners(), within(.05));
  }

  private static double corners(int ms) {
    return SAD_THEN_NOBODY.at(Duration.ofMillis(ms)).orElseThrow().expression().mouth().corners();
  }

  private static Expression happy() {
    return Expression.of(Emotion.HAPPINESS);
  }

  private static Scenario.Step step(Emotion emotion, int seconds) {
    return new Scenario.Step(Optional.of(emotion), Duration.ofSeconds(seconds), 1, Pose.CENTRE);
  }

  private static Scenario.Step nobody(int seconds) {
    return new Scenario.Step(Optional.empty(), Duration.ofSeconds(seconds), 1, Pose.CENTRE);
  }
}
