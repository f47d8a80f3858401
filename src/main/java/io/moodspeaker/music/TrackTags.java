package io.moodspeaker.music;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a file says of itself.
 *
 * @param trackGain ReplayGain of the track, in dB
 * @param albumGain ReplayGain of its album, in dB
 */
public record TrackTags(
    Optional<String> title,
    Optional<String> artist,
    Optional<String> album,
    OptionalDouble trackGain,
    OptionalDouble albumGain) {

  /** Tags that say nothing. */
  public static final TrackTags NONE =
      new TrackTags(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
}
