package io.moodspeaker.app;

import io.moodspeaker.config.MusicLimits;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.VolumeCeiling;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/** How loud and how freely moods play, from the configuration. */
public final class MusicWiring {
  private MusicWiring() {}

  /** The ceiling as a person configured it, by a clock that hangs in a zone. */
  public static VolumeCeiling ceiling(MusicLimits limits, InstantSource clock, ZoneId zone) {
    return new VolumeCeiling(limits.ceiling(), quiet(limits), clock, zone);
  }

  /** When moods rule, as a person configured it. */
  public static MusicSettings settings(MusicLimits limits) {
    return new MusicSettings(limits.minimumPlay(), limits.hold());
  }

  /** The quiet hours in the music's words. */
  public static Optional<VolumeCeiling.QuietHours> quiet(MusicLimits limits) {
    return limits
        .quiet()
        .map(hours -> new VolumeCeiling.QuietHours(hours.from(), hours.to(), hours.ceiling()));
  }
}
