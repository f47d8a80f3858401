package io.moodspeaker.alert;

import java.time.Duration;

/**
 * When a mood becomes an alert.
 *
 * @param after how long it must hold
 * @param every the least time between two alerts for this mood
 */
public record AlertRule(Duration after, Duration every) {
  public AlertRule {
    if (after.isNegative()) {
      throw new IllegalArgumentException("alert after must be 0 or more, was " + after);
    }
    if (every.isNegative()) {
      throw new IllegalArgumentException("alert every must be 0 or more, was " + every);
    }
  }
}
