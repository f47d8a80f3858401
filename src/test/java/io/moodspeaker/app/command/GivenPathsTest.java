package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.history.sqlite.SqliteHistory;
import io.moodspeaker.support.png.PngFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths and numbers that can't be are told with what helps, and are bad input. */
class GivenPathsTest {
  @TempDir Path dir;

  private static Ran run(String... args) {
    return Ran.command(new Moodspeaker(), args);
  }

  private Ran plot(Path file) throws IOException {
    Path state = Files.createDirectories(dir.resolve("state"));
    SqliteHistory.open(state.resolve(SqliteHistory.FILE)).close();
    return run("history", "--set", "state.dir=" + state, "plot", file.toString());
  }

  @Test
  void a_picture_of_the_history_needs_a_place() throws IOException {
    Path none = dir.resolve("no/dir/x.png");
    Ran missing = plot(none);
    assertThat(missing.exit()).as(missing.err()).isEqualTo(2);
    assertThat(missing.err().strip())
        .isEqualTo(
            none
                + " is not there: "
                + none.getParent()
                + " is no folder; make it first, or name another place");
    Path notes = Files.writeString(dir.resolve("notes.txt"), "mine");
    assertThat(plot(notes).exit()).isEqualTo(2);
    assertThat(notes).hasContent("mine");
    Ran folder = plot(dir);
    assertThat(folder.exit()).isEqualTo(2);
    assertThat(folder.err().strip()).isEqualTo(dir + " is a folder; name a file");
    Path within = Files.createFile(dir.resolve("file")).resolve("x.png");
    Ran inFile = plot(within);
    assertThat(inFile.exit()).isEqualTo(2);
    assertThat(inFile.err()).contains(within + " lies in what is no folder; name another place");
  }

  @Test
  void each_kind_of_trouble_has_its_words_and_a_full_disk_is_no_bad_input() {
    assertThat(FileTrouble.explain(new AccessDeniedException("/etc/x")))
        .hasValueSatisfying(
            words -> assertThat(words).startsWith("/etc/x may not be used: permission denied; "));
    assertThat(FileTrouble.explain(new NoSuchFileException("/proc/x")))
        .contains("/proc/x is not there and can't be made; name another");
    assertThat(FileTrouble.explain(new FileSystemException("/r/x", null, "Read-only file system")))
        .isPresent();
    assertThat(
            FileTrouble.explain(new FileSystemException("/r/x", null, "No space left on device")))
        .isEmpty();
  }

  @Test
  void a_picture_is_never_written_over_a_folder() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("pictures"));
    assertThatThrownBy(
            () -> PngFile.write(folder, new BufferedImage(2, 2, BufferedImage.TYPE_3BYTE_BGR)))
        .isInstanceOf(FileSystemException.class);
    assertThat(folder).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "library suggest sadness --count 0",
        "library suggest sadness --count -3",
        "history export --days 0",
        "history plot --days -1 x.png",
        "history summary --days 0",
        "bench --frames 0",
        "bench --seconds -1",
        "bench moods --hours 0",
        "bench moods --burst NaN",
        "calibrate --images x.png --seconds 0",
        "calibrate --images x.png --seconds NaN",
        "recognize x.png --every -1",
        "report x.mp4 --agreed --minutes 0",
        "soak --days 1",
        "train --data x --out y --threads 0",
        "train --data x --out y --time-budget -5",
        "train --data x --out y --weight-decay -1",
        "train --data x --out y --generations 0",
      })
  void a_number_that_cannot_be_is_told_by_its_option(String line) {
    String[] words = line.split(" ");
    Ran ran = run(words);
    String option =
        Arrays.stream(words)
            .filter(word -> word.startsWith("--"))
            .filter(word -> !Set.of("--images", "--agreed", "--data", "--out").contains(word))
            .findFirst()
            .orElseThrow();
    assertThat(ran.exit()).as(ran.err()).isEqualTo(2);
    assertThat(ran.err()).contains(option + " must be ").doesNotContain("Exception");
  }
}
