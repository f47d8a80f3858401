package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's word that a mood was wrong.
 *
 * @param mood the wrong one
 * @param playlist what played because of it, if anything did
 */
public record Correction(Instant time, Mood mood, Optional<String> playlist) {}
