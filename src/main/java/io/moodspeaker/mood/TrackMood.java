package io.moodspeaker.mood;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import java.time.Instant;
import java.util.Optional;

/**
 * The mood of one face that is followed.
 *
 * @param track its number
 * @param person whose it is, of those who asked to be known
 * @param mood what it has shown over the window
 * @param since when that began
 * @param first when the face was first seen
 * @param last when it was last seen
 * @param box where it was last
 * @param scores the window's mean; empty before the first that can be read
 */
public record TrackMood(
    int track,
    Optional<String> person,
    Mood mood,
    Instant since,
    Instant first,
    Instant last,
    Box box,
    Optional<EmotionScores> scores) {}
