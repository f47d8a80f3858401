package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.music.VolumeCeiling.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeCeilingTest {
  private static int at(String time, QuietHours hours) {
    return new VolumeCeiling(
            90,
            Optional.of(hours),
            () -> Instant.parse("2026-11-21T" + time + ":00Z"),
            ZoneOffset.UTC)
        .now();
  }

  @ParameterizedTest
  @CsvSource({"21:59, 90", "22:00, 30", "23:59, 30", "00:00, 30", "06:59, 30", "07:00, 90"})
  void quiet_hours_reach_over_midnight(String time, int ceiling) {
    assertThat(at(time, new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), 30)))
        .isEqualTo(ceiling);
  }

  @ParameterizedTest
  @CsvSource({"12:59, 90", "13:00, 30", "14:59, 30", "15:00, 90"})
  void quiet_hours_can_lie_in_the_day(String time, int ceiling) {
    assertThat(at(time, new QuietHours(LocalTime.of(13, 0), LocalTime.of(15, 0), 30)))
        .isEqualTo(ceiling);
  }

  @Test
  void another_ceiling_is_taken_at_once() {
    VolumeCeiling ceiling =
        new VolumeCeiling(
            90, Optional.empty(), () -> Instant.parse("2026-11-21T23:00:00Z"), ZoneOffset.UTC);
    ceiling.take(80, Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), 30)));
    assertThat(ceiling.now()).isEqualTo(30);
    ceiling.take(80, Optional.empty());
    assertThat(ceiling.now()).isEqualTo(80);
    assertThatThrownBy(() -> ceiling.take(101, Optional.empty())).hasMessageContaining("was 101");
    assertThat(ceiling.now()).isEqualTo(80);
  }

  @Test
  void volumes_beyond_100_are_refused() {
    assertThatThrownBy(() -> VolumeCeiling.of(101)).hasMessageContaining("was 101");
    assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON, 10))
        .hasMessageContaining("two times");
  }
}
