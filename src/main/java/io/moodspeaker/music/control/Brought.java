package io.moodspeaker.music.control;

import io.moodspeaker.music.StartAt;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a person brought along from another speaker. Used under its owner's lock. */
final class Brought {
  /** How long it waits for a mood's music to begin. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Optional<StartAt> what = Optional.empty();
  private Instant at = Instant.MIN;

  void put(StartAt brought, Instant now) {
    what = Optional.of(brought);
    at = now;
  }

  /** It, once; empty where nothing was brought, or too long ago. */
  Optional<StartAt> take(Instant now) {
    Optional<StartAt> fresh = what.filter(any -> now.isBefore(at.plus(PATIENCE)));
    what = Optional.empty();
    return fresh;
  }
}
