package io.moodspeaker.alert;

import io.moodspeaker.alert.okhttp.WebhookChannel;
import io.moodspeaker.alert.sqlite.SqliteAlertStore;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Backoff;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Scheduler;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that raises numbered alerts until it is killed: FILE URL FIRST LAST. */
final class OutboxProgram {
  private OutboxProgram() {}

  public static void main(String... args) throws InterruptedException {
    AlertStore store = SqliteAlertStore.open(Path.of(args[0]));
    AlertDispatcher dispatcher =
        new AlertDispatcher(
            store,
            new AlertDispatcher.Settings(
                Backoff.steady(Duration.ofMillis(100), Duration.ofMillis(200)),
                Duration.ofDays(7),
                10_000),
            Scheduler::onThread,
            MonotonicClock.start(),
            InstantSource.system());
    dispatcher.update(
        Map.of("webhook", new WebhookChannel(URI.create(args[1]), InstantSource.system())));
    for (int i = Integer.parseInt(args[2]); i <= Integer.parseInt(args[3]); i++) {
      dispatcher.send(
          new Alert("id-" + i, Optional.of(Mood.FEAR), Instant.EPOCH, 0.8, "alert " + i),
          List.of());
      System.out.println(i);
    }
    while (dispatcher.pending() > 0) {
      Thread.sleep(50);
    }
    System.out.println("all delivered");
    // Not closed: nothing may depend on an orderly end.
    Runtime.getRuntime().halt(0);
  }
}
