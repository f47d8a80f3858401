package io.moodspeaker.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SleepTimerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T22:00:00Z");

  private final SleepTimer timer = new SleepTimer();

  @Test
  void the_last_minute_is_the_fade_and_is_told_once() {
    Instant end = timer.set("30min", NOW);
    assertThat(end).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
    assertThat(timer.due(end.minusSeconds(61))).isEmpty();
    assertThat(timer.end()).contains(end);
    assertThat(timer.due(end.minusSeconds(60))).contains(Duration.ofMinutes(1));
    assertThat(timer.due(end.minusSeconds(59))).isEmpty();
    assertThat(timer.end()).isEmpty();
  }

  @Test
  void a_time_that_passed_unseen_ends_the_music_at_once() {
    Instant end = timer.set("1h", NOW);
    assertThat(timer.due(end.plusSeconds(5)))
        .hasValueSatisfying(left -> assertThat(left).isNegative());
  }

  @Test
  void it_is_forgotten_once() {
    timer.set("10s", NOW);
    assertThat(timer.cancel()).isTrue();
    assertThat(timer.cancel()).isFalse();
    assertThat(timer.due(NOW.plusSeconds(10))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"9s", "13h", "soon", "-5min", "30"})
  void what_is_no_time_is_refused_and_the_former_one_stays(String text) {
    Instant end = timer.set("5min", NOW);
    assertThatThrownBy(() -> timer.set(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the sleep timer ");
    assertThat(timer.end()).contains(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", " off ", ""})
  void off_and_nothing_ask_for_no_timer(String text) {
    assertThat(SleepTimer.isOff(text)).isTrue();
    assertThat(SleepTimer.isOff("5min")).isFalse();
  }
}
