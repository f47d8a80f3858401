package io.moodspeaker.history;

import io.moodspeaker.model.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a stretch of time, each list in its order.
 *
 * @param spans what was seen; gaps where nobody was
 * @param moods where each begins
 * @param tracks where each begins
 */
public record Recording(List<ScoreSpan> spans, List<HistoryNote> moods, List<HistoryNote> tracks) {
  /** Nobody is seen for so long without being absent, unless nobody looks. */
  public static final Duration GAP = Duration.ofMinutes(1);

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

  /**
   * The moods and how long each held: until the next, or until nobody was seen any more though
   * somebody was said to be there, as while the speaker is off.
   *
   * @param end when the last one has ended at the latest
   */
  public List<HeldMood> held(Instant end) {
    List<HeldMood> held = new ArrayList<>();
    int span = 0;
    for (int i = 0; i < moods.size(); i++) {
      Instant begin = moods.get(i).time();
      Instant next = i + 1 < moods.size() ? moods.get(i + 1).time() : end;
      Instant seen = begin;
      while (span < spans.size() && spans.get(span).begin().isBefore(begin)) {
        span++;
      }
      while (span < spans.size()
          && spans.get(span).begin().isBefore(next)
          && !spans.get(span).begin().isAfter(seen.plus(GAP))) {
        seen = spans.get(span).begin().plus(History.SPAN);
        span++;
      }
      boolean lost =
          next.isAfter(seen.plus(GAP)) && !moods.get(i).what().equals(Mood.ABSENT.label());
      Instant last = lost ? seen : next;
      held.add(new HeldMood(begin, last.isBefore(begin) ? begin : last, moods.get(i).what()));
    }
    return held;
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
