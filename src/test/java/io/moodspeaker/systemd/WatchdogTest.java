package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final SdNotify systemd = new SdNotify(sent::add, true);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
  private final Heartbeat heart = new Heartbeat(Duration.ofSeconds(30), now::get);

  private void pass(int seconds) {
    now.updateAndGet(instant -> instant.plusSeconds(seconds));
  }

  @Test
  void it_is_fed_while_the_loop_comes_round_and_not_after() {
    try (Watchdog watchdog = new Watchdog(systemd, heart::alive)) {
      watchdog.feed();
      pass(30);
      watchdog.feed();
      assertThat(sent).containsExactly("WATCHDOG=1", "WATCHDOG=1");
      pass(1);
      watchdog.feed();
      assertThat(sent).hasSize(2);
      heart.beat();
      watchdog.feed();
      assertThat(sent).hasSize(3);
    }
  }

  @Test
  void health_that_cannot_be_told_is_no_health() {
    try (Watchdog watchdog =
        new Watchdog(
            systemd,
            () -> {
              throw new IllegalStateException("broken");
            })) {
      watchdog.feed();
    }
    assertThat(sent).isEmpty();
  }

  @Test
  void it_runs_by_itself_until_it_is_closed() {
    AtomicBoolean alive = new AtomicBoolean(true);
    Optional<Watchdog> watchdog =
        Watchdog.start(Map.of("WATCHDOG_USEC", "30000"), systemd, alive::get);
    Awaitility.await().until(() -> sent.size() >= 3);
    watchdog.orElseThrow().close();
    assertThat(sent).containsOnly("WATCHDOG=1");
  }

  @Test
  void it_does_not_run_unless_systemd_asked_this_process() {
    assertThat(Watchdog.start(Map.of(), systemd, () -> true)).isEmpty();
    assertThat(Watchdog.patience(Map.of("WATCHDOG_USEC", "30000000"), 42))
        .contains(Duration.ofSeconds(30));
    assertThat(Watchdog.patience(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "42"), 42))
        .contains(Duration.ofSeconds(30));
    assertThat(Watchdog.patience(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "41"), 42))
        .isEmpty();
    for (String nonsense : List.of("0", "-1", "soon", "99999999999999999999")) {
      assertThat(Watchdog.patience(Map.of("WATCHDOG_USEC", nonsense), 42)).isEmpty();
    }
  }

  @Test
  void a_clock_that_is_set_back_does_not_stop_the_heart() {
    pass(-3600);
    assertThat(heart.alive()).isTrue();
    assertThat(heart.silence()).isZero();
  }

  @Test
  void patience_must_be_more_than_nothing() {
    assertThatThrownBy(() -> new Heartbeat(Duration.ZERO, now::get))
        .hasMessage("patience must be above 0, was PT0S");
  }
}
