package io.moodspeaker.music.library;

import io.moodspeaker.model.Mood;

/**
 * Where music lies on the two axes on which people place feelings (Russell 1980).
 *
 * @param energy 0 for calm to 1 for driving
 * @param valence 0 for dark to 1 for bright
 */
public record Feel(double energy, double valence) {
  /** Warm and unhurried: where music that comforts lies. */
  public static final Feel COMFORT = new Feel(0.3, 0.65);

  public Feel {
    if (!(energy >= 0 && energy <= 1 && valence >= 0 && valence <= 1)) {
      throw new IllegalArgumentException(
          "energy and valence must be 0 to 1, were " + energy + " and " + valence);
    }
  }

  /** Where music that is like a mood lies. */
  public static Feel of(Mood mood) {
    return switch (mood) {
      case HAPPINESS -> new Feel(0.65, 0.85);
      case SURPRISE -> new Feel(0.8, 0.65);
      case ANGER -> new Feel(0.9, 0.25);
      case FEAR -> new Feel(0.6, 0.15);
      case DISGUST -> new Feel(0.5, 0.25);
      case CONTEMPT -> new Feel(0.4, 0.4);
      case SADNESS -> new Feel(0.2, 0.2);
      case NEUTRAL, ABSENT, UNSURE -> new Feel(0.4, 0.55);
    };
  }

  /** How far apart two feels are, 0 to the square root of 2. */
  public double distance(Feel other) {
    return Math.hypot(energy - other.energy, valence - other.valence);
  }

  /** The point at a part of the way to another. */
  public Feel towards(Feel other, double part) {
    return new Feel(
        energy + part * (other.energy - energy), valence + part * (other.valence - valence));
  }
}
