package io.moodspeaker.composer;

import java.util.ArrayList;
import java.util.List;

/** Finds where the voices of a chord lie so that each moves as little as it can. */
final class Voicing {
  private Voicing() {}

  /**
   * The voices of a chord, lowest first.
   *
   * @param before the voices of the chord before; empty for the first
   * @param centre the MIDI pitch around which the voices should lie
   * @param open whether the second voice from the top drops an octave
   */
  static List<Integer> of(Chord chord, List<Integer> before, int centre, int count, boolean open) {
    List<Integer> tones = chord.tones();
    List<Integer> used = tones.subList(0, Math.min(count, tones.size()));
    List<Integer> best = List.of();
    double least = Double.MAX_VALUE;
    for (int lowest = centre - 14; lowest <= centre + 4; lowest++) {
      if (used.contains(Math.floorMod(lowest, 12))) {
        List<Integer> voices = stack(used, lowest, count, open);
        double cost = cost(voices, before, centre);
        if (cost < least) {
          least = cost;
          best = voices;
        }
      }
    }
    return best;
  }

  private static List<Integer> stack(List<Integer> tones, int lowest, int count, boolean open) {
    List<Integer> voices = new ArrayList<>();
    for (int pitch = lowest; voices.size() < count; pitch++) {
      if (tones.contains(Math.floorMod(pitch, 12))) {
        voices.add(pitch);
      }
    }
    if (open && count > 2) {
      voices.add(0, voices.remove(/* index */ count - 2) - 12);
      voices.sort(null);
    }
    return List.copyOf(voices);
  }

  private static double cost(List<Integer> voices, List<Integer> before, int centre) {
    double mean = voices.stream().mapToInt(Integer::intValue).average().orElse(centre);
    double cost = Math.abs(mean - centre) * (before.isEmpty() ? 1 : 0.6);
    for (int i = 0; i < Math.min(before.size(), voices.size()); i++) {
      cost += Math.abs(voices.get(i) - before.get(i));
    }
    // A semitone at the top rubs where the ear listens most; low seconds and thirds are mud.
    int top = voices.size() - 1;
    if (top > 0 && voices.get(top) - voices.get(top - 1) == 1) {
      cost += 3;
    }
    if (top > 0 && voices.get(0) < 50 && voices.get(1) - voices.get(0) < 5) {
      cost += 4;
    }
    return cost;
  }
}
