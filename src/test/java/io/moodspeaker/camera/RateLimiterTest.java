package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  @Test
  void unpaced_frames_bear_their_position() throws Exception {
    assertThat(RateLimiter.unpaced().await(Duration.ofMillis(1500)))
        .isEqualTo(Instant.EPOCH.plusMillis(1500));
  }

  @Test
  void a_frame_that_is_overdue_comes_at_once() throws Exception {
    FakeClock clock = new FakeClock();
    RateLimiter pace = RateLimiter.realTime(clock);
    assertThat(pace.await(Duration.ZERO)).isEqualTo(clock.instant());
    clock.advance(Duration.ofHours(1));
    assertThat(pace.await(Duration.ofMinutes(59))).isEqualTo(clock.instant());
  }

  @Test
  void a_frame_is_not_early() throws Exception {
    RateLimiter pace = RateLimiter.realTime(InstantSource.system());
    Instant first = pace.await(Duration.ofSeconds(7));
    Instant second = pace.await(Duration.ofMillis(7060));
    assertThat(Duration.between(first, second)).isBetween(Duration.ofMillis(55), STALLED);
  }

  @Test
  void an_interrupt_ends_the_wait_and_is_kept() throws Exception {
    RateLimiter pace = RateLimiter.realTime(new FakeClock());
    pace.await(Duration.ZERO);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> pace.await(Duration.ofHours(1))).isInstanceOf(CameraException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static final Duration STALLED = Duration.ofSeconds(5);
}
