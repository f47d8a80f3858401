package io.moodspeaker.composer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A tonic and a mode.
 *
 * @param tonic the pitch class, 0 for C
 * @param steps the seven semitones of the mode above the tonic
 */
record Key(int tonic, List<Integer> steps) {
  private static final Map<String, List<Integer>> MODES =
      new TreeMap<>(
          Map.of(
              "major", List.of(0, 2, 4, 5, 7, 9, 11),
              "minor", List.of(0, 2, 3, 5, 7, 8, 10),
              "dorian", List.of(0, 2, 3, 5, 7, 9, 10),
              "mixolydian", List.of(0, 2, 4, 5, 7, 9, 10),
              "lydian", List.of(0, 2, 4, 6, 7, 9, 11),
              "phrygian", List.of(0, 1, 3, 5, 7, 8, 10)));

  private static final String LETTERS = "C D EF G A B";

  Key {
    steps = List.copyOf(steps);
  }

  /**
   * The key of some words: {@code Eb major}, {@code A dorian}.
   *
   * @throws IllegalArgumentException if they name none
   */
  static Key of(String words) {
    String[] two = words.strip().split("\\s+", 2);
    int letter = two[0].isEmpty() ? -1 : LETTERS.indexOf(two[0].charAt(0));
    List<Integer> steps = two.length == 2 ? MODES.get(two[1]) : null;
    String sign = two[0].isEmpty() ? "" : two[0].substring(1);
    if (letter < 0 || steps == null || !List.of("", "b", "#").contains(sign)) {
      throw new IllegalArgumentException(
          "a key is a tonic and a mode such as 'Eb major', was '"
              + words
              + "'; the modes are "
              + String.join(", ", MODES.keySet()));
    }
    int shift = sign.equals("b") ? 11 : sign.equals("#") ? 1 : 0;
    return new Key((letter + shift) % 12, steps);
  }

  /** The semitones above the tonic of a degree, 1 for the tonic itself, 8 an octave above. */
  int semitones(int degree) {
    int index = degree - 1;
    return 12 * Math.floorDiv(index, 7) + steps.get(Math.floorMod(index, 7));
  }
}
