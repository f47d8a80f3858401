package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.app.command.BenchMoodsCommand.Result;
import io.moodspeaker.model.Mood;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchMoodsCommandTest {
  private static final int HOURS = 30;

  private static Result run(MoodJudges.Judge judge, double wrong) {
    return BenchMoodsCommand.run(judge, new MoodScript(wrong, 1, 1), HOURS);
  }

  @Test
  void a_seed_writes_the_same_hours_again() {
    MoodScript one = new MoodScript(0.2, 2, 7);
    MoodScript other = new MoodScript(0.2, 2, 7);
    for (int i = 0; i < 1000; i++) {
      assertThat(one.next()).isEqualTo(other.next());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.2, 1", "0.2, 2", "0.4, 3"})
  void as_many_frames_are_wrong_as_was_asked(double share, double burst) {
    MoodScript script = new MoodScript(share, burst, 1);
    List<Boolean> wrong = new ArrayList<>();
    while (wrong.size() < 50_000) {
      MoodScript.Step step = script.next();
      boolean alone = step.seen().faces().size() == 1;
      // The face that was missed lets the smaller one stand for it: those are left out.
      if (alone && step.seen().faces().getFirst().box().width() == 160) {
        wrong.add(Mood.of(step.seen().faces().getFirst().scores().top()) != step.truth());
      }
    }
    double seen = wrong.stream().filter(each -> each).count() / (double) wrong.size();
    assertThat(seen).isCloseTo(share, within(0.02));
  }

  @Test
  void without_smoothing_the_mood_follows_each_wrong_frame() {
    Result result = run(MoodJudges.none(), 0.2);
    assertThat(result.wrongChanges()).isGreaterThan(500);
    assertThat(result.delay()).isZero();
  }

  @Test
  void a_window_of_five_seconds_bears_one_wrong_frame_in_five() {
    Result result = run(MoodJudges.window(BenchMoodsCommand.window(5)), 0.2);
    assertThat(result.wrongChanges()).isLessThanOrEqualTo(0.1);
    assertThat(result.falseAlerts()).isLessThanOrEqualTo(0.02);
    assertThat(result.delay()).isLessThanOrEqualTo(4);
  }

  @Test
  void the_window_is_steadier_than_a_majority_and_an_average_as_quick() {
    Result window = run(MoodJudges.window(BenchMoodsCommand.window(5)), 0.3);
    assertThat(window.wrongChanges())
        .isLessThan(run(MoodJudges.majority(9), 0.3).wrongChanges())
        .isLessThan(run(MoodJudges.average(0.15), 0.3).wrongChanges());
  }
}
