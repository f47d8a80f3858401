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
  /** As long as a rest can be set; older ones need no remembering. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Map<String, Instant> started = new HashMap<>();
  private final InstantSource clock;
  private volatile Duration rest;

  /**
   * No tracks yet.
   *
   * @param rest how long after its beginning a track may not begin again
   */
  public RecentTracks(Duration rest, InstantSource clock) {
    this.rest = rest;
    this.clock = clock;
  }

  /** From now on tracks rest for another time. */
  public void take(Duration newer) {
    rest = newer;
  }

  /** Whether a track played so short a while ago that another should come first. */
  public boolean rests(Track track) {
    Instant last = started.get(track.location());
    return last != null && clock.instant().isBefore(last.plus(rest));
  }

  /** Counts a track as played now. A radio's stream is never the same again, and never rests. */
  public void started(Track track) {
    if (AudioSources.isUrl(track.location())) {
      return;
    }
    Instant now = clock.instant();
    started.values().removeIf(last -> last.plus(LONGEST).isBefore(now));
    started.put(track.location(), now);
  }

  /** By location, when each track began last. */
  public Map<String, Instant> all() {
    return Map.copyOf(started);
  }

  /** Takes up what was known before a restart. */
  public void restore(Map<String, Instant> before) {
    started.putAll(before);
  }
}
