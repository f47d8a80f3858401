package io.moodspeaker.composer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chord as pitch classes.
 *
 * @param root the root's pitch class
 * @param intervals semitones above the root, from 0 up
 * @param bass the lowest note's pitch class
 */
record Chord(int root, List<Integer> intervals, int bass) {
  private static final List<String> NUMERALS = List.of("I", "II", "III", "IV", "V", "VI", "VII");

  private static final Pattern SYMBOL =
      Pattern.compile("([b#]?)(VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)([a-z0-9#]*)(?:/(.+))?");

  /** What may follow a numeral; {@code t} stands for the third that its case asks for. */
  private static final Map<String, String> QUALITIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("", "0 t 7"),
              Map.entry("5", "0 7"),
              Map.entry("6", "0 t 7 9"),
              Map.entry("69", "0 t 7 9 14"),
              Map.entry("7", "0 t 7 10"),
              Map.entry("maj7", "0 t 7 11"),
              Map.entry("9", "0 t 7 10 14"),
              Map.entry("maj9", "0 t 7 11 14"),
              Map.entry("add9", "0 t 7 14"),
              Map.entry("11", "0 t 7 10 14 17"),
              Map.entry("13", "0 t 7 10 14 21"),
              Map.entry("7b9", "0 t 7 10 13"),
              Map.entry("maj7#11", "0 t 7 11 18"),
              Map.entry("sus2", "0 2 7"),
              Map.entry("sus4", "0 5 7"),
              Map.entry("7sus4", "0 5 7 10"),
              Map.entry("9sus4", "0 5 7 10 14"),
              Map.entry("dim", "0 3 6"),
              Map.entry("dim7", "0 3 6 9"),
              Map.entry("h7", "0 3 6 10"),
              Map.entry("aug", "0 4 8")));

  Chord {
    intervals = List.copyOf(intervals);
  }

  /**
   * The chord of a Roman numeral in a key: {@code IVmaj7}, {@code ii9}, {@code bVII}, {@code I/3}
   * with its third in the bass, {@code IV/I} over the tonic.
   *
   * @throws IllegalArgumentException if the symbol is none
   */
  static Chord of(String symbol, Key key) {
    Matcher match = SYMBOL.matcher(symbol);
    if (!match.matches() || !QUALITIES.containsKey(match.group(3))) {
      throw new IllegalArgumentException(
          "'"
              + symbol
              + "' is no chord; write a Roman numeral and one of "
              + String.join(" ", QUALITIES.keySet()));
    }
    String numeral = match.group(2);
    boolean major = Character.isUpperCase(numeral.charAt(0));
    int root = root(match.group(1), numeral, key);
    List<Integer> intervals =
        List.of(QUALITIES.get(match.group(3)).split(" ", -1)).stream()
            .map(step -> step.equals("t") ? (major ? 4 : 3) : Integer.parseInt(step))
            .toList();
    return new Chord(root, intervals, bass(match.group(4), root, intervals, key));
  }

  private static int root(String sign, String numeral, Key key) {
    int degree = 1 + NUMERALS.indexOf(numeral.toUpperCase(java.util.Locale.ROOT));
    int shift = sign.equals("b") ? -1 : sign.equals("#") ? 1 : 0;
    return Math.floorMod(key.tonic() + key.semitones(degree) + shift, 12);
  }

  private static int bass(String below, int root, List<Integer> intervals, Key key) {
    if (below == null) {
      return root;
    }
    int place = List.of("1", "3", "5", "7").indexOf(below);
    if (place >= 0 && place < intervals.size()) {
      return (root + intervals.get(place)) % 12;
    }
    if (NUMERALS.contains(below)) {
      return root("", below, key);
    }
    throw new IllegalArgumentException(
        "'/" + below + "' is no bass; write /3, /5, /7 or a numeral such as /IV");
  }

  /**
   * The pitch classes, the most telling first: third, seventh and colours before root and fifth.
   */
  List<Integer> tones() {
    List<Integer> order = new java.util.ArrayList<>();
    for (int i = 0; i < intervals.size(); i++) {
      if (intervals.get(i) != 0 && intervals.get(i) != 7) {
        order.add((root + intervals.get(i)) % 12);
      }
    }
    order.add(root);
    if (intervals.contains(7)) {
      order.add((root + 7) % 12);
    }
    return order;
  }
}
