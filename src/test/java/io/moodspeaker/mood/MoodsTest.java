package io.moodspeaker.mood;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A mood that somebody chooses, beside what is seen. */
class MoodsTest {
  private final FakeTime time = new FakeTime();
  private final List<String> told = new ArrayList<>();
  private final Moods moods =
      new Moods(
          time,
          () -> MoodSettings.DEFAULT,
          name -> new MoodChanges(change -> Optional.empty(), outcome -> {}, time));
  private final Moods.Watch main = moods.watch(Moods.MAIN);

  @BeforeEach
  void listen() {
    main.changes().onChange(change -> told.add(change.from() + " to " + change.mood()));
  }

  private void see(Emotion emotion, int seconds) {
    for (int i = 0; i < 2 * seconds; i++) {
      time.advance(Duration.ofMillis(500));
      main.observe(
          new Observation(
              time.instant(),
              List.of(new Face(new Box(0, 0, 90, 90), EmotionScores.only(emotion)))));
      moods.tick();
    }
  }

  @Test
  void it_holds_whatever_is_seen_until_its_end() {
    see(Emotion.HAPPINESS, 10);
    main.hold(Mood.SADNESS, Optional.of(Duration.ofMinutes(1)));
    assertThat(main.status().mood()).isEqualTo(Mood.SADNESS);
    see(Emotion.ANGER, 50);
    assertThat(told).containsExactly("absent to happiness", "happiness to sadness");
    see(Emotion.ANGER, 20);
    assertThat(told)
        .containsExactly("absent to happiness", "happiness to sadness", "sadness to anger");
    assertThat(main.manual()).isEmpty();
  }

  @Test
  void it_ends_when_that_is_told_and_what_is_seen_decides_again() {
    see(Emotion.HAPPINESS, 10);
    main.hold(Mood.SADNESS, Optional.empty());
    main.release();
    main.release();
    assertThat(told)
        .containsExactly("absent to happiness", "happiness to sadness", "sadness to happiness");
    see(Emotion.ANGER, 20);
    assertThat(told).endsWith("happiness to anger");
  }

  @Test
  void choosing_the_mood_that_is_there_changes_nothing_but_holds_it() {
    see(Emotion.HAPPINESS, 10);
    main.hold(Mood.HAPPINESS, Optional.of(Duration.ofMinutes(1)));
    see(Emotion.ANGER, 20);
    assertThat(told).containsExactly("absent to happiness");
  }
}
