package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule = new Schedule(40, 0.1f, true);

  @Test
  void the_rate_rises_to_its_peak_and_falls_to_nothing() {
    assertThat(schedule.rate(0)).isBetween(0f, 0.01f);
    assertThat(schedule.rate(0.04)).isCloseTo(0.1f, within(1e-4f));
    assertThat(schedule.rate(0.52)).isCloseTo(0.05f, within(1e-3f));
    assertThat(schedule.rate(1)).isCloseTo(0, within(1e-6f));
  }

  @Test
  void after_the_warm_up_the_rate_never_rises() {
    for (int i = 4; i < 100; i++) {
      assertThat(schedule.rate((i + 1) / 100.0)).isLessThanOrEqualTo(schedule.rate(i / 100.0));
    }
  }

  @Test
  void pictures_grow_to_full_size() {
    assertThat(schedule.size(0)).isEqualTo(32);
    assertThat(schedule.size(18)).isEqualTo(40);
    assertThat(schedule.size(30)).isEqualTo(48);
    assertThat(schedule.size(39)).isEqualTo(48);
  }

  @Test
  void a_fine_tuning_sees_full_size_from_the_start() {
    assertThat(new Schedule(5, 0.01f, false).size(0)).isEqualTo(48);
  }

  @Test
  void refuses_no_epochs_and_no_rate() {
    assertThatThrownBy(() -> new Schedule(0, 0.1f, true)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> new Schedule(1, Float.NaN, true)).hasMessageContaining("NaN");
  }
}
