package io.moodspeaker.alert;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What routes can ask of alerts. Safe for use by several threads. */
public final class Alerts {
  private final AlertScheduler scheduler;
  private final AlertDispatcher dispatcher;
  private final InstantSource wallClock;
  private final Supplier<Set<String>> silent;

  /**
   * What routes can ask of a scheduler and a dispatcher.
   *
   * @param silent the people of whose moods nobody is told, asked anew at each change
   */
  public Alerts(
      AlertScheduler scheduler,
      AlertDispatcher dispatcher,
      InstantSource wallClock,
      Supplier<Set<String>> silent) {
    this.scheduler = scheduler;
    this.dispatcher = dispatcher;
    this.wallClock = wallClock;
    this.silent = silent;
  }

  /** Takes note of a new mood. */
  public Outcome moodChanged(MoodChange change) {
    return scheduler.moodChanged(
        change, change.person().filter(person -> silent.get().contains(person)).isPresent());
  }

  /** From now on also tells a channel of this name. */
  public void attach(String name, AlertChannel channel) {
    dispatcher.attach(name, channel);
  }

  /** No longer tells a channel; what waits for it waits on. */
  public void detach(String name) {
    dispatcher.detach(name);
  }

  /**
   * Tells something at once that no rule has raised.
   *
   * @param mood what it is about
   * @param message plain words that follow a person: {@code has looked sad for some days}
   * @param channels who is told, by the names of channels; empty for all that are set up
   */
  public Outcome tell(Mood mood, String message, List<String> channels) {
    Alert alert =
        new Alert(UUID.randomUUID().toString(), Optional.of(mood), wallClock.instant(), 1, message);
    List<String> places = dispatcher.send(alert, channels);
    return places.isEmpty()
        ? Outcome.failed("alert", "", "nobody is told: " + message, "nobody is set up")
        : Outcome.done("alert", String.join(", ", places), "told: " + message);
  }

  /** Sends an alert that says it is a test to everybody who can be told. */
  public Outcome test() {
    Alert alert =
        new Alert(
            UUID.randomUUID().toString(),
            Optional.empty(),
            wallClock.instant(),
            1,
            "this is a test of alerts");
    List<String> places = dispatcher.sendToAll(alert);
    return places.isEmpty()
        ? Outcome.failed("alert", "", "no test alert", "nobody is set up; set alert.webhook")
        : Outcome.done(
            "alert",
            String.join(", ", places),
            "test alert on its way to " + String.join(", ", places));
  }
}
