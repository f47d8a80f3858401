package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.Fault;
import io.moodspeaker.camera.CameraWatch.Action;
import io.moodspeaker.model.CameraState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CameraWatchTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final CameraWatch watch = new CameraWatch(CameraSettings.DEFAULT, START);

  @Test
  void it_opens_at_once_and_only_once() {
    assertThat(watch.tick(START)).isEqualTo(Action.OPEN);
    assertThat(watch.tick(after(1))).isEqualTo(Action.NOTHING);
    assertThat(watch.state()).isEqualTo(CameraState.STARTING);
  }

  @Test
  void an_opening_that_takes_too_long_is_abandoned() {
    watch.tick(START);
    assertThat(watch.tick(after(9.9))).isEqualTo(Action.NOTHING);
    assertThat(watch.tick(after(10))).isEqualTo(Action.ABANDON);
  }

  @Test
  void a_camera_without_frames_for_the_stall_time_is_abandoned() {
    watch.tick(START);
    watch.frame(after(5));
    assertThat(watch.tick(after(14.9))).isEqualTo(Action.NOTHING);
    assertThat(watch.tick(after(15))).isEqualTo(Action.ABANDON);
  }

  @Test
  @Fault(
      value = "Camera gone",
      seen = "`lost` with its reason in the log, once, on the page and in `status`",
      goesOn = "the last mood, music, light, page",
      heals = "plug it in again",
      within = "tried every 10 s")
  void a_lost_camera_is_tried_every_ten_seconds() {
    watch.tick(START);
    watch.lost(after(1));
    assertThat(watch.tick(after(10.9))).isEqualTo(Action.NOTHING);
    assertThat(watch.tick(after(11))).isEqualTo(Action.OPEN);
    watch.lost(after(12));
    assertThat(watch.tick(after(21.9))).isEqualTo(Action.NOTHING);
    assertThat(watch.tick(after(22))).isEqualTo(Action.OPEN);
  }

  @Test
  void only_the_beginning_of_an_outage_is_worth_a_line() {
    watch.tick(START);
    assertThat(watch.lost(after(1))).isTrue();
    watch.tick(after(11));
    assertThat(watch.lost(after(12))).isFalse();
    watch.tick(after(22));
    assertThat(watch.frame(after(23))).isEqualTo(Duration.ofSeconds(22));
    assertThat(watch.frame(after(24))).isEqualTo(Duration.ZERO);
    assertThat(watch.lost(after(25))).isTrue();
  }

  @Test
  void a_recording_that_has_ended_is_not_opened_again() {
    watch.tick(START);
    watch.frame(after(1));
    watch.ended(after(2));
    assertThat(watch.tick(after(1000))).isEqualTo(Action.NOTHING);
    assertThat(watch.state()).isEqualTo(CameraState.ENDED);
  }

  @Test
  @Fault(
      value = "Camera delivers nothing, and the clock is set back",
      seen = "`lost`",
      goesOn = "the last mood, music, light, page",
      heals = "by itself, tried every 10 s",
      within = "10 s")
  void a_clock_set_back_does_not_hide_a_stall() {
    watch.tick(START);
    watch.frame(after(3600));
    assertThat(watch.tick(after(0))).isEqualTo(Action.NOTHING);
    assertThat(watch.tick(after(10))).isEqualTo(Action.ABANDON);
  }

  @Test
  void a_clock_set_back_does_not_put_off_the_next_try() {
    watch.tick(START);
    watch.lost(after(3600));
    assertThat(watch.tick(after(0))).isEqualTo(Action.NOTHING);
    assertThat(watch.tick(after(10))).isEqualTo(Action.OPEN);
  }

  @Test
  void the_frame_rate_follows_the_intervals_and_the_age_the_last_frame() {
    watch.tick(START);
    assertThat(watch.frameAgeMs(after(1))).isEqualTo(-1);
    for (int i = 0; i < 50; i++) {
      watch.frame(after(1 + i * 0.04));
    }
    assertThat(watch.fps()).isCloseTo(25, within(0.01));
    assertThat(watch.frameAgeMs(after(1 + 49 * 0.04 + 0.3))).isEqualTo(300);
    watch.lost(after(4));
    assertThat(watch.fps()).isZero();
  }

  private static Instant after(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }
}
