package io.moodspeaker.alert;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.PlainWords;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises one alert for each mood that holds. Safe for use by several threads.
 *
 * <p>A mood that changes before its time is up raises nothing. A mood that is still there when its
 * last alert was too short ago raises one as soon as the limit allows, so that fear that stays is
 * not lost among fears that passed.
 */
public final class AlertScheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertScheduler.class);

  private static final Map<Mood, String> WORDS =
      Map.of(
          Mood.ANGER, "looks angry",
          Mood.CONTEMPT, "looks contemptuous",
          Mood.DISGUST, "looks disgusted",
          Mood.FEAR, "looks afraid",
          Mood.HAPPINESS, "looks happy",
          Mood.NEUTRAL, "looks neutral",
          Mood.SADNESS, "looks sad",
          Mood.SURPRISE, "looks surprised",
          Mood.ABSENT, "nobody was seen",
          Mood.UNSURE, "shows nothing clear");

  private final Function<Mood, Optional<AlertRule>> rules;
  private final AlertSender sender;
  private final Scheduler later;
  private final InstantSource clock;
  private final Map<Mood, Instant> lastRaised = new EnumMap<>(Mood.class);
  private Runnable cancelPending = () -> {};
  private int turn;

  /**
   * A desk that leaves the sender and the timer to whoever made them.
   *
   * @param rules the rule for a mood, asked at each change; empty for moods that raise nothing
   */
  public AlertScheduler(
      Function<Mood, Optional<AlertRule>> rules,
      AlertSender sender,
      Scheduler later,
      InstantSource clock) {
    this.rules = rules;
    this.sender = sender;
    this.later = later;
    this.clock = clock;
  }

  /** Takes note of a new mood. */
  public synchronized void moodChanged(MoodChange change) {
    cancel();
    Optional<AlertRule> rule = rules.apply(change.mood());
    if (rule.isEmpty()) {
      return;
    }
    Duration wait = rule.get().after();
    Instant last = lastRaised.get(change.mood());
    if (last != null) {
      Duration limit = Duration.between(clock.instant(), last.plus(rule.get().every()));
      if (limit.compareTo(wait) > 0) {
        LOG.info(
            "alert for {} held back for {}: at most one every {}",
            change.mood(),
            PlainWords.duration(limit),
            PlainWords.duration(rule.get().every()));
        wait = limit;
      }
    }
    int mine = turn;
    cancelPending = later.after(wait, () -> raise(mine, change));
  }

  private synchronized void raise(int mine, MoodChange change) {
    if (mine != turn) {
      return;
    }
    Instant now = clock.instant();
    lastRaised.put(change.mood(), now);
    Duration held = Duration.between(change.time(), now);
    Alert alert =
        new Alert(
            change.mood(),
            change.time(),
            change.confidence(),
            WORDS.get(change.mood()) + " for " + PlainWords.duration(held));
    LOG.warn(
        "alert: {} ({} {})",
        alert.message(),
        alert.mood(),
        String.format(Locale.ROOT, "%.2f", alert.confidence()));
    sender.send(alert);
  }

  private void cancel() {
    turn++;
    cancelPending.run();
    cancelPending = () -> {};
  }

  /** Cancels the alert that was to come. */
  @Override
  public synchronized void close() {
    cancel();
  }
}
