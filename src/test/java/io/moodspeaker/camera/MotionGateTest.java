package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MotionGateTest {
  private static final Thumbnail ROOM = Thumbnail.of(FakeSource.halves());
  private static final Thumbnail SOMEBODY = Thumbnail.of(FakeSource.frame(200));

  private final MotionGate gate = new MotionGate(Duration.ofSeconds(2));
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");

  /** How many of the frames of some time at two a second are read. */
  private int read(Thumbnail frame, int seconds, boolean somebody) {
    int read = 0;
    for (int i = 0; i < 2 * seconds; i++) {
      if (gate.admits(frame, now)) {
        read++;
        gate.observed(somebody, now);
      }
      now = now.plusMillis(500);
    }
    return read;
  }

  @Test
  void all_frames_are_read_while_somebody_is_there() {
    assertThat(read(ROOM, 600, true)).isEqualTo(1200);
  }

  @Test
  void an_empty_room_is_read_every_two_seconds_after_half_a_minute() {
    assertThat(read(ROOM, 30, false)).isEqualTo(60);
    assertThat(read(ROOM, 60, false)).isEqualTo(30);
  }

  @Test
  void all_frames_are_read_while_nobody_tells_what_they_show() {
    for (int i = 0; i < 200; i++) {
      assertThat(gate.admits(ROOM, now)).isTrue();
      now = now.plusMillis(500);
    }
  }

  @Test
  void who_comes_in_is_read_at_once_and_with_each_frame() {
    read(ROOM, 60, false);
    assertThat(gate.admits(SOMEBODY, now)).isTrue();
    assertThat(read(SOMEBODY, 4, false)).isEqualTo(8);
  }

  @Test
  void somebody_seen_in_a_still_picture_ends_the_rest() {
    read(ROOM, 60, false);
    gate.observed(true, now);
    assertThat(read(ROOM, 10, true)).isEqualTo(20);
  }

  @Test
  void an_interval_of_zero_reads_all() {
    MotionGate open = new MotionGate(Duration.ZERO);
    open.observed(false, now);
    for (int i = 0; i < 200; i++) {
      now = now.plusMillis(500);
      assertThat(open.admits(ROOM, now)).isTrue();
    }
  }
}
