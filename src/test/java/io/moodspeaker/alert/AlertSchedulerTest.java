package io.moodspeaker.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlertSchedulerTest {
  private final FakeTime time = new FakeTime();
  private final FakeSender sender = new FakeSender();
  private final Map<Mood, AlertRule> rules =
      new EnumMap<>(
          Map.of(Mood.FEAR, new AlertRule(Duration.ofSeconds(5), Duration.ofMinutes(10))));
  private final AlertScheduler desk =
      new AlertScheduler(mood -> Optional.ofNullable(rules.get(mood)), sender, time, time);
  private Mood mood = Mood.ABSENT;

  private void change(Mood to) {
    desk.moodChanged(
        new MoodChange(time.instant(), to, mood, Duration.ofMinutes(1), 0.8, Optional.empty()));
    mood = to;
  }

  private void pass(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void fear_that_holds_raises_one_alert() {
    Instant start = time.instant();
    change(Mood.FEAR);
    pass(4);
    assertThat(sender.sent()).isEmpty();
    pass(1);
    pass(3600);
    assertThat(sender.sent())
        .containsExactly(new Alert(Mood.FEAR, start, 0.8, "looks afraid for 5 s"));
  }

  @Test
  void fear_that_passes_in_time_raises_nothing() {
    change(Mood.FEAR);
    pass(4);
    change(Mood.NEUTRAL);
    pass(60);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void fear_that_comes_back_starts_from_nought() {
    change(Mood.FEAR);
    pass(4);
    change(Mood.NEUTRAL);
    change(Mood.FEAR);
    pass(4);
    assertThat(sender.sent()).isEmpty();
    pass(1);
    assertThat(sender.sent()).hasSize(1);
  }

  @Test
  void a_mood_without_a_rule_raises_nothing() {
    change(Mood.HAPPINESS);
    pass(3600);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void a_second_fear_waits_until_the_limit_is_over() {
    change(Mood.FEAR);
    pass(5);
    change(Mood.NEUTRAL);
    pass(60);
    change(Mood.FEAR);
    pass(539);
    assertThat(sender.sent()).hasSize(1);
    pass(1);
    assertThat(sender.sent()).hasSize(2);
    assertThat(sender.sent().get(1).message()).isEqualTo("looks afraid for 9 min");
  }

  @Test
  void a_second_fear_that_passes_within_the_limit_raises_nothing() {
    change(Mood.FEAR);
    pass(5);
    change(Mood.NEUTRAL);
    change(Mood.FEAR);
    pass(300);
    change(Mood.NEUTRAL);
    pass(3600);
    assertThat(sender.sent()).hasSize(1);
  }

  @Test
  void each_mood_has_its_own_limit() {
    rules.put(Mood.ANGER, new AlertRule(Duration.ofSeconds(5), Duration.ofMinutes(10)));
    change(Mood.FEAR);
    pass(5);
    change(Mood.ANGER);
    pass(5);
    assertThat(sender.sent()).extracting(Alert::mood).containsExactly(Mood.FEAR, Mood.ANGER);
  }

  @Test
  void a_rule_changed_while_running_counts_from_the_next_change() {
    change(Mood.FEAR);
    pass(5);
    rules.put(Mood.FEAR, new AlertRule(Duration.ofSeconds(1), Duration.ZERO));
    change(Mood.NEUTRAL);
    change(Mood.FEAR);
    pass(1);
    assertThat(sender.sent()).hasSize(2);
  }

  @Test
  void a_closed_desk_raises_nothing_more() {
    change(Mood.FEAR);
    desk.close();
    pass(60);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void there_are_words_for_every_mood() {
    for (Mood each : Mood.all()) {
      rules.put(each, new AlertRule(Duration.ofSeconds(1), Duration.ZERO));
      if (each == mood) {
        change(Mood.FEAR);
      }
      change(each);
      pass(1);
      assertThat(sender.sent().getLast().message()).endsWith(" for 1 s").doesNotContain("is ");
    }
  }

  @Test
  void a_negative_time_is_refused() {
    assertThatThrownBy(() -> new AlertRule(Duration.ofSeconds(-1), Duration.ZERO))
        .hasMessage("alert after must be 0 or more, was PT-1S");
  }

  @Property
  void two_alerts_for_one_mood_are_never_closer_than_the_limit(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 200) Integer> pauses) {
    AlertSchedulerTest fresh = new AlertSchedulerTest();
    FakeTime clock = fresh.time;
    List<Instant> raised = new ArrayList<>();
    for (int pause : pauses) {
      fresh.change(fresh.mood == Mood.FEAR ? Mood.NEUTRAL : Mood.FEAR);
      for (int second = 0; second < pause; second++) {
        clock.advance(Duration.ofSeconds(1));
        if (fresh.sender.sent().size() > raised.size()) {
          raised.add(clock.instant());
        }
      }
    }
    for (int i = 1; i < raised.size(); i++) {
      assertThat(Duration.between(raised.get(i - 1), raised.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofMinutes(10));
    }
    assertThat(fresh.sender.sent()).allMatch(alert -> alert.mood() == Mood.FEAR);
  }
}
