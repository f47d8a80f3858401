package io.moodspeaker.mood;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastAnswersTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Outcome FLAT = Outcome.done("music", "card", "playing flat: b400");
  private static final Outcome NEWER = Outcome.done("music", "card", "playing d600: d600");
  private static final Outcome LIGHT = Outcome.done("light", "pin 4", "light pin 4");

  private final LastAnswers answers = new LastAnswers();

  private static Optional<AnsweredChange> change(Outcome... outcomes) {
    return Optional.of(
        new AnsweredChange(
            new MoodChange(
                NOON, Mood.NEUTRAL, Mood.ABSENT, Duration.ofMinutes(1), 0.9, Optional.empty()),
            List.of(outcomes),
            Optional.empty()));
  }

  @Test
  void what_is_told_is_what_was_told_last_and_when() {
    answers.told(LIGHT, NOON.minusSeconds(9));
    answers.told(FLAT, NOON.plusSeconds(1));
    assertThat(answers.to(change(FLAT, LIGHT)))
        .containsExactly(
            new LastAnswers.Told(FLAT, NOON.plusSeconds(1)), new LastAnswers.Told(LIGHT, NOON));
    answers.told(NEWER, NOON.plusSeconds(60));
    assertThat(answers.to(change(FLAT, LIGHT)))
        .containsExactly(
            new LastAnswers.Told(NEWER, NOON.plusSeconds(60)), new LastAnswers.Told(LIGHT, NOON));
    assertThat(answers.to(change(FLAT, FLAT))).containsOnly(new LastAnswers.Told(FLAT, NOON));
    assertThat(answers.to(Optional.empty())).isEmpty();
  }
}
