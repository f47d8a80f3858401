package io.moodspeaker.mood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodCalledWrong;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongMoodsTest {
  @TempDir Path folder;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private WrongMoods wrong = in(Optional.empty());

  private WrongMoods in(Optional<Path> file) {
    return new WrongMoods(file, () -> now);
  }

  private void call(Mood mood, int times) {
    for (int i = 0; i < times; i++) {
      wrong.add(new MoodCalledWrong(now, mood));
    }
  }

  private double enter(Mood mood) {
    return wrong.raised(MoodSettings.DEFAULT).evidence().moods().get(mood).enter().orElseThrow();
  }

  @Test
  void one_call_is_a_slip_and_from_the_second_on_the_mood_must_be_clearer() {
    call(Mood.SADNESS, 1);
    assertThat(wrong.raised(MoodSettings.DEFAULT)).isEqualTo(MoodSettings.DEFAULT);
    call(Mood.SADNESS, 1);
    assertThat(enter(Mood.SADNESS)).isEqualTo(0.43, within(1e-9));
    assertThat(wrong.raises()).containsOnlyKeys(Mood.SADNESS);
  }

  @Property(tries = 50)
  void however_often_it_is_called_the_bound_holds(@ForAll @IntRange(min = 2, max = 700) int times) {
    wrong = in(Optional.empty());
    call(Mood.ANGER, times);
    assertThat(wrong.raises().get(Mood.ANGER)).isBetween(WrongMoods.STEP, WrongMoods.MOST);
    assertThat(enter(Mood.ANGER)).isLessThanOrEqualTo(0.55 + 1e-9);
  }

  @Test
  void an_enter_of_the_mood_s_own_is_raised_and_stays_within_reach() {
    call(Mood.FEAR, 20);
    DecisionThresholds own =
        new DecisionThresholds(
            3,
            0.4,
            0.15,
            Map.of(Mood.FEAR, new MoodThreshold(Optional.of(0.9), Duration.ofSeconds(4))));
    MoodSettings before = MoodSettings.DEFAULT;
    MoodThreshold raised =
        wrong
            .raised(
                new MoodSettings(
                    before.window(), before.dwell(), before.absentAfter(), own, before.faces()))
            .evidence()
            .moods()
            .get(Mood.FEAR);
    assertThat(raised.enter()).contains(0.95);
    assertThat(raised.after()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void what_is_not_called_wrong_for_a_month_is_as_it_was() {
    call(Mood.DISGUST, 5);
    now = now.plus(Duration.ofDays(31));
    assertThat(wrong.raises()).isEmpty();
  }

  @Test
  void nobody_and_nothing_clear_have_no_threshold() {
    call(Mood.ABSENT, 5);
    call(Mood.UNSURE, 5);
    assertThat(wrong.raises()).isEmpty();
  }

  @Test
  void it_outlives_a_restart_and_can_be_taken_back() throws IOException {
    Path file = folder.resolve("wrong-moods.tsv");
    wrong = in(Optional.of(file));
    call(Mood.ANGER, 3);
    Files.writeString(file, Files.readString(file) + "never\tjoy\n");
    wrong = in(Optional.of(file));
    assertThat(wrong.raises()).containsEntry(Mood.ANGER, 2 * WrongMoods.STEP);
    wrong.clear();
    assertThat(in(Optional.of(file)).raises()).isEmpty();
  }
}
