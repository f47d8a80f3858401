package io.moodspeaker.alert.okhttp;

import java.time.Duration;

/**
 * How patiently alerts are delivered.
 *
 * @param timeout how long one attempt may take
 * @param firstRetry the pause after the first failure; it doubles with each further one
 * @param maxRetry the longest pause
 * @param keep how long an alert is worth delivering
 * @param queue how many alerts may wait; the oldest gives way
 */
public record WebhookSettings(
    Duration timeout, Duration firstRetry, Duration maxRetry, Duration keep, int queue) {
  /** Ten seconds an attempt; pauses of 1 s to 5 min; an hour; 32 alerts. */
  public static final WebhookSettings DEFAULTS =
      new WebhookSettings(
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          32);

  public WebhookSettings {
    requirePositive("timeout", timeout);
    requirePositive("firstRetry", firstRetry);
    requirePositive("keep", keep);
    if (maxRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException(
          "webhook maxRetry must be at least firstRetry " + firstRetry + ", was " + maxRetry);
    }
    if (queue < 1) {
      throw new IllegalArgumentException("webhook queue must be 1 or more, was " + queue);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("webhook " + name + " must be above 0, was " + value);
    }
  }
}
