package io.moodspeaker.music;

import java.util.List;

/**
 * What a player plays next, as far as that is decided.
 *
 * @param next in the order in which it comes; of a shuffled playlist the next track alone, once it
 *     is drawn
 * @param tracks how many tracks the playlist holds that may play
 */
public record PlayQueue(List<Track> next, int tracks) {
  /** So many are told. */
  public static final int MOST = 20;

  /** Nothing follows. */
  public static final PlayQueue NONE = new PlayQueue(List.of(), 0);

  public PlayQueue {
    next = List.copyOf(next);
  }
}
