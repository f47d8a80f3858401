package io.moodspeaker.music;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws tracks so that none returns before all have played, each order being equally likely.
 *
 * <p>It remembers what has played and not what is to come: a playlist that was edited meanwhile, or
 * a restart, changes nothing of the promise. Used by one thread.
 */
public final class Shuffle {
  private final RandomGenerator random;
  private final Set<String> played = new LinkedHashSet<>();
  private String last = "";

  public Shuffle(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Draws the next track without counting it as played.
   *
   * @param candidates those that may play; a location that stands in it twice counts once
   * @return a track not played in this round; empty if there are no candidates, which ends no round
   */
  public Optional<Track> draw(List<Track> candidates) {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    List<Track> left = unplayed(candidates);
    if (left.isEmpty()) {
      played.clear();
      left = unplayed(candidates);
      if (left.size() > 1) {
        // A new round does not begin with the track that ended the last one.
        left.removeIf(track -> track.id().equals(last));
      }
    }
    return Optional.of(left.get(random.nextInt(left.size())));
  }

  private List<Track> unplayed(List<Track> candidates) {
    Set<String> seen = new HashSet<>();
    List<Track> left = new ArrayList<>();
    for (Track track : candidates) {
      if (!played.contains(track.id()) && seen.add(track.id())) {
        left.add(track);
      }
    }
    return left;
  }

  /** Counts a track as played in this round. */
  public void played(Track track) {
    played.add(track.id());
    last = track.id();
  }

  /** The locations that have played in this round, in their order. */
  public List<String> played() {
    return List.copyOf(played);
  }

  /** Takes up a round that was begun before a restart. */
  public void restore(List<String> locations) {
    played.clear();
    played.addAll(locations);
    last = locations.isEmpty() ? "" : locations.get(locations.size() - 1);
  }
}
