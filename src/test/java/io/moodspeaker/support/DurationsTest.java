package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "1.5s, PT1.5S",
    "10min, PT10M",
    "10 min, PT10M",
    "2h, PT2H",
    "0s, PT0S",
    "999999999h, PT999999999H"
  })
  void a_number_with_a_unit_is_a_length_of_time(String text, Duration duration) {
    assertThat(Durations.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-1s", "1,5s", "5 sec", "1e3s", "1s 2s", "9999999999s"})
  void anything_else_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.5s")
        .hasMessageEndingWith("was '" + text + "'");
  }

  @Property
  void what_is_written_reads_the_same(@ForAll @LongRange(min = 0, max = 1_000_000_000) long ms) {
    Duration duration = Duration.ofMillis(ms);
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }
}
