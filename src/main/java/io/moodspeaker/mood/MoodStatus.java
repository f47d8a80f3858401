package io.moodspeaker.mood;

import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import java.time.Instant;
import java.util.Optional;

/**
 * The mood at present.
 *
 * @param mood the mood
 * @param since when it began
 * @param confidence its mean score over the last window, 0 to 1; for unsure the strongest emotion's
 *     score, for absent 1
 * @param scores the last window's mean scores; empty when nobody is there
 */
public record MoodStatus(
    Mood mood, Instant since, double confidence, Optional<EmotionScores> scores) {
  /** The same with a beginning on another clock. */
  public MoodStatus since(Instant other) {
    return new MoodStatus(mood, other, confidence, scores);
  }
}
