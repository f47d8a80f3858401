package io.moodspeaker.light.pi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.light.ConsoleLight;
import io.moodspeaker.light.LightException;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.light.LightState;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LightsTest {
  @TempDir private Path root;
  private final FakeTime time = new FakeTime();

  private Lights.Choice open(String spec) {
    return new Lights(root).open(spec, Optional.empty(), time, time);
  }

  @Test
  void without_a_chip_the_console_is_chosen_and_the_line_says_why() {
    Lights.Choice choice = open("auto");
    assertThat(choice.light()).isInstanceOf(ConsoleLight.class);
    assertThat(choice.why())
        .isEqualTo("no GPIO chip at " + root.resolve("dev/gpiochip0") + ": lights on the console");
  }

  @Test
  void a_chip_that_is_not_a_raspberry_pis_is_left_alone() throws IOException {
    Path chip = Files.createDirectories(root.resolve("dev")).resolve("gpiochip0");
    Files.createFile(chip);
    Lights.Choice choice = open("auto");
    assertThat(choice.light()).isInstanceOf(ConsoleLight.class);
    assertThat(choice.why())
        .isEqualTo("the GPIO chip at " + chip + " is not a Raspberry Pi's: lights on the console");
  }

  @Test
  void a_raspberry_pis_chip_is_chosen_and_a_pin_it_does_not_give_is_named() throws IOException {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64"),
        "SKIPPED: on a Raspberry Pi this would drive a real pin");
    Files.createFile(Files.createDirectories(root.resolve("dev")).resolve("gpiochip0"));
    Files.writeString(
        Files.createDirectories(root.resolve("sys/firmware/devicetree/base")).resolve("model"),
        "Raspberry Pi 4 Model B Rev 1.4\0");
    Lights.Choice choice = open("auto");
    assertThat(choice.why())
        .isEqualTo("lights on the GPIO pins of this Raspberry Pi 4 Model B Rev 1.4");
    assertThat(choice.light().prepare(List.of(LightState.pin(21, LightPattern.STEADY))))
        .singleElement()
        .asString()
        .startsWith("light pin 21: ")
        .contains("No gpio chip yet initialized");
    choice.light().close();
  }

  @Test
  void gpio_asked_for_by_name_must_be_there() {
    assertThatThrownBy(() -> open("gpio"))
        .isInstanceOf(LightException.class)
        .hasMessageStartingWith("no GPIO chip at")
        .hasMessageEndingWith("use light=auto or light=console");
  }

  @Test
  void a_directory_given_as_linuxfs_drives_its_pins() throws IOException {
    FakeSysfs sysfs = new FakeSysfs(root, 21);
    Lights.Choice choice = open("linuxfs:" + root);
    choice.light().show(Mood.SADNESS, LightState.pin(21, LightPattern.STEADY));
    assertThat(sysfs.high(21)).isTrue();
    choice.light().close();
    assertThat(sysfs.high(21)).isFalse();
    assertThat(choice.why()).isEqualTo("lights on the pins of " + root);
  }

  @Test
  void an_unknown_spec_is_refused_with_those_that_exist() {
    for (String spec : List.of("disco", "linuxfs:", "GPIO", "")) {
      assertThatThrownBy(() -> Lights.spec(spec))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("must be auto, console, gpio or linuxfs:DIR");
    }
  }
}
