package io.moodspeaker.music.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {
  @TempDir Path folder;

  private final List<String> leftOut = new ArrayList<>();

  private List<Path> walk(Path from, int most, int mostEntries) throws IOException {
    return new FolderWalk(
            file -> file.toString().endsWith(".mp3"),
            most,
            mostEntries,
            (path, why) -> leftOut.add(path + " " + why))
        .files(from);
  }

  private List<String> walk() throws IOException {
    return walk(folder, 1000, 1000).stream().map(p -> folder.relativize(p).toString()).toList();
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  @Test
  void folders_that_link_to_each_other_are_read_once_each() throws IOException {
    // Twelve folders with a link to each other one: 12! ways through them.
    for (int from = 0; from < 12; from++) {
      file(from + "/a.mp3");
      for (int to = 0; to < 12; to++) {
        Files.createSymbolicLink(folder.resolve(from + "/to" + to), folder.resolve("" + to));
      }
    }
    assertThat(walk()).hasSize(12).startsWith("0/a.mp3", "1/a.mp3").endsWith("11/a.mp3");
    assertThat(leftOut).hasSize(144).allMatch(line -> line.endsWith("that is read already"));
  }

  @Test
  void a_linked_folder_from_elsewhere_is_read_and_one_that_lies_here_goes_by_its_name(
      @TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("b.mp3"), "x");
    file("z/a.mp3");
    Files.createSymbolicLink(folder.resolve("a link"), elsewhere);
    Files.createSymbolicLink(folder.resolve("b link"), folder.resolve("z"));
    Files.createSymbolicLink(folder.resolve("c.mp3"), elsewhere.resolve("b.mp3"));
    assertThat(walk()).containsExactly("a link/b.mp3", "c.mp3", "z/a.mp3");
    assertThat(leftOut).singleElement().asString().contains("b link is left out");
  }

  @Test
  void what_the_kernel_shows_is_left_out_also_behind_a_link() throws IOException {
    file("a.mp3");
    Files.createSymbolicLink(folder.resolve("kernel"), Path.of("/proc"));
    Files.createSymbolicLink(folder.resolve("machine"), Path.of("/sys"));
    assertThat(walk()).containsExactly("a.mp3");
    assertThat(leftOut).hasSize(2).allMatch(line -> line.contains("the kernel keeps it"));
    leftOut.clear();
    assertThat(walk(Path.of("/proc"), 1000, 1000)).isEmpty();
    assertThat(leftOut).hasSize(1);
  }

  @Test
  void a_folder_without_end_is_read_in_part_and_that_is_said() throws IOException {
    for (int i = 0; i < 30; i++) {
      file("a/" + i + ".txt");
    }
    assertThat(walk(folder, 1000, 20)).isEmpty();
    assertThat(leftOut)
        .containsExactly(
            folder + " is read in part: over 20 files lie below it; name a folder of music");
  }

  @Test
  void one_file_more_than_there_may_be_is_found_so_that_it_can_be_told() throws IOException {
    for (int i = 0; i < 9; i++) {
      file(i + ".mp3");
    }
    assertThat(walk(folder, 4, 1000)).hasSize(5);
  }

  @Test
  void a_walk_ends_when_nobody_waits_for_it() throws IOException {
    file("a/notes.txt");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(this::walk).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void what_is_no_file_is_not_found_and_no_message_names_a_class() throws Exception {
    new ProcessBuilder("mkfifo", folder.resolve("pipe.mp3").toString()).start().waitFor();
    Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
    Files.createSymbolicLink(folder.resolve("up"), folder);
    assertThat(walk()).isEmpty();
    assertThat(leftOut).singleElement().asString().doesNotContain("Exception", "java.");
  }
}
