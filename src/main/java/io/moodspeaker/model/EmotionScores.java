package io.moodspeaker.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How strongly a face shows each emotion: eight numbers of 0 to 1, summing to 1. Immutable. */
public final class EmotionScores {
  private static final int COUNT = Emotion.all().size();

  private final double[] values;

  private EmotionScores(double[] values) {
    this.values = values;
  }

  /**
   * Scores from values in canonical order, scaled to sum to 1.
   *
   * @param values eight finite numbers of 0 or more, at least one above 0
   * @throws IllegalArgumentException if they are not
   */
  public static EmotionScores of(double... values) {
    if (values.length != COUNT) {
      throw new IllegalArgumentException("scores need " + COUNT + " values, got " + values.length);
    }
    double sum = 0;
    for (double value : values) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException("a score must be finite and 0 or more, was " + value);
      }
      sum += value;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException("scores must have a sum above 0, was " + sum);
    }
    double[] scaled = new double[COUNT];
    for (int i = 0; i < COUNT; i++) {
      scaled[i] = values[i] / sum;
    }
    return new EmotionScores(scaled);
  }

  /** Scores from a map; an emotion that is not in it scores 0. */
  public static EmotionScores of(Map<Emotion, Double> scores) {
    double[] values = new double[COUNT];
    scores.forEach((emotion, value) -> values[emotion.ordinal()] = value);
    return of(values);
  }

  /** Scores that put everything on one emotion. */
  public static EmotionScores only(Emotion emotion) {
    double[] values = new double[COUNT];
    values[emotion.ordinal()] = 1;
    return new EmotionScores(values);
  }

  /**
   * The arithmetic mean of some scores.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static EmotionScores mean(Collection<EmotionScores> all) {
    double[] sum = new double[COUNT];
    for (EmotionScores scores : all) {
      for (int i = 0; i < COUNT; i++) {
        sum[i] += scores.values[i];
      }
    }
    return of(sum);
  }

  /** The score of one emotion, 0 to 1. */
  public double of(Emotion emotion) {
    return values[emotion.ordinal()];
  }

  /** The emotion that scores highest; of equals the first in canonical order. */
  public Emotion top() {
    int best = 0;
    for (int i = 1; i < COUNT; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return Emotion.all().get(best);
  }

  /** The score of {@link #top()}, 0 to 1. */
  public double confidence() {
    return of(top());
  }

  /** A copy of the eight values in canonical order. */
  public double[] toArray() {
    return values.clone();
  }

  /** An unmodifiable view by emotion, in canonical order. */
  public Map<Emotion, Double> toMap() {
    Map<Emotion, Double> map = new EnumMap<>(Emotion.class);
    for (Emotion emotion : Emotion.all()) {
      map.put(emotion, of(emotion));
    }
    return Collections.unmodifiableMap(map);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmotionScores that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %.2f", top(), confidence());
  }
}
