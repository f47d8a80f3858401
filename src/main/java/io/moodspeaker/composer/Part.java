package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Channel;

/**
 * One player of a tune.
 *
 * @param name what the tune's sections call it
 * @param instrument what it plays
 * @param role how its signs are read
 * @param touch how it plays
 * @param channel how it sits in the mix
 */
record Part(String name, String instrument, Role role, Touch touch, Channel channel) {

  /** How a part's signs are read. */
  enum Role {
    /** Degrees of the key: {@code 1 b3 5' 7,}; several at once as {@code 1+3}. */
    MELODY,
    /** {@code x} for the whole chord, digits for its voices from below: {@code 1 2 34 5}. */
    CHORDS,
    /** {@code 1 3 5 7} of the chord over its bass, {@code 8} the octave, {@code a} an approach. */
    BASS,
    /** Letters of the drums, several at once: {@code k h sh}. */
    DRUMS
  }

  /**
   * How a part plays.
   *
   * @param octave the octave of degree 1, or around whose middle the chords lie
   * @param voices how many voices a chord has
   * @param open whether they are spread
   * @param gate how much of its written length a note is held
   * @param strum seconds from a chord's lowest voice to its highest
   * @param loose seconds by which a note may come early or late
   */
  record Touch(int octave, int voices, boolean open, double gate, double strum, double loose) {}
}
