package io.moodspeaker.history;

import java.time.Instant;
import java.util.List;

/**
 * What happened in a stretch of time, each list in its order.
 *
 * @param spans what was seen; gaps where nobody was
 * @param moods where each begins
 * @param tracks where each begins
 */
public record Recording(List<ScoreSpan> spans, List<HistoryNote> moods, List<HistoryNote> tracks) {
  /** Nothing at all. */
  public static final Recording EMPTY = new Recording(List.of(), List.of(), List.of());

  public Recording {
    spans = List.copyOf(spans);
    moods = List.copyOf(moods);
    tracks = List.copyOf(tracks);
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return spans.isEmpty() && moods.isEmpty() && tracks.isEmpty();
  }

  /** What began no earlier. */
  public Recording since(Instant begin) {
    return new Recording(
        spans.stream().filter(span -> !span.begin().isBefore(begin)).toList(),
        since(moods, begin),
        since(tracks, begin));
  }

  private static List<HistoryNote> since(List<HistoryNote> notes, Instant begin) {
    return notes.stream().filter(note -> !note.time().isBefore(begin)).toList();
  }
}
