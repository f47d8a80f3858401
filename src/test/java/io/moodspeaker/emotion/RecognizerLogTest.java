package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecognizerLogTest {
  private final HandClock clock = new HandClock();
  private final RecognizerLog watch = new RecognizerLog(clock);

  @Test
  void a_change_is_one_line_with_its_reason_and_no_frame_is_a_line() {
    try (LogLines log = new LogLines(RecognizerLog.class.getName())) {
      for (int i = 0; i < 5; i++) {
        watch.read("local");
        clock.pass(Duration.ofSeconds(5));
      }
      for (int i = 0; i < 5; i++) {
        watch.failed("local", new EmotionException("model is missing"));
        watch.read("azure");
        clock.pass(Duration.ofSeconds(5));
      }
      for (int i = 0; i < 5; i++) {
        watch.failed("azure", new EmotionException("answer 401"));
        watch.gaveUp();
        clock.pass(Duration.ofSeconds(5));
      }
      watch.read("local");

      assertThat(log.all())
          .containsExactly(
              "INFO emotions are read by local",
              "WARN emotions are read by azure, as local failed: model is missing",
              "WARN nobody reads emotions: azure failed: answer 401; local failed: model is missing",
              "WARN emotions are read by local, as azure failed: answer 401");
    }
  }

  @Test
  void a_recogniser_that_fails_every_other_frame_does_not_flood_the_log() {
    try (LogLines log = new LogLines(RecognizerLog.class.getName())) {
      for (int i = 0; i < 120; i++) {
        if (i % 2 == 0) {
          watch.read("local");
        } else {
          watch.failed("local", new EmotionException("hiccup"));
          watch.read("azure");
        }
        clock.pass(Duration.ofMillis(500));
      }

      assertThat(log.all()).hasSizeBetween(2, 7);
    }
  }

  @Test
  void who_gives_second_opinions_is_told_once_a_change() {
    try (LogLines log = new LogLines(RecognizerLog.class.getName())) {
      watch.read("local");
      for (int i = 0; i < 5; i++) {
        watch.unadvised("azure", new EmotionException("answer 401"));
        watch.read("local");
        clock.pass(Duration.ofSeconds(5));
      }
      for (int i = 0; i < 5; i++) {
        watch.advised("azure");
        watch.read("local");
        clock.pass(Duration.ofSeconds(5));
      }

      assertThat(log.all())
          .containsExactly(
              "INFO emotions are read by local",
              "WARN no second opinions on unsure readings: azure failed: answer 401",
              "INFO second opinions on unsure readings come from azure");
    }
  }

  @Test
  void the_active_one_is_who_read_last() {
    assertThat(watch.active()).isEqualTo("none");
    watch.read("azure");
    assertThat(watch.active()).isEqualTo("azure");
    watch.gaveUp();
    assertThat(watch.active()).isEqualTo("none");
  }
}
