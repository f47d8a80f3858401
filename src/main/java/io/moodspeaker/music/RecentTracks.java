package io.moodspeaker.music;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * When tracks played last, in whatever playlist, so that none returns too soon. Used by one thread,
 * but for {@link #take}.
 */
public final class RecentTracks {
  /** The longest cooldown that can be set; older ones need no remembering. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Map<String, Instant> started = new HashMap<>();
  private final InstantSource clock;
  private volatile Duration cooldown;

  /**
   * No tracks yet.
   *
   * @param cooldown how long after its beginning a track may not begin again
   */
  public RecentTracks(Duration cooldown, InstantSource clock) {
    this.cooldown = cooldown;
    this.clock = clock;
  }

  /** From now on tracks wait for another time. */
  public void take(Duration newer) {
    cooldown = newer;
  }

  /** Whether a track played so short a while ago that another should come first. */
  public boolean coolsDown(Track track) {
    Instant last = started.get(track.id());
    return last != null && clock.instant().isBefore(last.plus(cooldown));
  }

  /** Counts a track as played now. A radio's stream is never the same again, and never waits. */
  public void started(Track track) {
    if (Locations.isUri(track.location())) {
      return;
    }
    Instant now = clock.instant();
    started.values().removeIf(last -> last.plus(LONGEST).isBefore(now));
    started.put(track.id(), now);
  }

  /** By location, when each track began last. */
  public Map<String, Instant> all() {
    return Map.copyOf(started);
  }

  /** Takes up what was known before a restart. */
  public void restore(Map<String, Instant> before) {
    Instant now = clock.instant();
    // A clock that was set back meanwhile must not make tracks wait for hours.
    before.forEach((id, last) -> started.put(id, last.isAfter(now) ? now : last));
  }
}
