package io.moodspeaker.music;

import io.moodspeaker.music.mpd.MpdPlayer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What players in tests have in common. */
public final class Players {
  /** Reads what lies on this machine. */
  public static final PlaylistReader READER = new PlaylistReader(ListFetcher.NONE);

  private Players() {}

  /** Settings under which every track may return at once. */
  public static LocalPlayer.Settings local(int volume, VolumeCeiling ceiling, Duration crossfade) {
    return new LocalPlayer.Settings(volume, ceiling, crossfade, anytime(), Taste.NONE);
  }

  /** Settings under which every track may return at once. */
  public static MpdPlayer.Settings mpd(
      int volume, VolumeCeiling ceiling, Duration crossfade, Optional<Path> music) {
    return new MpdPlayer.Settings(volume, ceiling, crossfade, anytime(), Taste.NONE, music);
  }

  private static RecentTracks anytime() {
    return new RecentTracks(Duration.ZERO, () -> Instant.EPOCH);
  }
}
