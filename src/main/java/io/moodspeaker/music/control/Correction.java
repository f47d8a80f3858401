package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's word that a mood was wrong.
 *
 * @param mood the wrong one
 * @param playlist what played at that moment, if anything did; a person may have chosen it
 */
public record Correction(Instant time, Mood mood, Optional<String> playlist) {}
