package io.moodspeaker.camera.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.model.Emotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
  @TempDir private Path dir;

  @Test
  void all_that_a_step_can_say_is_read() throws Exception {
    Scenario scenario =
        read(
            """
            blend: 0.5
            loop: false
            steps:
              - show: sadness
                seconds: 12.5
                strength: 0.7
                x: -20
                y: 4
                scale: 1.1
                roll: 3
              - {show: nobody, seconds: 3}
            """);
    assertThat(scenario)
        .isEqualTo(
            new Scenario(
                Duration.ofMillis(500),
                false,
                List.of(
                    new Scenario.Step(
                        Optional.of(Emotion.SADNESS),
                        Duration.ofMillis(12_500),
                        0.7,
                        new Pose(-20, 4, 1.1, 3)),
                    new Scenario.Step(Optional.empty(), Duration.ofSeconds(3), 1, Pose.CENTRE))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "steps: []|1:8: steps must be a list of at least one step",
        "loop: true|1:1: steps must be a list of at least one step",
        "stops: []|1:1: a scenario has no 'stops'; use blend, loop, steps",
        "steps: [{show: happy, seconds: 3}]|1:16: show: no emotion is called 'happy'; use one of",
        "steps: [{show: fear}]|1:9: a step needs 'seconds'",
        "steps: [{show: fear, seconds: 0}]|1:31: seconds must be 0.1 to 86400, was 0",
        "steps: [{show: fear, seconds: ten}]|1:31: seconds must be a number, was 'ten'",
        "steps: [{show: fear, seconds: 3, x: NaN}]|1:37: x must be -400 to 400, was NaN",
        "steps: [{show: fear, show: fear, seconds: 3}]|1:22: 'show' stands here twice",
        "steps: [{show: [fear], seconds: 3}]|1:16: show must be a single value",
        "loop: perhaps|1:7: loop must be true or false, was 'perhaps'",
        "steps: [|2:1: is no YAML here",
        "\"\"|1:1: a scenario needs steps, but the file is empty",
        "just words|1:1: a scenario must have keys and values",
      })
  void a_mistake_is_reported_with_its_place(String yaml, String message) throws Exception {
    Path file = dir.resolve("scene.yaml");
    assertThatThrownBy(() -> read(yaml + (yaml.isEmpty() ? "" : "\n")))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(file + ":" + message);
  }

  @Test
  void a_missing_file_and_one_that_is_no_text_are_named() throws Exception {
    Path missing = dir.resolve("none.yaml");
    assertThatThrownBy(() -> ScenarioReader.read(missing))
        .hasMessage(missing + " does not exist; copy config/drawn-face.yaml and name the copy");
    Path binary = Files.write(dir.resolve("bin.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> ScenarioReader.read(binary))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(binary + " cannot be read as UTF-8 text");
  }

  @Test
  void what_would_fill_the_memory_or_the_stack_is_refused() throws Exception {
    assertThatThrownBy(() -> read("steps: " + "[".repeat(100_000)))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("nests deeper than 20 levels");
    for (String endless : new String[] {"/dev/zero", "/proc/kmsg"}) {
      assertThatThrownBy(() -> ScenarioReader.read(Path.of(endless)))
          .isInstanceOf(CameraException.class)
          .hasMessageContaining(endless);
    }
  }

  @Property(tries = 300)
  void no_input_gets_past_the_complaints(@ForAll String text) {
    Path file = temporary(text);
    assertThatCode(
            () -> {
              try {
                ScenarioReader.read(file);
              } catch (CameraException e) {
                assertThat(e).hasMessageStartingWith(file.toString());
              }
            })
        .doesNotThrowAnyException();
  }

  private static Path temporary(String text) {
    try {
      Path file = Files.createTempFile("scene", ".yaml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text);
    } catch (java.nio.charset.CharacterCodingException e) {
      return temporary("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Scenario read(String yaml) throws Exception {
    return ScenarioReader.read(Files.writeString(dir.resolve("scene.yaml"), yaml));
  }
}
