package io.moodspeaker.mood;

import java.time.Duration;
import java.util.Optional;

/**
 * What one mood needs to enter, where it differs from the others.
 *
 * @param enter the mean score from which it may enter, above 0 to 1; empty for the common one
 * @param after how long it must lead; 0 or more
 */
public record MoodThreshold(Optional<Double> enter, Duration after) {
  public MoodThreshold {
    enter.ifPresent(
        score -> {
          if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("enter must be above 0 and at most 1, was " + score);
          }
        });
    if (after.isNegative()) {
      throw new IllegalArgumentException("after must be 0 or more, was " + after);
    }
  }
}
