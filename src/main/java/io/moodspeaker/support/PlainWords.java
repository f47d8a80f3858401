package io.moodspeaker.support;

import java.time.Duration;

/** Values as people say them. */
public final class PlainWords {
  private PlainWords() {}

  /** A length of time in its two largest units: {@code 4 min 12 s}, {@code 2 h}, {@code 0 s}. */
  public static String duration(Duration duration) {
    Duration rounded = duration.abs().plusMillis(500);
    long[] counts = {
      rounded.toDays(), rounded.toHoursPart(), rounded.toMinutesPart(), rounded.toSecondsPart()
    };
    String[] units = {"d", "h", "min", "s"};
    int first = 0;
    while (first < 3 && counts[first] == 0) {
      first++;
    }
    String words = counts[first] + " " + units[first];
    if (first < 3 && counts[first + 1] > 0) {
      words += " " + counts[first + 1] + " " + units[first + 1];
    }
    return duration.plusMillis(500).isNegative() ? "-" + words : words;
  }
}
