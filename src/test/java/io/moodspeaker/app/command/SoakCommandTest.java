package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakCommandTest {
  @Test
  void the_slope_is_the_growth_from_one_value_to_the_next() {
    assertThat(SoakCommand.slope(5, 5, 5, 5)).isZero();
    assertThat(SoakCommand.slope(1, 3, 5, 7)).isCloseTo(2, within(1e-9));
    assertThat(SoakCommand.slope(4, 6, 4, 6, 4)).isZero();
  }

  @Test
  void one_open_file_more_a_day_is_too_much_and_noise_is_not() {
    StringWriter said = new StringWriter();
    assertThat(
            SoakCommand.steady(
                days(day -> new SoakCommand.Sample(4e7, 3e8 + day % 2 * 1e6, 40, 80)),
                new PrintWriter(said)))
        .isTrue();
    assertThat(
            SoakCommand.steady(
                days(day -> new SoakCommand.Sample(4e7, 3e8, 40, 80 + day)), new PrintWriter(said)))
        .isFalse();
    assertThat(said.toString()).contains("open files: +1.00 a day, which is too much");
  }

  private static List<SoakCommand.Sample> days(IntFunction<SoakCommand.Sample> day) {
    return IntStream.range(0, 7).mapToObj(day).toList();
  }
}
