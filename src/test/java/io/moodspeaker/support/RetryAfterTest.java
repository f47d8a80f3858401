package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private static Optional<Duration> parse(String value, String... date) {
    return RetryAfter.parse(
        Optional.of(value), date.length == 0 ? Optional.empty() : Optional.of(date[0]), NOW);
  }

  @Test
  void seconds_are_taken_as_they_stand() {
    assertThat(parse(" 30 ")).contains(Duration.ofSeconds(30));
    assertThat(parse("0")).contains(Duration.ZERO);
  }

  @Test
  void a_date_is_measured_by_the_servers_clock_and_by_the_one_here_without_it() {
    assertThat(parse("Sat, 21 Nov 2026 08:01:30 GMT")).contains(Duration.ofSeconds(90));
    assertThat(parse("Fri, 01 Jan 1999 00:00:10 GMT", "Fri, 01 Jan 1999 00:00:00 GMT"))
        .contains(Duration.ofSeconds(10));
    assertThat(parse("Fri, 20 Nov 2026 08:00:00 GMT")).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "1e3", "٣٠", "99999999999"})
  void anything_else_says_nothing(String value) {
    assertThat(parse(value)).isEmpty();
    assertThat(RetryAfter.parse(Optional.empty(), Optional.empty(), NOW)).isEmpty();
  }
}
