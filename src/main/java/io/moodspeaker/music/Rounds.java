package io.moodspeaker.music;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What has played: of each shuffled playlist its present round, and when each track began last.
 * Used by one thread.
 */
public final class Rounds {
  private final Map<String, Shuffle> shuffles = new HashMap<>();
  private final RandomGenerator random;
  private final RecentTracks recent;
  private final Taste taste;

  /**
   * No rounds yet.
   *
   * @param random draws the order of shuffled playlists
   * @param taste prefers tracks of them
   */
  public Rounds(RandomGenerator random, RecentTracks recent, Taste taste) {
    this.random = random;
    this.taste = taste;
    this.recent = recent;
  }

  /** A queue for a playlist, which goes on with the playlist's round. */
  public TrackQueue queue(PlayRequest request, Playlist playlist) {
    TrackQueue queue =
        new TrackQueue(
            playlist,
            request.shuffle() ? Optional.of(shuffle(request.id())) : Optional.empty(),
            recent,
            taste);
    queue.ban(request.banned());
    return queue;
  }

  private Shuffle shuffle(String playlist) {
    return shuffles.computeIfAbsent(playlist, p -> new Shuffle(random));
  }

  /** By shuffled playlist, the tracks of its present round. */
  public Map<String, List<String>> played() {
    Map<String, List<String>> now = new HashMap<>();
    shuffles.forEach((playlist, shuffle) -> now.put(playlist, shuffle.played()));
    return Map.copyOf(now);
  }

  /** When each track began last. */
  public Map<String, Instant> recent() {
    return recent.all();
  }

  /** Takes up what had played before a restart. */
  public void restore(PlayerState before) {
    before.rounds().forEach((playlist, played) -> shuffle(playlist).restore(played));
    recent.restore(before.recent());
  }
}
