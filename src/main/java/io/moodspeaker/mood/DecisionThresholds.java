package io.moodspeaker.mood;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How much must be seen before a mood is believed.
 *
 * @param observations how many observations with a face the window must hold, 1 or more
 * @param enter the mean score from which an emotion may become the mood, above 0 to 1
 * @param margin by how much a challenger must lead the present mood, and how far below {@code
 *     enter} the present mood may fall before it is doubted; 0 to {@code enter}
 * @param moods what holds for single moods in place of {@code enter}
 */
public record DecisionThresholds(
    int observations, double enter, double margin, Map<Mood, MoodThreshold> moods) {
  /**
   * Three observations, of which one alone can bring an emotion to at most 0.33. Enter at 0.40:
   * above that one frame, above three emotions that share a face equally, and below what a clear
   * but mild expression scores. Margin 0.15: the difference of two means over six frames scatters
   * by about 0.05 when single scores scatter by 0.09, so chance seldom crosses it, and a clear
   * expression (0.7 against 0.1) crosses it in 0.6 of a window.
   */
  public static final DecisionThresholds DEFAULT = new DecisionThresholds(3, 0.40, 0.15, Map.of());

  public DecisionThresholds {
    moods = Map.copyOf(moods);
    if (observations < 1) {
      throw new IllegalArgumentException("observations must be 1 or more, was " + observations);
    }
    if (!(enter > 0 && enter <= 1)) {
      throw new IllegalArgumentException("enter must be above 0 and at most 1, was " + enter);
    }
    if (!(margin >= 0 && margin <= enter)) {
      throw new IllegalArgumentException(
          "margin must be 0 to enter (" + enter + "), was " + margin);
    }
  }

  /** The mean score below which the present mood is doubted. */
  public double exit() {
    return enter - margin;
  }

  /**
   * How strongly scores speak for a mood: its score, on the scale of {@code enter}. A mood with an
   * enter of its own reaches {@link #enter} when its score reaches that. 0 for absent and unsure.
   */
  double strength(EmotionScores scores, Mood mood) {
    double own = threshold(mood).flatMap(MoodThreshold::enter).orElse(enter);
    return mood.emotion().map(emotion -> scores.of(emotion) * (enter / own)).orElse(0.0);
  }

  /** The mood that scores speak for most; of equals the first in canonical order. */
  Mood top(EmotionScores scores) {
    Mood best = Mood.of(scores.top());
    for (Emotion emotion : Emotion.all()) {
      Mood mood = Mood.of(emotion);
      if (strength(scores, mood) > strength(scores, best)) {
        best = mood;
      }
    }
    return best;
  }

  /** How long a mood must lead before it enters. */
  Duration after(Mood mood) {
    return threshold(mood).map(MoodThreshold::after).orElse(Duration.ZERO);
  }

  private Optional<MoodThreshold> threshold(Mood mood) {
    return Optional.ofNullable(moods.get(mood));
  }
}
