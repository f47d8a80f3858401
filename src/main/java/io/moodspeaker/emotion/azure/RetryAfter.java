package io.moodspeaker.emotion.azure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;

/** Reads the Retry-After header: seconds or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * How long to wait.
   *
   * @param now the time here, which a date is measured by when the server sends none of its own
   * @return the time, 0 or more; empty when there is no such header or it can't be read
   */
  static Optional<Duration> of(Headers headers, Instant now) {
    String value = headers.get("Retry-After");
    if (value == null) {
      return Optional.empty();
    }
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    Instant until = headers.getInstant("Retry-After");
    if (until == null) {
      return Optional.empty();
    }
    // By the server's clock: a small board's may be years behind after a cold start.
    Instant there = headers.getInstant("Date");
    Duration wait = Duration.between(there == null ? now : there, until);
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }
}
