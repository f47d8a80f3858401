package io.moodspeaker.music;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a player needs to go on after a restart as if there had been none.
 *
 * @param request the playlist that plays; empty if none does
 * @param track the track in front
 * @param position where in it
 * @param volume 0 to 100
 * @param rounds by shuffled playlist, the locations played in its present round
 * @param recent by location, when each track began last
 */
public record PlayerState(
    Optional<PlayRequest> request,
    Optional<Track> track,
    Duration position,
    boolean paused,
    int volume,
    Map<String, List<String>> rounds,
    Map<String, Instant> recent) {

  /** The same, but silent until somebody lets it go on. */
  public PlayerState asPaused() {
    return new PlayerState(request, track, position, true, volume, rounds, recent);
  }

  /** The same with another request. */
  public PlayerState asking(PlayRequest other) {
    return new PlayerState(Optional.of(other), track, position, paused, volume, rounds, recent);
  }

  /** Nothing plays, and nothing has. */
  public static PlayerState nothing(int volume) {
    return new PlayerState(
        Optional.empty(), Optional.empty(), Duration.ZERO, false, volume, Map.of(), Map.of());
  }

  /** The same as another but for where in the track it is. */
  public boolean differsInPositionAlone(PlayerState other) {
    return equals(
        new PlayerState(
            other.request,
            other.track,
            position,
            other.paused,
            other.volume,
            other.rounds,
            other.recent));
  }
}
