package io.moodspeaker.support;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as they are written in configurations: {@code 500ms 1.5s 10min 2h}. */
public final class Durations {
  // At most nine digits: thirty years in seconds, and no overflow in hours.
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(ms|s|min|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ms", 1_000_000L, "s", 1_000_000_000L, "min", 60_000_000_000L, "h", 3_600_000_000_000L);

  private Durations() {}

  /**
   * The length of time that a text says.
   *
   * @throws IllegalArgumentException if it says none; the message gives the text and the remedy
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be a number with a unit, as in 500ms, 1.5s, 10min or 2h, was '" + text + "'");
    }
    BigDecimal[] parts =
        new BigDecimal(matcher.group(1))
            .multiply(BigDecimal.valueOf(NANOS.get(matcher.group(2))))
            .divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
    return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
  }

  /** The text for a length of time, in the largest unit that holds it whole: {@code 90s}. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0 && millis > 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0 && millis > 0) {
      return millis / 60_000 + "min";
    }
    if (millis < 1000 && millis > 0) {
      return millis + "ms";
    }
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
  }
}
