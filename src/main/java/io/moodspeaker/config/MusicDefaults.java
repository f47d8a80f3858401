package io.moodspeaker.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for all music.
 *
 * @param volume 0 to 100, for moods that have none of their own
 * @param fade how long the music fades out, and in again, when the mood changes
 * @param crossfade how long one track runs into the next; 0 for one after the other
 * @param shuffle whether the tracks of a playlist come in random order
 * @param comfort the playlist of the strategy {@link Strategy#COMFORT}, absolute
 * @param limits how loud it gets at most, and when moods have to wait
 */
public record MusicDefaults(
    int volume,
    Duration fade,
    Duration crossfade,
    boolean shuffle,
    Optional<Path> comfort,
    MusicLimits limits) {
  /** Loud enough to hear, quiet enough to talk over. */
  public static final int VOLUME = 60;

  /** Long enough to be no jolt, short enough that the new music is there within 3 s. */
  public static final Duration FADE = Duration.ofMillis(1500);
}
