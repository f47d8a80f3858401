package io.moodspeaker.support;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the Retry-After header: seconds or a date (RFC 9110, section 10.2.3). */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * How long a server asks to wait.
   *
   * @param header the header's value; empty where there is none
   * @param date the answer's Date header, by which a date is measured: a small board's clock may be
   *     years behind after a cold start; empty where there is none
   * @param now the time here, for an answer without a date of its own
   * @return the time, 0 or more; empty when nothing can be read
   */
  public static Optional<Duration> parse(
      Optional<String> header, Optional<String> date, Instant now) {
    String value = header.orElse("").strip();
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    Instant there = date.flatMap(RetryAfter::time).orElse(now);
    return time(value)
        .map(until -> Duration.between(there, until))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
