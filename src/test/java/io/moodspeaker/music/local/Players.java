package io.moodspeaker.music.local;

import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.PlayerSettings;
import io.moodspeaker.music.RecentTracks;
import io.moodspeaker.music.Taste;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.playlist.PlaylistReader;
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
