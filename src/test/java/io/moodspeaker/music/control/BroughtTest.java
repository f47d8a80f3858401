package io.moodspeaker.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.music.StartAt;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BroughtTest {
  private static final Instant NOW = Instant.parse("2026-03-01T22:00:00Z");
  private static final StartAt TRACK = new StartAt("a.opus", Duration.ofSeconds(40));

  private final Brought brought = new Brought();

  @Test
  void it_is_taken_once() {
    assertThat(brought.take(NOW)).isEmpty();
    brought.put(TRACK, NOW);
    assertThat(brought.take(NOW.plusSeconds(14))).contains(TRACK);
    assertThat(brought.take(NOW.plusSeconds(14))).isEmpty();
  }

  @Test
  void what_waited_too_long_is_gone() {
    brought.put(TRACK, NOW);
    assertThat(brought.take(NOW.plusSeconds(15))).isEmpty();
    assertThat(brought.take(NOW)).isEmpty();
  }
}
