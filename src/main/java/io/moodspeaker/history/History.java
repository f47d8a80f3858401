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
import java.util.function.Function;

/** The last week in memory. Safe for use by several threads. */
public final class History {
  /** A week of these takes 10 MB, and a day on a screen shows one in twenty. */
  public static final Duration SPAN = Duration.ofSeconds(10);

  /** As long as a page's longest curve. */
  public static final Duration KEPT = Duration.ofDays(7);

  private final Deque<ScoreSpan> spans = new ArrayDeque<>();
  private final Deque<HistoryNote> moods = new ArrayDeque<>();
  private final Deque<HistoryNote> tracks = new ArrayDeque<>();

  /** What is not {@link #saved}. */
  private final Deque<ScoreSpan> freshSpans = new ArrayDeque<>();

  private final Deque<HistoryNote> freshMoods = new ArrayDeque<>();
  private final Deque<HistoryNote> freshTracks = new ArrayDeque<>();
  private Optional<ScoreSpan> open = Optional.empty();

  /** Adds what was there before, oldest first. */
  public synchronized void restore(Recording before) {
    before.spans().reversed().forEach(spans::addFirst);
    before.moods().reversed().forEach(moods::addFirst);
    before.tracks().reversed().forEach(tracks::addFirst);
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
    trim(spans, ScoreSpan::begin);
    trim(freshSpans, ScoreSpan::begin);
  }

  private static <T> void trim(Deque<T> all, Function<T, Instant> time) {
    while (!all.isEmpty()
        && time.apply(all.getFirst()).isBefore(time.apply(all.getLast()).minus(KEPT))) {
      all.removeFirst();
    }
  }

  /** A mood began. */
  public synchronized void mood(Instant time, Mood mood) {
    note(new HistoryNote(time, mood.label()), moods, freshMoods);
  }

  /** A track began. */
  public synchronized void track(Instant time, String title) {
    note(new HistoryNote(time, title), tracks, freshTracks);
  }

  private static void note(HistoryNote note, Deque<HistoryNote> all, Deque<HistoryNote> fresh) {
    for (Deque<HistoryNote> notes : List.of(all, fresh)) {
      notes.add(note);
      trim(notes, HistoryNote::time);
    }
  }

  /** What is not saved yet; what is being seen right now comes later. */
  public synchronized Recording fresh() {
    return new Recording(
        List.copyOf(freshSpans), List.copyOf(freshMoods), List.copyOf(freshTracks));
  }

  /** What was fresh is kept elsewhere now. */
  public synchronized void saved(Recording recording) {
    drop(freshSpans, recording.spans());
    drop(freshMoods, recording.moods());
    drop(freshTracks, recording.tracks());
  }

  private static <T> void drop(Deque<T> fresh, List<T> saved) {
    if (!saved.isEmpty() && fresh.contains(saved.getLast())) {
      while (!fresh.removeFirst().equals(saved.getLast())) {
        // All before it is saved, too.
      }
    }
  }

  /** All that is remembered. */
  public synchronized Recording all() {
    List<ScoreSpan> seen = new ArrayList<>(spans);
    open.ifPresent(seen::add);
    return new Recording(seen, new ArrayList<>(moods), new ArrayList<>(tracks));
  }

  /** Forgets everything. */
  public synchronized void forget() {
    saved(fresh());
    spans.clear();
    moods.clear();
    tracks.clear();
    open = Optional.empty();
  }
}
