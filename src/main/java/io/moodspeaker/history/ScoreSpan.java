package io.moodspeaker.history;

import io.moodspeaker.model.EmotionScores;
import java.time.Instant;

/**
 * The mean of what was seen in a short span of time.
 *
 * @param begin on the machine's clock
 * @param scores the mean
 * @param count of how many faces' readings, above 0
 */
public record ScoreSpan(Instant begin, EmotionScores scores, int count) {
  /** The mean of two spans, as long as both were looked at. */
  ScoreSpan with(ScoreSpan other) {
    double[] sum = scores.toArray();
    double[] more = other.scores.toArray();
    for (int i = 0; i < sum.length; i++) {
      sum[i] = sum[i] * count + more[i] * other.count;
    }
    return new ScoreSpan(begin, EmotionScores.of(sum), count + other.count);
  }
}
