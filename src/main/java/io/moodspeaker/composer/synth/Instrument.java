package io.moodspeaker.composer.synth;

import java.util.Random;

/** Turns notes into sound. Holds no state between notes. */
public interface Instrument {
  /**
   * Adds the sound of one note.
   *
   * @param random what makes no two strokes the same; seeded by the piece
   */
  void play(Note note, Stereo out, Random random);

  /**
   * Gives the sum of all notes the colour of the instrument's body; none by default.
   *
   * @param length so many samples of it, from the start
   */
  default void colour(Stereo part, int length) {}
}
