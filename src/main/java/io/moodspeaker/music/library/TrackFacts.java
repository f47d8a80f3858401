package io.moodspeaker.music.library;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What a track was measured to be.
 *
 * @param lufs integrated loudness; empty for silence
 * @param tempo beats a minute, 60 to 180; empty where no beat was found
 * @param mode 1 for clearly major, -1 for clearly minor
 * @param brightness the spectrum's mean centre in hertz; 0 for silence
 * @param feel a first estimate, from loudness, brightness, attacks, tempo and mode
 */
public record TrackFacts(
    String location,
    String title,
    Duration duration,
    OptionalDouble lufs,
    OptionalDouble tempo,
    double mode,
    double brightness,
    Feel feel) {}
