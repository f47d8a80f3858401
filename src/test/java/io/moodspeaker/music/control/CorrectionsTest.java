package io.moodspeaker.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionsTest {
  private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void corrections_survive_a_restart_and_a_damaged_line() throws IOException {
    Path file = folder.resolve("corrections.tsv");
    Corrections corrections = new Corrections(Optional.of(file));
    corrections.add(new Correction(NOON, Mood.SADNESS, Optional.of("/lists/comfort.m3u8")));
    corrections.add(new Correction(NOON, Mood.SADNESS, Optional.empty()));
    Files.writeString(file, "torn\n", StandardOpenOption.APPEND);
    corrections.add(new Correction(NOON, Mood.FEAR, Optional.empty()));
    assertThat(Files.readAllLines(file))
        .startsWith("2026-02-03T12:00:00Z\tsadness\t/lists/comfort.m3u8");
    assertThat(new Corrections(Optional.of(file)).counts())
        .isEqualTo(Map.of(Mood.SADNESS, 2, Mood.FEAR, 1))
        .isEqualTo(corrections.counts());
  }

  @Test
  void without_a_file_they_last_as_long_as_the_process() throws IOException {
    Corrections corrections = new Corrections(Optional.empty());
    corrections.add(new Correction(NOON, Mood.ANGER, Optional.empty()));
    assertThat(corrections.counts()).isEqualTo(Map.of(Mood.ANGER, 1));
  }
}
