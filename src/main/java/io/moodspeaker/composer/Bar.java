package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Note;
import java.util.List;

/**
 * A bar of music that is composed as it is played.
 *
 * @param seconds its length
 * @param style what it was composed for
 * @param key the tonic and mode, such as {@code D minor}
 * @param parts who plays
 */
record Bar(double seconds, Style style, String key, List<Played> parts) {
  Bar {
    parts = List.copyOf(parts);
  }

  /**
   * What one instrument plays in it.
   *
   * @param level in LU against the others
   * @param send how much the room gets, 0 to 1
   * @param notes in seconds from the bar's start
   */
  record Played(String instrument, double level, double send, List<Note> notes) {
    Played {
      notes = List.copyOf(notes);
    }
  }
}
