package io.moodspeaker.history;

import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last week in memory. Safe for use by several threads. */
public final class History {
  /** A week of these takes 10 MB, and a day on a screen shows one in twenty. */
  public static final Duration SPAN = Duration.ofSeconds(10);

  /** As long as a page's longest curve. */
  public static final Duration KEPT = Duration.ofDays(7);

  private final Deque<ScoreSpan> spans = new ArrayDeque<>();
  private final Deque<HistoryNote> moods = new ArrayDeque<>();
  private final Deque<HistoryNote> tracks = new ArrayDeque<>();

  /** What has not been taken by {@link #fresh}. */
  private final List<ScoreSpan> freshSpans = new ArrayList<>();

  private final List<HistoryNote> freshMoods = new ArrayList<>();
  private final List<HistoryNote> freshTracks = new ArrayList<>();
  private Optional<ScoreSpan> open = Optional.empty();

  /** Adds what was there before, oldest first. */
  public synchronized void restore(Recording before) {
    spans.addAll(before.spans());
    moods.addAll(before.moods());
    tracks.addAll(before.tracks());
  }

  /** Somebody's face showed this. */
  public synchronized void seen(Instant time, EmotionScores scores) {
    Instant begin =
        Instant.ofEpochSecond(time.getEpochSecond() / SPAN.toSeconds() * SPAN.toSeconds());
    ScoreSpan now = new ScoreSpan(begin, scores, 1);
    if (open.isPresent() && open.get().begin().equals(begin)) {
      open = Optional.of(open.get().with(now));
      return;
    }
    close();
    open = Optional.of(now);
  }

  private void close() {
    open.ifPresent(
        done -> {
          spans.add(done);
          freshSpans.add(done);
        });
    open = Optional.empty();
    while (!spans.isEmpty() && old(spans.getFirst().begin(), spans.getLast().begin())) {
      spans.removeFirst();
    }
  }

  private static boolean old(Instant time, Instant now) {
    return time.isBefore(now.minus(KEPT));
  }

  /** A mood began. */
  public synchronized void mood(Instant time, Mood mood) {
    note(new HistoryNote(time, mood.label()), moods, freshMoods);
  }

  /** A track began. */
  public synchronized void track(Instant time, String title) {
    note(new HistoryNote(time, title), tracks, freshTracks);
  }

  private static void note(HistoryNote note, Deque<HistoryNote> all, List<HistoryNote> fresh) {
    all.add(note);
    fresh.add(note);
    while (old(all.getFirst().time(), note.time())) {
      all.removeFirst();
    }
  }

  /** What has come since the last call; what is being seen right now comes with the next. */
  public synchronized Recording fresh() {
    Recording fresh = new Recording(freshSpans, freshMoods, freshTracks);
    freshSpans.clear();
    freshMoods.clear();
    freshTracks.clear();
    return fresh;
  }

  /** All that is remembered. */
  public synchronized Recording all() {
    List<ScoreSpan> seen = new ArrayList<>(spans);
    open.ifPresent(seen::add);
    return new Recording(seen, new ArrayList<>(moods), new ArrayList<>(tracks));
  }

  /** Forgets everything. */
  public synchronized void forget() {
    fresh();
    spans.clear();
    moods.clear();
    tracks.clear();
    open = Optional.empty();
  }
}
