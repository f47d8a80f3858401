package io.moodspeaker.music.learning;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;

/** How bright a face looks, -1 to 1: each emotion's place on that axis, weighed by its score. */
final class Valence {
  private Valence() {}

  static double of(EmotionScores scores) {
    double sum = 0;
    for (Emotion emotion : Emotion.all()) {
      sum += scores.of(emotion) * of(emotion);
    }
    return sum;
  }

  /** After Russell (1980), rounded: surprise may be either. */
  private static double of(Emotion emotion) {
    return switch (emotion) {
      case HAPPINESS -> 1;
      case SURPRISE -> 0.2;
      case NEUTRAL -> 0;
      case CONTEMPT -> -0.5;
      case DISGUST -> -0.7;
      case FEAR -> -0.8;
      case ANGER -> -0.9;
      case SADNESS -> -1;
    };
  }
}
