package io.moodspeaker.app;

import io.moodspeaker.feature.Feature;
import io.moodspeaker.support.PlainWords;
import java.time.Duration;
import java.time.ZonedDateTime;
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

  /**
   * One line for the mood, one for each answer, one for each feature that has something to tell.
   *
   * @param now the reader's date and time, in the reader's zone
   */
  static String text(Map<String, Object> status, List<Feature> features, ZonedDateTime now) {
    List<String> lines = new ArrayList<>();
    if (status.containsKey("mood")) {
      lines.add(line("mood", mood(status)));
    }
    if (status.get("answers") instanceof Collection<?> answers) {
      for (Object answer : answers) {
        if (answer instanceof Map<?, ?> outcome) {
          lines.add(
              line(
                  "  " + outcome.get("answer"),
                  outcome.get("what")
                      + (outcome.containsKey("why") ? " (" + outcome.get("why") + ")" : "")
                      + (outcome.containsKey("time") ? ", at " + outcome.get("time") : "")));
        }
      }
    }
    for (Feature feature : features) {
      if (status.get(feature.name()) instanceof Map<?, ?> told) {
        String words = feature.words(told);
        if (!words.isEmpty()) {
          lines.add(line(feature.name(), words));
        }
      }
    }
    if (status.get("breakers") instanceof Map<?, ?> breakers) {
      breakers.forEach(
          (name, state) -> {
            if (!state.equals("closed")) {
              lines.add(line("trouble", name + " is " + state + ": what it guards failed often"));
            }
          });
    }
    lines.add(
        line("program", status.get("version") + ", running for " + uptime(status.get("uptime"))));
    return PlainWords.localTimes(String.join("\n", lines), now) + "\n";
  }

  private static String mood(Map<String, Object> status) {
    String words =
        String.format(
            Locale.ROOT,
            "%s (%.2f) since %s",
            label(status),
            ((Number) status.get("confidence")).doubleValue(),
            status.get("since"));
    if (status.containsKey("person")) {
      words += ", it is " + status.get("person");
    }
    if (status.get("manual") instanceof Map<?, ?> manual) {
      words +=
          ", told by hand" + (manual.containsKey("until") ? " until " + manual.get("until") : "");
    }
    if (status.get("faces") instanceof Collection<?> faces && faces.size() > 1) {
      words += ", " + faces.size() + " faces";
    }
    return words;
  }

  /** The model's own word for the mood; the mood's where it has none. */
  private static Object label(Map<String, Object> status) {
    return status.getOrDefault("label", status.getOrDefault("mood", "unknown"));
  }

  /** The mood and what was done about it. */
  static String line(Map<String, Object> status) {
    String mood = "mood " + label(status);
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

  private static String uptime(Object seconds) {
    return PlainWords.duration(Duration.ofSeconds(((Number) seconds).longValue()));
  }
}
