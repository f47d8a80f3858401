package io.moodspeaker.music;

import java.time.Duration;
import java.time.Instant;

/** What players in tests have in common. */
public final class Players {
  /** Reads what lies on this machine. */
  public static final PlaylistReader READER = new PlaylistReader(ListFetcher.NONE);

  private Players() {}

  /** Settings under which every track may return at once. */
  public static PlayerSettings settings(int volume, VolumeCeiling ceiling, Duration crossfade) {
    RecentTracks anytime = new RecentTracks(Duration.ZERO, () -> Instant.EPOCH);
    return new PlayerSettings(volume, ceiling, crossfade, anytime, Taste.NONE);
  }
}
