package io.moodspeaker.music;

import java.time.Duration;

/**
 * How a player behaves.
 *
 * @param volume 0 to 100, at the start
 * @param crossfade 0 to 15 s, between tracks that are no neighbours on an album
 * @param recent which tracks must wait for others
 * @param taste prefers tracks of shuffled playlists
 */
public record PlayerSettings(
    int volume, VolumeCeiling ceiling, Duration crossfade, RecentTracks recent, Taste taste) {
  private static final Duration MOST = Duration.ofSeconds(15);

  public PlayerSettings {
    Volume.check(volume);
    check(crossfade);
  }

  /** A crossfade that is allowed. */
  public static Duration check(Duration crossfade) {
    if (crossfade.isNegative() || crossfade.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("crossfade must be 0 to 15 s, was " + crossfade);
    }
    return crossfade;
  }
}
