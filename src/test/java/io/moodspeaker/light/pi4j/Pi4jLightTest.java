package io.moodspeaker.light.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.light.LightException;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.light.LightState;
import io.moodspeaker.light.RgbPins;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives Pi4J's own LinuxFS providers on a directory that looks like sysfs. */
class Pi4jLightTest {
  private static final Map<Mood, Integer> PINS =
      Map.of(
          Mood.NEUTRAL, 27,
          Mood.HAPPINESS, 4,
          Mood.SURPRISE, 5,
          Mood.SADNESS, 21,
          Mood.ANGER, 18,
          Mood.FEAR, 8);

  @TempDir private Path directory;
  private final FakeTime time = new FakeTime();

  private Pi4jLight open(FakeSysfs sysfs, RgbPins... rgb) {
    return new Pi4jLight(
        PinBank.linuxFs(sysfs.directory()),
        Optional.ofNullable(rgb.length > 0 ? rgb[0] : null),
        time,
        time);
  }

  private FakeSysfs allPins() throws IOException {
    return new FakeSysfs(directory, PINS.values().stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void each_mood_drives_its_own_pin_high_and_low_after() throws IOException {
    FakeSysfs sysfs = allPins();
    try (Pi4jLight light = open(sysfs)) {
      for (Map.Entry<Mood, Integer> each : PINS.entrySet()) {
        light.show(each.getKey(), LightState.pin(each.getValue(), LightPattern.STEADY));
        for (int pin : PINS.values()) {
          assertThat(sysfs.high(pin)).as("%s: pin %s", each, pin).isEqualTo(pin == each.getValue());
        }
        assertThat(sysfs.read("gpio/gpio" + each.getValue() + "/direction")).isEqualTo("out");
      }
      light.off();
      assertThat(PINS.values()).noneMatch(sysfs::high);
    }
  }

  @Test
  void closing_leaves_the_pin_low_and_unexported() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 21);
    Pi4jLight light = open(sysfs);
    light.show(Mood.SADNESS, LightState.pin(21, LightPattern.STEADY));
    assertThat(sysfs.high(21)).isTrue();

    light.close();

    assertThat(sysfs.high(21)).isFalse();
    assertThat(sysfs.read("gpio/unexport")).isEqualTo("21");
  }

  @Test
  void a_blinking_pin_goes_on_and_off_twice_in_two_seconds() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 18);
    try (Pi4jLight light = open(sysfs)) {
      light.show(Mood.ANGER, LightState.pin(18, LightPattern.BLINK));
      List<Boolean> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        seen.add(sysfs.high(18));
        time.advance(Duration.ofMillis(500));
      }
      assertThat(seen).containsExactly(true, false, true, false);
    }
  }

  @Test
  void a_pattern_ends_with_its_mood() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 18, 21);
    try (Pi4jLight light = open(sysfs)) {
      light.show(Mood.ANGER, LightState.pin(18, LightPattern.BLINK));
      light.show(Mood.SADNESS, LightState.pin(21, LightPattern.STEADY));
      assertThat(time.untilNext()).as("nothing runs").isNegative();
      time.advance(Duration.ofSeconds(1));
      assertThat(sysfs.high(18)).isFalse();
      assertThat(sysfs.high(21)).isTrue();
    }
  }

  @Test
  void a_pulse_on_a_plain_pin_is_lit_in_the_brighter_half() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 21);
    try (Pi4jLight light = open(sysfs)) {
      light.show(Mood.SADNESS, LightState.pin(21, LightPattern.PULSE));
      assertThat(sysfs.high(21)).isTrue();
      time.advance(Duration.ofSeconds(2));
      assertThat(sysfs.high(21)).isFalse();
      time.advance(Duration.ofSeconds(2));
      assertThat(sysfs.high(21)).isTrue();
    }
  }

  @Test
  void a_colour_is_mixed_on_the_four_channels_of_a_pi_5() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory);
    sysfs.addPwm(4);
    try (Pi4jLight light = open(sysfs, new RgbPins(12, 13, 19))) {
      light.show(Mood.SADNESS, LightState.colour("#0080ff", LightPattern.STEADY));
      assertThat(sysfs.duty(0)).isZero();
      assertThat(sysfs.duty(1)).as("half in sRGB is 22 % of the light").isEqualTo(22);
      assertThat(sysfs.duty(3)).isEqualTo(100);
      light.off();
      assertThat(List.of(sysfs.duty(0), sysfs.duty(1), sysfs.duty(3))).containsOnly(0L);
    }
    assertThat(sysfs.read("pwm/pwmchip0/unexport")).isEqualTo("3");
    assertThat(sysfs.read("pwm/pwmchip0/pwm3/enable")).isEqualTo("0");
  }

  @Test
  void a_pi_4_dims_two_colours_and_switches_the_third() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 19);
    sysfs.addPwm(2);
    try (Pi4jLight light = open(sysfs, new RgbPins(12, 13, 19))) {
      light.show(Mood.SADNESS, LightState.colour("#ff80ff", LightPattern.STEADY));
      assertThat(sysfs.duty(0)).isEqualTo(100);
      assertThat(sysfs.duty(1)).isEqualTo(22);
      assertThat(sysfs.high(19)).as("13 and 19 share a channel").isTrue();
    }
  }

  @Test
  void a_pulsing_colour_breathes() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory);
    sysfs.addPwm(4);
    try (Pi4jLight light = open(sysfs, new RgbPins(12, 13, 19))) {
      light.show(Mood.HAPPINESS, LightState.colour("#ff0000", LightPattern.PULSE));
      assertThat(sysfs.duty(0)).isEqualTo(100);
      time.advance(Duration.ofSeconds(1));
      assertThat(sysfs.duty(0)).isEqualTo(22);
      time.advance(Duration.ofSeconds(1));
      assertThat(sysfs.duty(0)).isZero();
    }
  }

  @Test
  void a_colour_without_an_rgb_lamp_says_what_to_set() throws IOException {
    try (Pi4jLight light = open(new FakeSysfs(directory))) {
      assertThatThrownBy(
              () -> light.show(Mood.ANGER, LightState.colour("#ff0000", LightPattern.STEADY)))
          .isInstanceOf(LightException.class)
          .hasMessage(
              "a light colour needs the RGB lamp's three pins; set light.rgb-pins=RED,GREEN,BLUE");
    }
  }

  @Test
  void a_pin_that_is_not_there_is_named_and_the_others_go_on() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 21);
    try (Pi4jLight light = open(sysfs)) {
      assertThat(
              light.prepare(
                  List.of(
                      LightState.pin(5, LightPattern.STEADY),
                      LightState.pin(21, LightPattern.STEADY))))
          .singleElement()
          .asString()
          .startsWith("light pin 5: ")
          .contains("give the mood another pin");
      assertThat(sysfs.read("gpio/export")).as("it was asked for").isEqualTo("5");

      assertThatThrownBy(() -> light.show(Mood.SURPRISE, LightState.pin(5, LightPattern.STEADY)))
          .isInstanceOf(LightException.class);
      light.show(Mood.SADNESS, LightState.pin(21, LightPattern.STEADY));
      assertThat(sysfs.high(21)).isTrue();

      sysfs.addPin(5);
      light.show(Mood.SURPRISE, LightState.pin(5, LightPattern.STEADY));
      assertThat(sysfs.high(5)).as("it is there now").isTrue();
    }
  }

  @Test
  void a_pin_without_permission_names_the_group() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory);
    // A file of the kernel's own that nobody may write, not even root.
    Path readOnly = Path.of("/sys/kernel/uevent_seqnum");
    assumeTrue(Files.exists(readOnly), "SKIPPED: " + readOnly + " is missing; mount /sys");
    Files.createSymbolicLink(
        Files.createDirectories(directory.resolve("gpio/gpio5")).resolve("direction"), readOnly);
    try (Pi4jLight light = open(sysfs)) {
      assertThat(light.prepare(List.of(LightState.pin(5, LightPattern.STEADY))))
          .singleElement()
          .asString()
          .startsWith("light pin 5: no permission (")
          .endsWith("add the user to the group gpio (sudo usermod -aG gpio USER) and start again");
    }
  }

  @Test
  void a_pin_that_no_mood_needs_any_more_is_given_back() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 5, 21);
    try (Pi4jLight light = open(sysfs)) {
      light.prepare(List.of(LightState.pin(5, LightPattern.STEADY)));
      light.prepare(List.of(LightState.pin(21, LightPattern.STEADY)));
      assertThat(sysfs.read("gpio/unexport")).isEqualTo("5");
    }
  }

  @Test
  void pins_are_counted_from_the_base_that_newer_kernels_use() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(directory, 512 + 21);
    sysfs.write("gpio/gpiochip512/label", "pinctrl-bcm2711\n");
    sysfs.write("gpio/gpiochip512/base", "512\n");
    try (Pi4jLight light = open(sysfs)) {
      light.show(Mood.SADNESS, LightState.pin(21, LightPattern.STEADY));
      assertThat(sysfs.high(512 + 21)).isTrue();
    }
  }

  @Test
  void a_light_that_was_closed_says_so() throws IOException {
    Pi4jLight light = open(new FakeSysfs(directory, 21));
    light.close();
    light.close();
    assertThatThrownBy(() -> light.show(Mood.SADNESS, LightState.pin(21, LightPattern.STEADY)))
        .hasMessage("the light is closed, so sadness can't be shown");
  }

  @Test
  void a_directory_without_gpio_says_what_is_wanted() {
    assertThatThrownBy(() -> PinBank.linuxFs(directory))
        .isInstanceOf(LightException.class)
        .hasMessageStartingWith("no GPIO at " + directory.resolve("gpio"))
        .hasMessageEndingWith("give the directory that is laid out as /sys/class");
    assertThat(Files.exists(directory.resolve("gpio"))).isFalse();
  }
}
