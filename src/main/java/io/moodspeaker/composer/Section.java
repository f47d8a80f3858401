package io.moodspeaker.composer;

import java.util.List;
import java.util.Map;

/**
 * A stretch of a tune.
 *
 * @param name what the form calls it: {@code A'}
 * @param dynamics how hard it is played, 1 for plainly
 * @param bars the chords of each bar, shared out evenly
 * @param lines what each part plays, by the part's name; a short line repeats
 */
record Section(String name, double dynamics, List<List<Chord>> bars, Map<String, Line> lines) {
  Section {
    bars = List.copyOf(bars);
    lines = Map.copyOf(lines);
  }

  /** The chord at a time in bars from the section's start. */
  Chord chord(double at) {
    double inside = Math.min(at, bars.size() - 1e-6);
    List<Chord> bar = bars.get((int) inside);
    return bar.get((int) ((inside - (int) inside) * bar.size() + 1e-6));
  }
}
