package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.4S, 0 s",
    "PT59.6S, 1 min",
    "PT4M12S, 4 min 12 s",
    "PT2H, 2 h",
    "PT2H0M5S, 2 h",
    "PT26H30M, 1 d 2 h",
    "PT-5S, -5 s"
  })
  void durations_are_said_in_their_two_largest_units(String duration, String words) {
    assertThat(PlainWords.duration(Duration.parse(duration))).isEqualTo(words);
  }
}
