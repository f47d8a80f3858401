package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.music.Sounds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LibraryCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Moodspeaker.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void a_scanned_collection_suggests_a_playlist() throws IOException {
    Path music = Files.createDirectory(folder.resolve("music"));
    Sounds.write(music.resolve("song.flac"), Sounds.tone(440, 2));
    String library = folder.resolve("library.db").toString();
    assertThat(run("library", "scan", music.toString(), "--library", library)).isZero();
    assertThat(out.toString()).contains("1 analyzed, 0 known, 0 gone, 0 skipped");
    Path list = folder.resolve("sadness.m3u8");
    Path other = Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThat(run("library", "suggest", "sadness", "--library", library, "-o", other.toString()))
        .isEqualTo(2);
    assertThat(other).hasContent("mine");
    assertThat(run("library", "suggest", "sadness", "--library", library, "-o", list.toString()))
        .isZero();
    assertThat(Files.readString(list)).contains("#EXTM3U").contains("song.flac");
  }

  @Test
  void bad_input_is_answered_in_one_line() {
    String library = folder.resolve("library.db").toString();
    assertThat(run("library", "suggest", "sadness", "--library", library)).isEqualTo(2);
    assertThat(run("library", "suggest", "boredom", "--library", library)).isEqualTo(2);
    assertThat(run("library", "scan", "/nowhere", "--library", library)).isEqualTo(2);
    assertThat(run("volume", "300")).isEqualTo(2);
    assertThat(err.toString())
        .contains("the library is empty")
        .contains("no mood is called 'boredom'")
        .contains("/nowhere does not exist")
        .contains("volume must be 0 to 100, was 300")
        .doesNotContain("\tat ");
  }
}
