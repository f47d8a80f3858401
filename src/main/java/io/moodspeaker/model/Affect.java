package io.moodspeaker.model;

/**
 * How pleasant and how lively something feels (Russell, "A circumplex model of affect", 1980).
 *
 * @param valence -1 for unpleasant to 1 for pleasant
 * @param energy -1 for drowsy to 1 for aroused
 */
public record Affect(double valence, double energy) {
  /** Where the emotions lie, in canonical order, rounded from Russell's figure. */
  private static final double[][] PLACES = {
    {-0.7, 0.7}, // anger
    {-0.5, 0.0}, // contempt
    {-0.6, 0.4}, // disgust
    {-0.7, 0.9}, // fear
    {0.9, 0.4}, // happiness
    {0.0, 0.0}, // neutral
    {-0.8, -0.5}, // sadness
    {0.2, 0.9}, // surprise
  };

  /** A point at this distance from an emotion's shows it an e-th as much. */
  private static final double REACH = 0.15;

  public Affect {
    if (!(Math.abs(valence) <= 1 && Math.abs(energy) <= 1)) {
      throw new IllegalArgumentException(
          "valence and energy must be -1 to 1, were " + valence + " and " + energy);
    }
  }

  /** The mean place of what scores show. */
  public static Affect of(EmotionScores scores) {
    double valence = 0;
    double energy = 0;
    for (Emotion emotion : Emotion.all()) {
      valence += scores.of(emotion) * PLACES[emotion.ordinal()][0];
      energy += scores.of(emotion) * PLACES[emotion.ordinal()][1];
    }
    return new Affect(Math.clamp(valence, -1, 1), Math.clamp(energy, -1, 1));
  }

  /** Scores that lie here: each emotion the more the nearer its place is. */
  public EmotionScores scores() {
    double[] values = new double[PLACES.length];
    for (int i = 0; i < values.length; i++) {
      double dx = valence - PLACES[i][0];
      double dy = energy - PLACES[i][1];
      values[i] = Math.exp(-(dx * dx + dy * dy) / REACH);
    }
    return EmotionScores.of(values);
  }
}
