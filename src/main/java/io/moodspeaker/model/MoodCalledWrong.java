package io.moodspeaker.model;

import java.time.Instant;

/**
 * A person said that the mood was not so.
 *
 * @param time when, by the wall clock
 * @param mood what it was at that moment
 */
public record MoodCalledWrong(Instant time, Mood mood) {}
