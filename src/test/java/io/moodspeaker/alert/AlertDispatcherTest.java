package io.moodspeaker.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Fault;
import io.moodspeaker.alert.AlertStore.Hold;
import io.moodspeaker.alert.sqlite.SqliteAlertStore;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.Backoff;
import io.moodspeaker.support.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and their store over restarts. */
class AlertDispatcherTest {
  private static final AlertDispatcher.Settings SETTINGS =
      new AlertDispatcher.Settings(
          Backoff.steady(Duration.ofSeconds(1), Duration.ofMinutes(5)), Duration.ofDays(7), 2000);

  @TempDir private Path folder;
  private final FakeTime time = new FakeTime();
  private final FakeChannel channel = new FakeChannel("hook");

  private AlertStore store() {
    return SqliteAlertStore.open(folder.resolve("state/alerts.db"));
  }

  private AlertDispatcher dispatcher(AlertStore store) {
    AlertDispatcher made = new AlertDispatcher(store, SETTINGS, name -> time, time, time);
    made.update(Map.of("webhook", channel));
    return made;
  }

  private Alert alert(int number) {
    return new Alert(
        "id-" + number, Optional.of(Mood.FEAR), time.instant(), 0.8, "looks afraid " + number);
  }

  private List<String> arrived() {
    return channel.delivered().stream().map(Alert::id).toList();
  }

  private static List<String> ids(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(number -> "id-" + number).toList();
  }

  @Test
  void what_waits_at_the_end_arrives_after_the_next_start_in_order_and_once() {
    channel.down(true);
    try (AlertStore store = store();
        AlertDispatcher dispatcher = dispatcher(store)) {
      for (int i = 1; i <= 20; i++) {
        dispatcher.send(alert(i), List.of());
      }
      time.advance(Duration.ofMinutes(1));
      assertThat(dispatcher.pending()).isEqualTo(20);
      assertThat(dispatcher.troubles()).containsEntry("webhook hook", "is down");
    }
    channel.down(false);
    try (AlertStore store = store();
        AlertDispatcher dispatcher = dispatcher(store)) {
      dispatcher.send(alert(21), List.of());
      time.advance(Duration.ofSeconds(1));
      assertThat(arrived()).isEqualTo(ids(1, 21));
      assertThat(dispatcher.pending()).isZero();
      assertThat(store.entries()).isEmpty();
    }
  }

  @Test
  void a_day_without_network_loses_nothing() {
    channel.down(true);
    try (AlertStore store = store();
        AlertDispatcher dispatcher = dispatcher(store)) {
      for (int i = 1; i <= 24; i++) {
        dispatcher.send(alert(i), List.of());
        time.advance(Duration.ofHours(1));
      }
      channel.down(false);
      time.advance(Duration.ofMinutes(6));
      assertThat(arrived()).isEqualTo(ids(1, 24));
    }
  }

  @Test
  void after_a_week_an_alert_is_dropped_also_over_restarts() {
    channel.down(true);
    try (AlertStore store = store();
        AlertDispatcher dispatcher = dispatcher(store)) {
      dispatcher.send(alert(1), List.of());
      time.advance(Duration.ofDays(6));
      dispatcher.send(alert(2), List.of());
    }
    time.advance(Duration.ofDays(2));
    channel.down(false);
    try (AlertStore store = store();
        AlertDispatcher dispatcher = dispatcher(store)) {
      time.advance(Duration.ofSeconds(1));
      assertThat(dispatcher.pending()).isZero();
      assertThat(arrived()).isEqualTo(ids(2, 2));
    }
  }

  @Test
  void a_channel_that_is_down_holds_up_no_other() {
    FakeChannel other = new FakeChannel("other");
    AlertDispatcher dispatcher = dispatcher(AlertStore.none());
    dispatcher.update(Map.of("webhook", channel, "webhook:anger", other));
    channel.down(true);
    dispatcher.send(alert(1), List.of());
    dispatcher.send(alert(2), List.of("webhook:anger"));
    time.advance(Duration.ofSeconds(10));
    assertThat(other.delivered()).hasSize(1);
    assertThat(dispatcher.pending()).isEqualTo(1);
  }

  @Test
  void channels_that_lead_to_one_place_are_told_apart() {
    AlertDispatcher dispatcher = dispatcher(AlertStore.none());
    Map<String, AlertChannel> all = new LinkedHashMap<>();
    for (String name : List.of("webhook", "webhook:fear", "ntfy", "gotify")) {
      FakeChannel down = new FakeChannel("http://host:80");
      down.down(true);
      all.put(name, down);
    }
    dispatcher.update(all);
    List<String> called =
        List.of(
            "webhook http://host:80",
            "webhook:fear http://host:80",
            "ntfy http://host:80",
            "gotify http://host:80");
    assertThat(dispatcher.sendToAll(alert(1))).isEqualTo(called);
    time.advance(Duration.ofSeconds(1));
    assertThat(dispatcher.troubles()).containsOnlyKeys(called);
  }

  @Test
  void another_address_gets_what_waits() {
    AlertDispatcher dispatcher = dispatcher(AlertStore.none());
    channel.down(true);
    dispatcher.send(alert(1), List.of());
    dispatcher.send(alert(2), List.of("webhook:fear"));
    time.advance(Duration.ofSeconds(10));
    dispatcher.update(Map.of());
    assertThat(dispatcher.pending()).as("nobody is set up").isEqualTo(2);
    FakeChannel right = new FakeChannel("right");
    dispatcher.update(Map.of("webhook", right));
    time.advance(Duration.ofSeconds(10));
    assertThat(right.delivered()).extracting(Alert::id).isEqualTo(ids(1, 2));
  }

  @Test
  @Fault(
      value = "A board whose clock begins in 1970",
      seen = "nothing",
      goesOn = "alerts are kept",
      heals = "by itself, when the time is set",
      within = "at once")
  void a_board_whose_clock_began_in_1970_keeps_its_alerts() {
    Instant[] wall = {Instant.EPOCH.plusSeconds(60)};
    channel.down(true);
    try (AlertStore store = store();
        AlertDispatcher dispatcher =
            new AlertDispatcher(store, SETTINGS, name -> time, time, () -> wall[0])) {
      dispatcher.update(Map.of("webhook", channel));
      dispatcher.send(alert(1), List.of());
    }
    wall[0] = Instant.parse("2026-11-21T08:00:00Z");
    channel.down(false);
    try (AlertStore store = store();
        AlertDispatcher dispatcher =
            new AlertDispatcher(store, SETTINGS, name -> time, time, () -> wall[0])) {
      dispatcher.update(Map.of("webhook", channel));
      time.advance(Duration.ofSeconds(1));
      assertThat(arrived()).isEqualTo(ids(1, 1));
    }
  }

  // Moods that were on their way to an alert.

  private AlertScheduler scheduler(AlertStore store, FakeSender sender) {
    return new AlertScheduler(
        mood ->
            mood == Mood.FEAR
                ? Optional.of(AlertRule.of(Duration.ofMinutes(2), Duration.ofMinutes(10)))
                : Optional.empty(),
        sender,
        store,
        time,
        time,
        time,
        outcome -> {});
  }

  private MoodChange change(Mood to) {
    return new MoodChange(
        time.instant(),
        to,
        to == Mood.ABSENT ? Mood.FEAR : Mood.ABSENT,
        Duration.ZERO,
        0.8,
        Optional.empty());
  }

  private FakeSender restartedAfterAMinuteOfFear(Mood... next) {
    try (AlertStore store = store();
        AlertScheduler before = scheduler(store, new FakeSender())) {
      before.start();
      before.moodChanged(change(Mood.FEAR));
      time.advance(Duration.ofMinutes(1));
    }
    FakeSender sender = new FakeSender();
    AlertStore store = store();
    AlertScheduler after = scheduler(store, sender);
    after.start();
    time.advance(Duration.ofSeconds(5));
    for (Mood mood : next) {
      after.moodChanged(change(mood));
    }
    time.advance(Duration.ofHours(1));
    assertThat(store.holds()).isEmpty();
    store.close();
    return sender;
  }

  @Test
  void a_mood_that_goes_on_after_a_restart_is_an_alert_when_its_time_is_up() {
    assertThat(restartedAfterAMinuteOfFear(Mood.FEAR).sent())
        .extracting(Alert::message)
        .containsExactly("looks afraid for 2 min");
  }

  @Test
  void a_mood_that_is_over_after_a_restart_is_dropped() {
    assertThat(restartedAfterAMinuteOfFear(Mood.NEUTRAL).sent()).isEmpty();
  }

  @Test
  void a_mood_that_nothing_ended_is_an_alert() {
    assertThat(restartedAfterAMinuteOfFear().sent())
        .extracting(Alert::message)
        .containsExactly("looks afraid before a restart");
  }

  @Test
  void the_least_time_between_two_alerts_holds_over_a_restart() {
    try (AlertStore store = store();
        AlertScheduler before = scheduler(store, new FakeSender())) {
      before.start();
      before.moodChanged(change(Mood.FEAR));
      time.advance(Duration.ofMinutes(2));
    }
    FakeSender sender = new FakeSender();
    try (AlertStore store = store();
        AlertScheduler after = scheduler(store, sender)) {
      after.start();
      assertThat(after.moodChanged(change(Mood.FEAR)))
          .hasToString("alert in 10 min if it stays (at most one every 10 min)");
    }
  }

  @Test
  void a_clock_set_back_over_a_restart_waits_no_longer_than_the_rule() {
    try (AlertStore store = store()) {
      Instant later = time.instant().plus(Duration.ofDays(1));
      store.hold(new Hold(Mood.FEAR, "id-1", later, later.plusSeconds(60), 0.8));
      store.raised(Mood.FEAR, later);
    }
    FakeSender sender = new FakeSender();
    try (AlertStore store = store();
        AlertScheduler after = scheduler(store, sender)) {
      after.start();
      after.moodChanged(change(Mood.FEAR));
      time.advance(Duration.ofMinutes(10));
      assertThat(sender.sent()).extracting(Alert::id).containsExactly("id-1");
    }
  }
}
