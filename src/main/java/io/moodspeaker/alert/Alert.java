package io.moodspeaker.alert;

import io.moodspeaker.model.Mood;
import java.time.Instant;

/**
 * A mood that held too long to be kept quiet.
 *
 * @param since when the mood began
 * @param confidence the mood's score when it began, 0 to 1
 * @param message plain words: {@code looks afraid for 5 s}
 */
public record Alert(Mood mood, Instant since, double confidence, String message) {}
