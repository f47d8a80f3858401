package io.moodspeaker.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The alert of a mood that holds.
 *
 * @param after how long it must hold
 * @param every the least time between two alerts
 * @param webhook where it is posted; empty for the address in moodspeaker.properties, and where
 *     that has none, for the log alone
 */
public record AlertPlan(Duration after, Duration every, Optional<URI> webhook) {
  /** Long enough that a start at a loud noise has passed. */
  public static final Duration AFTER = Duration.ofSeconds(5);

  /** One message tells it; the second within minutes annoys. */
  public static final Duration EVERY = Duration.ofMinutes(10);
}
