package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.config.MusicLimits;
import io.moodspeaker.music.MusicSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MusicWiringTest {
  @Test
  void without_configuration_the_music_has_its_own_defaults() {
    MusicLimits limits = limits("moods: {}");
    assertThat(MusicWiring.settings(limits)).isEqualTo(MusicSettings.DEFAULT);
    assertThat(allowed(limits, "23:00")).isEqualTo(100);
  }

  @Test
  void what_is_configured_reaches_the_music() {
    MusicLimits limits = limits("{music: {hold: 1h, minimum-play: 20s, ceiling: 70}, moods: {}}");
    assertThat(MusicWiring.settings(limits))
        .isEqualTo(new MusicSettings(Duration.ofSeconds(20), Duration.ofHours(1)));
    assertThat(allowed(limits, "23:00")).isEqualTo(70);
  }

  @ParameterizedTest
  @CsvSource({"21:59, 70", "22:00, 30", "06:59, 30", "07:00, 70"})
  void quiet_hours_have_a_ceiling_of_their_own(String time, int allowed) {
    MusicLimits limits =
        limits(
            "{music: {ceiling: 70, quiet: {from: '22:00', to: '07:00', ceiling: 30}}, moods: {}}");
    assertThat(allowed(limits, time)).isEqualTo(allowed);
  }

  @Test
  void a_louder_quiet_ceiling_lifts_nothing() {
    MusicLimits limits =
        limits(
            "{music: {ceiling: 20, quiet: {from: '22:00', to: '07:00', ceiling: 90}}, moods: {}}");
    assertThat(allowed(limits, "23:00")).isEqualTo(20);
  }

  @Test
  void quiet_hours_go_by_the_clock_on_the_wall() {
    MusicLimits limits = limits("{music: {quiet: {from: '22:00', to: '07:00'}}, moods: {}}");
    Instant evening = Instant.parse("2026-11-21T21:30:00Z");
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(MusicWiring.ceiling(limits, () -> evening, ZoneOffset.UTC).now()).isEqualTo(100);
    assertThat(MusicWiring.ceiling(limits, () -> evening, berlin).now()).isEqualTo(40);
  }

  private static int allowed(MusicLimits limits, String time) {
    Instant now = Instant.parse("2026-11-21T" + time + ":00Z");
    return MusicWiring.ceiling(limits, () -> now, ZoneOffset.UTC).now();
  }

  private static MusicLimits limits(String moods) {
    return MoodsFile.parse(moods, Path.of("nowhere")).value().orElseThrow().music().limits();
  }
}
