package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import java.time.Instant;

/** A person's word that a mood was wrong. */
public record Correction(Instant time, Mood mood) {}
