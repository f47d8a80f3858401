package io.moodspeaker.history;

import java.time.Instant;

/**
 * Something that began.
 *
 * @param time on the machine's clock
 * @param what a mood's label, or a track's title
 */
public record HistoryNote(Instant time, String what) {}
