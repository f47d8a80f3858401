package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class TextFileTest {
  @TempDir Path folder;

  @Test
  void what_cannot_be_read_is_told_without_names_of_classes() throws IOException {
    Path self = folder.resolve("self");
    Files.createSymbolicLink(self, self);
    Path file = Files.writeString(folder.resolve("file"), "x");
    for (Path wrong : new Path[] {self, file.resolve("moods.yaml"), folder.resolve("none")}) {
      assertThat(TextFile.read(wrong, "moods.yaml").problems())
          .singleElement()
          .asString()
          .startsWith("moods.yaml: ")
          .doesNotContain("java.", "Exception");
    }
    assertThat(TextFile.read(self, "moods.yaml").problems())
        .hasToString(
            "[moods.yaml: cannot be read: it is a link that leads back to itself; check it and its"
                + " permissions]");
  }

  @Test
  void what_hangs_never_ends_or_fills_the_memory_is_no_small_file() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path huge = folder.resolve("huge");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    for (Path wrong : new Path[] {pipe, Path.of("/dev/zero"), folder, huge}) {
      assertThatThrownBy(() -> TextFile.small(wrong))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(wrong + " is ");
      assertThat(TextFile.read(wrong, "it").value()).isEmpty();
    }
    assertThat(TextFile.small(Path.of("/proc/kmsg"))).isEmpty();
    assertThatThrownBy(() -> TextFile.small(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(TextFile.smallText(Files.writeString(folder.resolve("a"), "ä\n"))).isEqualTo("ä\n");
  }
}
