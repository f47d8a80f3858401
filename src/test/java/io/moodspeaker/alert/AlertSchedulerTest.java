package io.moodspeaker.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlertSchedulerTest {
  private final FakeTime time = new FakeTime();
  private final FakeSender sender = new FakeSender();
  private final Map<Mood, AlertRule> rules =
      new EnumMap<>(Map.of(Mood.FEAR, AlertRule.of(Duration.ofSeconds(5), Duration.ofMinutes(10))));
  private final List<Outcome> outcomes = new ArrayList<>();
  private final AlertScheduler desk = scheduler(AlertStore.none());
  private Mood mood = Mood.ABSENT;

  private AlertScheduler scheduler(AlertStore store) {
    return new AlertScheduler(
        mood -> Optional.ofNullable(rules.get(mood)),
        sender,
        store,
        time,
        time,
        time,
        outcomes::add);
  }

  private Outcome change(Mood to) {
    Outcome outcome =
        desk.moodChanged(
            new MoodChange(time.instant(), to, mood, Duration.ofMinutes(1), 0.8, Optional.empty()));
    mood = to;
    return outcome;
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
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.mood()).contains(Mood.FEAR);
              assertThat(alert.since()).isEqualTo(start);
              assertThat(alert.confidence()).isEqualTo(0.8);
              assertThat(alert.message()).isEqualTo("looks afraid for 5 s");
            });
    assertThat(outcomes)
        .containsExactly(Outcome.done("alert", "fake", "alert: looks afraid for 5 s"));
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
    rules.put(Mood.ANGER, AlertRule.of(Duration.ofSeconds(5), Duration.ofMinutes(10)));
    change(Mood.FEAR);
    pass(5);
    change(Mood.ANGER);
    pass(5);
    assertThat(sender.sent())
        .extracting(alert -> alert.mood().orElseThrow())
        .containsExactly(Mood.FEAR, Mood.ANGER);
  }

  @Test
  void a_rule_changed_while_running_counts_from_the_next_change() {
    change(Mood.FEAR);
    pass(5);
    rules.put(Mood.FEAR, AlertRule.of(Duration.ofSeconds(1), Duration.ZERO));
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
      rules.put(each, AlertRule.of(Duration.ofSeconds(1), Duration.ZERO));
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
    assertThatThrownBy(() -> AlertRule.of(Duration.ofSeconds(-1), Duration.ZERO))
        .hasMessage("alert after must be 0 or more, was PT-1S");
  }

  private void fearWith(Mood... others) {
    rules.put(
        Mood.FEAR,
        new AlertRule(
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Set.of(others),
            Optional.empty(),
            List.of()));
  }

  @Test
  void fear_that_is_read_as_surprise_for_one_stretch_of_five_raises_an_alert() {
    fearWith(Mood.SURPRISE);
    for (int odd = 1; odd < 5; odd++) {
      AlertSchedulerTest fresh = new AlertSchedulerTest();
      fresh.fearWith(Mood.SURPRISE);
      for (int stretch = 0; stretch < 5; stretch++) {
        if (stretch == odd) {
          fresh.change(Mood.SURPRISE);
        } else if (fresh.mood != Mood.FEAR) {
          fresh.change(Mood.FEAR);
        }
        fresh.pass(1);
      }
      assertThat(fresh.sender.sent())
          .as("surprise in stretch %s", odd)
          .extracting(Alert::message)
          .containsExactly("looks afraid for 5 s");
    }
  }

  @Test
  void surprise_that_takes_most_of_the_time_is_no_fear() {
    fearWith(Mood.SURPRISE);
    change(Mood.FEAR);
    pass(2);
    change(Mood.SURPRISE);
    pass(60);
    change(Mood.FEAR);
    pass(4);
    change(Mood.NEUTRAL);
    pass(60);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void surprise_alone_is_no_fear() {
    fearWith(Mood.SURPRISE);
    change(Mood.SURPRISE);
    pass(60);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void a_mood_that_the_rule_does_not_name_ends_the_fear() {
    fearWith(Mood.SURPRISE);
    change(Mood.FEAR);
    pass(2);
    change(Mood.SURPRISE);
    pass(1);
    assertThat(change(Mood.ANGER)).hasToString("no alert (fear is over)");
    pass(60);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void each_change_tells_what_will_come_of_it() {
    fearWith(Mood.SURPRISE);
    assertThat(change(Mood.HAPPINESS)).hasToString("no alert (no rule for happiness)");
    assertThat(change(Mood.FEAR)).isEqualTo(Outcome.done("alert", "", "alert in 5 s if it stays"));
    pass(1);
    assertThat(change(Mood.SURPRISE)).hasToString("no alert (may be fear, which goes on)");
    assertThat(change(Mood.FEAR)).hasToString("alert if it stays (fear goes on)");
    pass(5);
    change(Mood.NEUTRAL);
    pass(59);
    assertThat(change(Mood.FEAR))
        .hasToString("alert in 9 min if it stays (at most one every 10 min)");
  }

  @Test
  void outside_its_hours_a_mood_that_holds_waits_for_them() {
    LocalTime now = LocalTime.ofInstant(time.instant(), ZoneId.systemDefault());
    rules.put(
        Mood.FEAR,
        new AlertRule(
            Duration.ofSeconds(5),
            Duration.ZERO,
            Set.of(),
            Optional.of(new AlertRule.Hours(now.plusMinutes(10), now.plusMinutes(20))),
            List.of()));
    change(Mood.FEAR);
    pass(590);
    assertThat(sender.sent()).isEmpty();
    pass(60);
    assertThat(sender.sent()).hasSize(1);
    change(Mood.NEUTRAL);
    pass(600);
    change(Mood.FEAR);
    pass(3600);
    assertThat(sender.sent()).as("the hours are over").hasSize(1);
  }

  @Test
  void hours_reach_over_midnight() {
    AlertRule.Hours night = new AlertRule.Hours(LocalTime.of(22, 0), LocalTime.of(7, 0));
    assertThat(night.contains(LocalTime.of(23, 0))).isTrue();
    assertThat(night.contains(LocalTime.of(6, 59))).isTrue();
    assertThat(night.contains(LocalTime.of(7, 0))).isFalse();
    assertThat(night.contains(LocalTime.of(12, 0))).isFalse();
  }

  @Test
  void nobody_seen_since_the_start_raises_an_alert() {
    rules.put(Mood.ABSENT, AlertRule.of(Duration.ofHours(12), Duration.ZERO));
    desk.start();
    pass(12 * 3600);
    assertThat(sender.sent())
        .extracting(Alert::message)
        .containsExactly("nobody was seen for 12 h");
  }

  @Test
  void the_receivers_of_the_rule_are_told() {
    rules.put(
        Mood.FEAR,
        new AlertRule(
            Duration.ZERO, Duration.ZERO, Set.of(), Optional.empty(), List.of("webhook:fear")));
    change(Mood.FEAR);
    pass(0);
    assertThat(sender.channels()).containsExactly(List.of("webhook:fear"));
  }

  @Test
  void setting_the_machines_clock_changes_no_wait() {
    for (long jump : List.of(-86_400L, -3_600L, 3_600L, 86_400L)) {
      FakeSender told = new FakeSender();
      long[] offset = {0};
      AlertScheduler jumping =
          new AlertScheduler(
              mood -> Optional.ofNullable(rules.get(mood)),
              told,
              AlertStore.none(),
              time,
              time,
              () -> time.instant().plusSeconds(offset[0]),
              outcome -> {});
      MoodChange fear =
          new MoodChange(
              time.instant(), Mood.FEAR, Mood.ABSENT, Duration.ZERO, 0.8, Optional.empty());
      jumping.moodChanged(fear);
      pass(4);
      offset[0] = jump;
      assertThat(told.sent()).isEmpty();
      pass(1);
      assertThat(told.sent()).as("jump of %s s", jump).hasSize(1);
      assertThat(told.sent().getFirst().message()).isEqualTo("looks afraid for 5 s");
      assertThat(told.sent().getFirst().since())
          .isEqualTo(time.instant().minusSeconds(5).plusSeconds(jump));
      jumping.moodChanged(fear);
      pass(599);
      assertThat(told.sent()).hasSize(1);
      pass(1);
      assertThat(told.sent()).hasSize(2);
      jumping.close();
    }
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
    assertThat(fresh.sender.sent()).allMatch(alert -> alert.mood().equals(Optional.of(Mood.FEAR)));
  }
}
