package io.moodspeaker.support;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as people say them. */
public final class PlainWords {
  private static final Pattern TIMES =
      Pattern.compile(
          "\\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");

  /** The head of a cause's text within another's: {@code java.net.ConnectException: }. */
  private static final Pattern EXCEPTIONS =
      Pattern.compile("\\b([a-z]\\w*\\.){1,20}[A-Z][\\w$]*(Exception|Error)(: |$)");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private PlainWords() {}

  /** What a failure says, without the names of classes; its own name where it says nothing. */
  public static String reason(Throwable failure) {
    String words =
        EXCEPTIONS.matcher(Objects.requireNonNullElse(failure.getMessage(), "")).replaceAll("");
    return words.isBlank() ? failure.getClass().getSimpleName() : words;
  }

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

  /** A place in a track, or its length: {@code 3:05}, {@code 1:02:00}. */
  public static String clock(Duration duration) {
    String minutes =
        String.format(Locale.ROOT, "%02d:%02d", duration.toMinutesPart(), duration.toSecondsPart());
    return duration.toHours() > 0 ? duration.toHours() + ":" + minutes : trimmed(minutes);
  }

  private static String trimmed(String minutes) {
    return minutes.startsWith("0") ? minutes.substring(1) : minutes;
  }

  /**
   * A text whose times of ISO 8601 are those of a reader's clock: {@code 14:05}, {@code tomorrow
   * 06:45}, {@code 26 Nov 14:05}.
   *
   * @param now the reader's date and time, in the reader's zone
   */
  public static String localTimes(String text, ZonedDateTime now) {
    return TIMES
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    local(
                        OffsetDateTime.parse(found.group()).atZoneSameInstant(now.getZone()),
                        now.toLocalDate())));
  }

  private static String local(ZonedDateTime time, LocalDate today) {
    LocalDate day = time.toLocalDate();
    String clock = TIME.format(time);
    if (day.equals(today)) {
      return clock;
    }
    if (day.equals(today.plusDays(1))) {
      return "tomorrow " + clock;
    }
    if (day.equals(today.minusDays(1))) {
      return "yesterday " + clock;
    }
    return (day.getYear() == today.getYear() ? DAY : DATE).format(day) + " " + clock;
  }

  /** Names and their values: {@code broker home:1883, connected, known Ada and Ben}. */
  public static String values(Map<?, ?> values) {
    return values.entrySet().stream()
        .filter(entry -> !isNothing(entry.getValue()))
        .map(entry -> value(String.valueOf(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static boolean isNothing(Object value) {
    return switch (value) {
      case null -> true;
      case Map<?, ?> map -> values(map).isEmpty();
      case Collection<?> list -> list.isEmpty();
      default -> String.valueOf(value).isEmpty();
    };
  }

  private static String value(String key, Object value) {
    // frameAgeMs, as JSON has it.
    String name = key.replaceAll("(?<=[a-z])([A-Z])", " $1").toLowerCase(Locale.ROOT);
    if (value instanceof Boolean is) {
      if (name.equals("on")) {
        return is ? "on" : "off";
      }
      return is ? name : "not " + name;
    }
    return name.endsWith(" ms") && value instanceof Number
        ? name.substring(0, name.length() - 3) + " " + value + " ms"
        : name + " " + plain(value);
  }

  private static String plain(Object value) {
    return switch (value) {
      case Map<?, ?> nested -> "(" + values(nested) + ")";
      case Collection<?> list ->
          list.stream().map(PlainWords::plain).collect(Collectors.joining(" and "));
      case Double number ->
          number == Math.rint(number) ? String.valueOf(number.longValue()) : String.valueOf(number);
      default -> String.valueOf(value);
    };
  }
}
