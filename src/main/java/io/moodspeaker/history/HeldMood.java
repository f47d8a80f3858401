package io.moodspeaker.history;

import java.time.Instant;

/**
 * A mood and how long it held.
 *
 * @param begin on the machine's clock
 * @param end not before the beginning
 * @param mood its label
 */
public record HeldMood(Instant begin, Instant end, String mood) {}
