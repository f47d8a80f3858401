package io.moodspeaker.composer.synth;

/**
 * One note to be played.
 *
 * @param start in seconds from the piece's start
 * @param length in seconds until it is let go; what rings on comes after
 * @param pitch in MIDI semitones, 60 for middle C; for drums the letter that names the drum
 * @param velocity how hard it is played, 0 to 1
 */
public record Note(double start, double length, double pitch, double velocity) {
  public Note {
    if (!(length > 0)) {
      throw new IllegalArgumentException("a note needs a length above 0, was " + length);
    }
    if (!(velocity > 0 && velocity <= 1)) {
      throw new IllegalArgumentException("velocity must be above 0 and at most 1, was " + velocity);
    }
  }

  int first() {
    return Stereo.samples(start);
  }
}
