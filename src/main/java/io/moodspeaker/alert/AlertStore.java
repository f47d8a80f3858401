package io.moodspeaker.alert;

import io.moodspeaker.model.Mood;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What alerts must not lose over a restart. Safe for use by several threads.
 *
 * <p>No method fails: where something can't be stored, the log tells it once, and what the caller
 * has in memory is all there is.
 */
public interface AlertStore extends AutoCloseable {
  /**
   * An alert for one channel that has not arrived.
   *
   * @param channel its name
   * @param stored when it was, by the machine's clock
   */
  record Entry(Alert alert, String channel, Instant stored) {}

  /**
   * A mood that has begun and may become an alert.
   *
   * @param alertId the id that the alert will have
   * @param since when it began, by the machine's clock
   * @param due when it becomes an alert, by the machine's clock
   */
  record Hold(Mood mood, String alertId, Instant since, Instant due, double confidence) {}

  /** All that has not arrived, oldest first. */
  List<Entry> entries();

  /** Stores an alert for a channel; false where it could not be. */
  boolean add(Alert alert, String channel, Instant now);

  /** It has arrived, or is given up. */
  void remove(Alert alert, String channel);

  /** The moods that had begun. */
  List<Hold> holds();

  /** A mood has begun. */
  void hold(Hold hold);

  /** A mood has ended, or has become an alert. */
  void drop(Mood mood);

  /** When each mood last became an alert, by the machine's clock. */
  Map<Mood, Instant> raised();

  /** A mood has become an alert. */
  void raised(Mood mood, Instant now);

  @Override
  void close();

  /** A store that keeps nothing. */
  static AlertStore none() {
    return new AlertStore() {
      @Override
      public List<Entry> entries() {
        return List.of();
      }

      @Override
      public boolean add(Alert alert, String channel, Instant now) {
        return false;
      }

      @Override
      public void remove(Alert alert, String channel) {}

      @Override
      public List<Hold> holds() {
        return List.of();
      }

      @Override
      public void hold(Hold hold) {}

      @Override
      public void drop(Mood mood) {}

      @Override
      public Map<Mood, Instant> raised() {
        return Map.of();
      }

      @Override
      public void raised(Mood mood, Instant now) {}

      @Override
      public void close() {}
    };
  }
}
