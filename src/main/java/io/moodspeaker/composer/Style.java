package io.moodspeaker.composer;

/**
 * How music sounds that is composed for a feeling: what people hear as lively or calm, bright or
 * dark (tempo and mode first, then loudness, register and timbre; Eerola and others 2013).
 *
 * @param energy 0 for calm to 1 for driving
 * @param valence 0 for dark to 1 for bright
 */
public record Style(double energy, double valence) {
  public Style {
    if (!(energy >= 0 && energy <= 1 && valence >= 0 && valence <= 1)) {
      throw new IllegalArgumentException(
          "energy and valence must be 0 to 1, were " + energy + " and " + valence);
    }
  }

  /** Beats a minute, 60 to 140. */
  public double tempo() {
    return 60 + 80 * energy;
  }

  /** The mode's name, from the darkest to the brightest. */
  public String mode() {
    return valence < 0.18
        ? "phrygian"
        : valence < 0.33
            ? "minor"
            : valence < 0.48 ? "dorian" : valence < 0.62 ? "mixolydian" : "major";
  }

  /** The corner in hertz above which all is dulled, 1.1 to 12 kHz. */
  double corner() {
    return 1100 * StrictMath.pow(11, 0.65 * energy + 0.35 * valence);
  }

  /** How many of the places where a note may stand have one, 0 to 1. */
  double density() {
    return 0.3 + 0.6 * energy;
  }

  /** The MIDI pitch around which the melody moves. */
  int register() {
    return (int) Math.round(62 + 14 * valence + 3 * energy);
  }

  /** The style a part of the way to another, at most so far in either. */
  Style towards(Style other, double most) {
    return new Style(
        energy + Math.clamp(other.energy - energy, -most, most),
        valence + Math.clamp(other.valence - valence, -most, most));
  }
}
