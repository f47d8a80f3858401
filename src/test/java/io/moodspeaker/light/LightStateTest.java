package io.moodspeaker.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LightStateTest {
  @Test
  void a_pattern_reads_as_plain_words() {
    assertThat(LightState.pin(21, LightPattern.STEADY)).hasToString("pin 21");
    assertThat(LightState.pin(21, LightPattern.PULSE)).hasToString("pin 21 pulse");
    assertThat(LightState.colour("#0040FF", LightPattern.BLINK)).hasToString("#0040ff blink");
  }

  @Test
  void a_pin_off_the_header_is_refused_with_the_range() {
    assertThatThrownBy(() -> LightState.pin(28, LightPattern.STEADY))
        .hasMessage("light pin must be a BCM number of 0 to 27, was 28");
  }

  @Test
  void a_colour_in_words_is_refused_with_the_form() {
    assertThatThrownBy(() -> LightState.colour("blue", LightPattern.STEADY))
        .hasMessage("light colour must be written as \"#rrggbb\", was 'blue'");
  }

  @Test
  void a_pattern_is_found_by_its_label_in_any_case() {
    assertThat(LightPattern.of(" Pulse")).isEqualTo(LightPattern.PULSE);
    assertThatThrownBy(() -> LightPattern.of("strobe"))
        .hasMessage("light pattern must be steady, blink or pulse, was 'strobe'");
  }

  @Test
  void a_blink_is_lit_for_the_first_half_of_each_second() {
    assertThat(LightPattern.BLINK.levelAt(Duration.ofMillis(499))).isEqualTo(1);
    assertThat(LightPattern.BLINK.levelAt(Duration.ofMillis(500))).isEqualTo(0);
    assertThat(LightPattern.BLINK.levelAt(Duration.ofSeconds(1))).isEqualTo(1);
  }

  @Test
  void a_pulse_begins_bright_and_is_dark_in_the_middle() {
    assertThat(LightPattern.PULSE.levelAt(Duration.ZERO)).isEqualTo(1);
    assertThat(LightPattern.PULSE.levelAt(Duration.ofSeconds(2))).isCloseTo(0, within(1e-9));
  }

  @Property
  void brightness_stays_between_dark_and_full(
      @ForAll LightPattern pattern, @ForAll @LongRange(min = 0, max = 1L << 40) long millis) {
    assertThat(pattern.levelAt(Duration.ofMillis(millis))).isBetween(0.0, 1.0);
  }

  @Property
  void a_colour_survives_being_written_and_read(
      @ForAll @IntRange(max = 255) int red,
      @ForAll @IntRange(max = 255) int green,
      @ForAll @IntRange(max = 255) int blue) {
    Lamp.Rgb colour = new Lamp.Rgb(red, green, blue);
    assertThat(Lamp.Rgb.of(colour.toString())).isEqualTo(colour);
  }

  @Test
  void rgb_pins_are_three_different_ones() {
    assertThat(RgbPins.of("12, 13,19")).isEqualTo(new RgbPins(12, 13, 19));
    assertThatThrownBy(() -> RgbPins.of("12,13"))
        .hasMessage("must be three BCM numbers like 12,13,19");
    assertThatThrownBy(() -> RgbPins.of("12,13,12"))
        .hasMessage("must be three different BCM numbers of 0 to 27, such as 12,13,19");
  }
}
