package io.moodspeaker.mood;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Fault;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoodChangesTest {
  private static final MoodChange SAD =
      new MoodChange(
          Instant.EPOCH, Mood.SADNESS, Mood.NEUTRAL, Duration.ofMinutes(3), 0.7, Optional.empty());

  private final FakeTime time = new FakeTime();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final MoodChanges changes =
      new MoodChanges(change -> Optional.of("Hello."), outcomes::add, time);

  @BeforeEach
  void listen() {
    changes.onAnswered(change -> told.add(change.toString()));
  }

  @Test
  void a_change_is_told_once_when_all_have_answered_in_their_order() {
    List<Consumer<Optional<Outcome>>> waiting = new ArrayList<>();
    changes.subscribe("light", 2, (change, outcome) -> waiting.add(outcome));
    changes.subscribe("music", 1, (change, outcome) -> waiting.add(outcome));
    changes.publish(SAD);
    waiting.get(0).accept(Optional.of(Outcome.done("light", "", "light pin 21")));
    assertThat(told).isEmpty();
    waiting.get(1).accept(Optional.of(Outcome.unchanged("music", "", "music goes on", "held")));
    time.advance(Duration.ofMinutes(1));
    assertThat(told)
        .containsExactly(
            "mood sadness (0.70) after neutral 3 min: music goes on (held), light pin 21; \"Hello.\"");
    assertThat(outcomes).hasSize(2);
    assertThat(changes.last().orElseThrow().outcomes()).hasSize(2);
  }

  @Test
  @Fault(
      value = "An answer hangs",
      seen = "told as hanging with the change",
      goesOn = "all other answers",
      heals = "with the next change",
      within = "at once")
  void one_that_hangs_is_told_as_hanging_and_holds_up_no_other() {
    List<Consumer<Optional<Outcome>>> slow = new ArrayList<>();
    changes.subscribe(
        "music",
        1,
        (change, outcome) -> outcome.accept(Optional.of(Outcome.done("music", "", "silence"))));
    changes.subscribe("lamp", 2, (change, outcome) -> slow.add(outcome));
    changes.publish(SAD);
    assertThat(told).isEmpty();
    time.advance(MoodChanges.PATIENCE);
    assertThat(told)
        .containsExactly(
            "mood sadness (0.70) after neutral 3 min: silence, lamp still at work (no answer after 6"
                + " s); \"Hello.\"");
    slow.get(0).accept(Optional.of(Outcome.done("lamp", "", "lamp on")));
    assertThat(told).hasSize(1);
    assertThat(outcomes).extracting(Outcome::what).containsExactly("silence", "lamp on");
  }

  @Test
  void without_answers_and_with_silent_ones_the_change_is_told_alone() {
    changes.publish(SAD);
    Runnable end =
        changes.subscribe("mine", 1, (change, outcome) -> outcome.accept(Optional.empty()));
    changes.publish(SAD);
    end.run();
    changes.publish(SAD);
    assertThat(told).hasSize(3).containsOnly("mood sadness (0.70) after neutral 3 min; \"Hello.\"");
  }
}
