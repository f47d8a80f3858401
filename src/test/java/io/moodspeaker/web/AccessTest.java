package io.moodspeaker.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  @TempDir private Path folder;

  @Test
  void a_token_is_made_once_and_only_its_owner_may_read_it() throws Exception {
    Secret made = AccessToken.kept(folder.resolve("state"));
    assertThat(made.reveal()).hasSize(32);
    assertThat(AccessToken.kept(folder.resolve("state")).reveal()).isEqualTo(made.reveal());
    Path file = folder.resolve("state").resolve(AccessToken.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(AccessToken.matches(made, made.reveal())).isTrue();
    assertThat(AccessToken.matches(made, "")).isFalse();
  }

  @Test
  void this_machine_alone_reaches_loopback() {
    assertThat(List.of("127.0.0.1", "::1", "localhost")).allMatch(AccessToken::isLoopback);
    assertThat(List.of("0.0.0.0", "::", "192.168.1.2")).noneMatch(AccessToken::isLoopback);
  }

  @Test
  void each_address_has_its_own_rate() {
    FakeTime time = new FakeTime();
    RequestRate rate = new RequestRate(2, 1, time);
    assertThat(rate.admits("a")).isTrue();
    assertThat(rate.admits("a")).isTrue();
    assertThat(rate.admits("a")).isFalse();
    assertThat(rate.admits("b")).isTrue();
    time.advance(Duration.ofSeconds(1));
    assertThat(rate.admits("a")).isTrue();
  }

  @Test
  void what_keeps_the_speaker_from_its_work_is_told() {
    assertThat(
            Health.obstacles(
                Map.of(
                    "mood", "neutral",
                    "music", Map.of(),
                    "camera", Map.of("state", "lost", "why", "unplugged"),
                    "breakers", Map.of("emotion-breaker", "open"))))
        .containsExactly(
            "the camera is lost: unplugged",
            "the circuit breaker emotion-breaker is open; the log says why");
    assertThat(Health.obstacles(Map.of("mood", "neutral", "music", Map.of()))).isEmpty();
    assertThat(
            Health.obstacles(
                Map.of(
                    "mood",
                    "neutral",
                    "music",
                    Map.of("state", "waiting", "waitsFor", "the station http://radio/live"))))
        .containsExactly("the music waits for the station http://radio/live");
    assertThat(
            Health.obstacles(
                Map.of(
                    "mood",
                    "neutral",
                    "music",
                    Map.of("state", "stopped", "triedAgainAt", "2026-11-21T22:00:00Z"))))
        .containsExactly("the music cannot play its list, tried again at 2026-11-21T22:00:00Z");
  }

  @Test
  void numbers_and_states_of_the_status_are_metrics() {
    WebMetrics metrics = new WebMetrics();
    metrics.took("face:detect", Duration.ofMillis(30));
    metrics.took("face:detect", Duration.ofMillis(3));
    metrics.count("moods", "mood", "sadness");
    String text =
        metrics.text(
            Map.of("mood", "fear", "camera", Map.of("fps", 2.0, "frameAgeMs", 40, "source", "x")));
    assertThat(text)
        .contains("moodspeaker_stage_seconds_bucket{stage=\"face:detect\",le=\"0.005\"} 1\n")
        .contains("moodspeaker_stage_seconds_bucket{stage=\"face:detect\",le=\"+Inf\"} 2\n")
        .contains("moodspeaker_stage_seconds_sum{stage=\"face:detect\"} 0.033\n")
        .contains("moodspeaker_moods_total{mood=\"sadness\"} 1\n")
        .contains("moodspeaker_camera_fps 2.0\n")
        .contains("moodspeaker_camera_frame_age_ms 40\n")
        .contains("moodspeaker_mood{value=\"fear\"} 1\n")
        .doesNotContain("source");
  }
}
