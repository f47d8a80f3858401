package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumePropertiesTest {
  @Property
  void a_number_is_the_volume_whatever_was(
      @ForAll @IntRange(max = 100) int number, @ForAll @IntRange(max = 100) int from) {
    assertThat(Volume.of(" " + number, from)).isEqualTo(number);
  }

  @Property
  void a_step_goes_from_where_it_is_and_stays_in_bounds(
      @ForAll @IntRange(max = 100) int step, @ForAll @IntRange(max = 100) int from) {
    assertThat(Volume.of("+" + step, from)).isEqualTo(Math.min(100, from + step));
    assertThat(Volume.of("-" + step, from)).isEqualTo(Math.max(0, from - step));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "101", "+101", "loud", "1e2", "--5", "5%", "٤٠", "99999999999"})
  void what_is_neither_is_refused_with_what_was_given(String text) {
    assertThatThrownBy(() -> Volume.of(text, 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 100")
        .hasMessageContaining("'" + text + "'");
  }
}
