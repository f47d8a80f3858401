package io.moodspeaker.history;

import io.moodspeaker.model.Emotion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recording made small enough to be drawn. */
public final class Curve {
  private Curve() {}

  /**
   * A stretch of time as plain values: {@code from}, {@code to} and {@code step} in milliseconds,
   * {@code emotions}, {@code points} as lists of a time and a score for each emotion, {@code moods}
   * with the one that held at the beginning, each with its {@code end}, and {@code tracks}.
   *
   * @param points at most so many, above 0
   */
  public static Map<String, Object> of(Recording recording, Instant from, Instant to, int points) {
    Duration step = Duration.between(from, to).dividedBy(points);
    Map<String, Object> curve = new LinkedHashMap<>();
    curve.put("from", from.toEpochMilli());
    curve.put("to", to.toEpochMilli());
    curve.put("step", step.toMillis());
    curve.put("emotions", Emotion.all().stream().map(Emotion::label).toList());
    curve.put("points", points(thinned(recording.spans(), from, step)));
    curve.put("moods", moods(recording.held(to), from));
    curve.put("tracks", tracks(recording.tracks(), from));
    return curve;
  }

  /** Spans from a time on, at most one a step, each the mean of those that began in it. */
  public static List<ScoreSpan> thinned(List<ScoreSpan> spans, Instant from, Duration step) {
    List<ScoreSpan> thin = new ArrayList<>();
    long cell = -1;
    for (ScoreSpan span : spans) {
      if (span.begin().isBefore(from)) {
        continue;
      }
      long now = Duration.between(from, span.begin()).dividedBy(step);
      if (now == cell) {
        thin.add(thin.removeLast().with(span));
      } else {
        thin.add(span);
        cell = now;
      }
    }
    return thin;
  }

  private static List<List<Number>> points(List<ScoreSpan> spans) {
    List<List<Number>> points = new ArrayList<>();
    for (ScoreSpan span : spans) {
      List<Number> point = new ArrayList<>(List.of(span.begin().toEpochMilli()));
      for (double score : span.scores().toArray()) {
        point.add(Math.round(score * 1000) / 1000.0);
      }
      points.add(point);
    }
    return points;
  }

  private static List<Map<String, Object>> moods(List<HeldMood> moods, Instant from) {
    return moods.stream()
        .filter(mood -> mood.end().isAfter(from) || !mood.begin().isBefore(from))
        .map(
            mood ->
                Map.<String, Object>of(
                    "time", Math.max(mood.begin().toEpochMilli(), from.toEpochMilli()),
                    "end", mood.end().toEpochMilli(),
                    "what", mood.mood()))
        .toList();
  }

  private static List<Map<String, Object>> tracks(List<HistoryNote> tracks, Instant from) {
    return tracks.stream()
        .filter(track -> !track.time().isBefore(from))
        .map(
            track ->
                Map.<String, Object>of("time", track.time().toEpochMilli(), "what", track.what()))
        .toList();
  }
}
