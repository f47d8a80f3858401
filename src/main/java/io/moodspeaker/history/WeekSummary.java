package io.moodspeaker.history;

import io.moodspeaker.model.Emotion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A recording in a few lines for people. */
public final class WeekSummary {
  private static final int TRACKS = 5;

  private WeekSummary() {}

  /** A line for each day with what was seen most, and the tracks that began most often. */
  public static String of(Recording recording, ZoneId zone) {
    Map<LocalDate, Map<Emotion, Integer>> days = new TreeMap<>();
    for (ScoreSpan span : recording.spans()) {
      days.computeIfAbsent(day(span.begin(), zone), day -> new EnumMap<>(Emotion.class))
          .merge(span.scores().top(), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    days.forEach((day, spans) -> lines.add(day + "  " + shares(spans)));
    if (lines.isEmpty()) {
      lines.add("nobody was seen in this time");
    }
    Map<String, Long> tracks =
        recording.tracks().stream()
            .collect(Collectors.groupingBy(HistoryNote::what, TreeMap::new, Collectors.counting()));
    tracks.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(TRACKS)
        .forEach(track -> lines.add("%6d x  %s".formatted(track.getValue(), track.getKey())));
    return String.join("\n", lines) + "\n";
  }

  private static LocalDate day(Instant time, ZoneId zone) {
    return LocalDate.ofInstant(time, zone);
  }

  private static String shares(Map<Emotion, Integer> spans) {
    int all = spans.values().stream().mapToInt(Integer::intValue).sum();
    double minutes = all * History.SPAN.toSeconds() / 60.0;
    return String.format(Locale.ROOT, "%4.0f min seen: ", minutes)
        + spans.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(3)
            .map(
                entry ->
                    String.format(
                        Locale.ROOT, "%s %.0f %%", entry.getKey(), 100.0 * entry.getValue() / all))
            .collect(Collectors.joining(", "));
  }
}
