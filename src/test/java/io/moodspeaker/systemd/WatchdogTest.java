package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final SdNotify systemd = new SdNotify(sent::add, true);
  private final FakeTime time = new FakeTime();
  private final Heartbeat heart = new Heartbeat(Duration.ofSeconds(30), time);

  private Watchdog start(BooleanSupplier alive) {
    Watchdog watchdog = new Watchdog(systemd, alive, time);
    watchdog.run(Duration.ofSeconds(30));
    time.advance(Duration.ZERO);
    return watchdog;
  }

  @Test
  @SuppressWarnings("try") // It is there as long as it is open.
  void it_is_notified_thrice_within_the_timeout_while_the_loop_comes_round_and_not_after() {
    try (Watchdog watchdog = start(heart::alive)) {
      time.advance(Duration.ofSeconds(30));
      assertThat(sent).hasSize(4).containsOnly("WATCHDOG=1");
      time.advance(Duration.ofSeconds(30));
      assertThat(sent).as("the loop stands still").hasSize(4);
      heart.beat();
      time.advance(Duration.ofSeconds(10));
      assertThat(sent).hasSize(5);
    }
    assertThat(time.closed()).isTrue();
  }

  @Test
  @SuppressWarnings("try") // It is there as long as it is open.
  void health_that_cannot_be_told_is_no_health() {
    try (Watchdog watchdog =
        start(
            () -> {
              throw new IllegalStateException("broken");
            })) {
      time.advance(Duration.ofSeconds(60));
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
    assertThat(Watchdog.timeout(Map.of("WATCHDOG_USEC", "30000000"), 42))
        .contains(Duration.ofSeconds(30));
    assertThat(Watchdog.timeout(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "42"), 42))
        .contains(Duration.ofSeconds(30));
    assertThat(Watchdog.timeout(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "41"), 42))
        .isEmpty();
    for (String nonsense : List.of("0", "-1", "soon", "99999999999999999999")) {
      assertThat(Watchdog.timeout(Map.of("WATCHDOG_USEC", nonsense), 42)).isEmpty();
    }
  }

  @Test
  @Fault(
      value = "Clock set back an hour",
      seen = "nothing",
      goesOn = "all",
      heals = "need not",
      within = "at once")
  void a_clock_that_is_set_back_does_not_stop_the_heart() {
    Instant[] now = {Instant.parse("2026-11-21T08:00:00Z")};
    Heartbeat heart = new Heartbeat(Duration.ofSeconds(30), () -> now[0]);
    now[0] = now[0].minusSeconds(3600);
    assertThat(heart.alive()).isTrue();
    assertThat(heart.silence()).isZero();
  }

  @Test
  void patience_must_be_more_than_nothing() {
    assertThatThrownBy(() -> new Heartbeat(Duration.ZERO, time))
        .hasMessage("patience must be above 0, was PT0S");
  }
}
