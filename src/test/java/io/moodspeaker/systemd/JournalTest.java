package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir private Path directory;
  private Path stream;
  private String identity;

  @BeforeEach
  void make() throws IOException {
    Path target = Files.createFile(directory.resolve("stream"));
    stream = Files.createSymbolicLink(directory.resolve("2"), target);
    identity =
        Files.getAttribute(target, "unix:dev") + ":" + Files.getAttribute(target, "unix:ino");
  }

  @Test
  void the_journal_reads_the_stream_that_it_names() {
    assertThat(Journal.reads(Map.of("JOURNAL_STREAM", identity), stream)).isTrue();
  }

  @Test
  void a_stream_that_was_sent_elsewhere_is_not_the_journals() {
    assertThat(Journal.reads(Map.of("JOURNAL_STREAM", identity + "0"), stream)).isFalse();
    assertThat(Journal.reads(Map.of("JOURNAL_STREAM", "nonsense"), stream)).isFalse();
    assertThat(Journal.reads(Map.of(), stream)).isFalse();
    assertThat(Journal.reads(Map.of("JOURNAL_STREAM", identity), directory.resolve("9"))).isFalse();
  }

  @Test
  void this_process_has_a_standard_error_that_can_be_looked_at() {
    assertThat(Journal.readsStandardError(Map.of("JOURNAL_STREAM", "1:1"))).isFalse();
  }
}
