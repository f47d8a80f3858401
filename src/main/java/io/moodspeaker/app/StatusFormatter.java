package io.moodspeaker.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The status as lines for people, whatever features there are. */
final class StatusFormatter {
  private static final int NAME = 12;

  private StatusFormatter() {}

  /** One line for the mood, one for each answer, one for each feature. */
  static String text(Map<String, Object> status) {
    List<String> lines = new ArrayList<>();
    if (status.containsKey("mood")) {
      lines.add(
          line(
              "mood",
              String.format(
                  Locale.ROOT,
                  "%s (%.2f) since %s",
                  status.get("mood"),
                  ((Number) status.get("confidence")).doubleValue(),
                  status.get("since"))));
    }
    if (status.get("answers") instanceof Collection<?> answers) {
      for (Object answer : answers) {
        if (answer instanceof Map<?, ?> outcome) {
          lines.add(
              line(
                  "  " + outcome.get("answer"),
                  outcome.get("what")
                      + (outcome.containsKey("why") ? " (" + outcome.get("why") + ")" : "")));
        }
      }
    }
    status.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> told && !name.equals("scores")) {
            lines.add(line(name, flat(told)));
          }
        });
    lines.add(
        line("program", status.get("version") + ", running for " + uptime(status.get("uptime"))));
    return String.join("\n", lines) + "\n";
  }

  /** The mood and what was done about it. */
  static String line(Map<String, Object> status) {
    String mood = "mood " + status.getOrDefault("mood", "unknown");
    return status.get("answers") instanceof Collection<?> answers && !answers.isEmpty()
        ? mood
            + ", "
            + answers.stream()
                .map(answer -> String.valueOf(((Map<?, ?>) answer).get("what")))
                .collect(Collectors.joining(", "))
        : mood;
  }

  private static String line(String name, String value) {
    return String.format(Locale.ROOT, "%-" + NAME + "s %s", name, value);
  }

  /** A map's values with their names; what is not set is left out. */
  private static String flat(Map<?, ?> told) {
    return told.entrySet().stream()
        .filter(entry -> entry.getValue() != null && !String.valueOf(entry.getValue()).isEmpty())
        .map(entry -> entry.getKey() + " " + plain(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String plain(Object value) {
    return switch (value) {
      case Map<?, ?> nested -> "(" + flat(nested) + ")";
      case Collection<?> list ->
          list.stream().map(StatusFormatter::plain).collect(Collectors.joining("; "));
      default -> String.valueOf(value);
    };
  }

  private static String uptime(Object seconds) {
    return io.moodspeaker.support.PlainWords.duration(
        java.time.Duration.ofSeconds(((Number) seconds).longValue()));
  }
}
