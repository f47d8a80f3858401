package io.moodspeaker.composer.synth;

/** Pitches, decibels and decays as numbers to multiply by, from {@link StrictMath}. */
final class Acoustics {
  private Acoustics() {}

  /** The frequency of a MIDI pitch: 440 Hz for 69. */
  static double hertz(double pitch) {
    return 440 * StrictMath.pow(2, (pitch - 69) / 12);
  }

  /** The factor of a gain in decibels. */
  static double gain(double decibels) {
    return StrictMath.pow(10, decibels / 20);
  }

  /** The frequency ratio of some cents. */
  static double cents(double cents) {
    return StrictMath.pow(2, cents / 1200);
  }

  /** The factor a sample by which a sound falls 60 dB in some seconds. */
  static double decay(double seconds) {
    return StrictMath.pow(0.001, 1 / (seconds * Stereo.RATE));
  }

  /** The weight of the new sample in a one-pole lowpass with this corner. */
  static double onePole(double hertz) {
    return 1 - StrictMath.exp(-2 * StrictMath.PI * hertz / Stereo.RATE);
  }

  /** The value between two, x from 0 to 1. */
  static double mix(double a, double b, double x) {
    return a + (b - a) * x;
  }
}
