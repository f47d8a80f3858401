package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.EmotionScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineFileTest {
  @TempDir Path folder;
  private BaselineFile file;
  private String text;

  @BeforeEach
  void write() throws IOException {
    file = new BaselineFile(folder.resolve("default.properties"));
    file.write(
        new Baseline(
            EmotionScores.of(.02, .01, .01, .01, .01, .30, .63, .01),
            60,
            Instant.parse("2026-11-21T08:00:00Z"),
            Optional.of(Duration.ofMinutes(5))));
    text = Files.readString(file.path());
  }

  /** The file with a line in place of the one of that key. */
  private int with(String key, String line) throws IOException {
    Files.writeString(file.path(), text.replaceFirst("(?m)^" + key + " = .*", line));
    return (int) text.substring(0, text.indexOf("\n" + key + " = ")).lines().count() + 1;
  }

  @Test
  void what_is_written_is_read() throws IOException {
    Baseline read = file.read().orElseThrow();

    assertThat(read.frames()).isEqualTo(60);
    assertThat(read.taken()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(read.learned()).contains(Duration.ofMinutes(5));
    assertThat(folder.toFile().list()).containsExactly("default.properties");
  }

  @Test
  void a_mark_before_it_and_the_line_ends_of_windows_are_no_mistake() throws IOException {
    Files.writeString(
        file.path(), "\ufeff" + text.substring(text.indexOf("taken")).replace("\n", "\r\n"));

    assertThat(file.read().orElseThrow().frames()).isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource({
    "learned, 9223372036854775807, 0 to 3153600000 seconds",
    "learned, -5, 0 to 3153600000 seconds",
    "learned, soon, 0 to 3153600000 seconds",
    "learned, 99999999999999999999, 0 to 3153600000 seconds",
    "frames, 99999999999, 1 to 1000000000",
    "frames, 0, 1 to 1000000000",
    "frames, 2147483647, 1 to 1000000000",
    "frames, 1.5, 1 to 1000000000",
    "taken, yesterday, a time as in 2026",
    "taken, +1000000000-12-31T23:59:59Z, a time as in 2026",
    "taken, '', a time as in 2026",
    "sadness, NaN, 0 to 1",
    "sadness, -0.1, 0 to 1",
    "sadness, 1e300, 0 to 1",
  })
  void a_value_that_is_none_is_told_with_its_line(String key, String value, String range)
      throws IOException {
    int line = with(key, key + " = " + value);

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("%s:%d: %s must be %s", file.path(), line, key, range)
        .hasMessageContaining(", was '" + value + "'; delete the file and run");
  }

  @Test
  void a_line_that_is_none_is_told_and_one_that_is_missing() throws IOException {
    int line = with("frames", "frames");
    assertThatThrownBy(file::read)
        .hasMessageStartingWith(
            file.path() + ":" + line + ": the line 'frames = …' is missing, 'frames' is no line");

    with("frames", "farmes = 5");
    assertThatThrownBy(file::read).hasMessageContaining("'farmes = 5' is no line of a baseline");

    with("frames", "frames = 5\nmood = good");
    assertThatThrownBy(file::read).hasMessageContaining(":" + (line + 1) + ": 'mood = good' is no");

    with("frames", "learned = 5");
    assertThatThrownBy(file::read).hasMessageContaining("learned is set twice");

    with("frames", "");
    assertThatThrownBy(file::read)
        .hasMessageStartingWith(file.path() + ": the line 'frames = …' is missing");
  }

  @Test
  void scores_that_are_all_0_are_told() throws IOException {
    Files.writeString(file.path(), text.replaceAll("(?m)^([a-km-s][a-z]+) = 0\\.\\d+$", "$1 = 0"));

    assertThatThrownBy(file::read).hasMessageContaining("one score must be above 0");
  }
}
