package io.moodspeaker.support;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherTest {
  private static final Duration PROMISED = Duration.ofSeconds(2);

  @TempDir Path home;
  private final List<Validated<String>> heard = new CopyOnWriteArrayList<>();
  private final Scheduler scheduler = Scheduler.onThread("watcher");
  private FileWatcher watcher;
  private Path file;

  @BeforeEach
  void folder() throws IOException {
    file = home.resolve("config/moods.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, volume(1));
  }

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Test
  void a_file_written_in_place_is_heard_once_within_two_seconds() throws IOException {
    watch();
    Files.writeString(file, volume(2));
    awaitVolume(2);
    await().during(Duration.ofMillis(700)).until(() -> heard.size() == 1);
  }

  @Test
  void a_file_renamed_into_place_is_heard() throws IOException {
    watch();
    for (int volume = 3; volume < 6; volume++) {
      Path fresh = Files.writeString(home.resolve("config/.moods.yaml.swp"), volume(volume));
      Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
      awaitVolume(volume);
    }
    assertThat(heard).hasSize(3);
  }

  @Test
  void a_swapped_symbolic_link_to_another_folder_is_heard() throws IOException {
    Path one = Files.createDirectories(home.resolve("versions/1"));
    Path two = Files.createDirectories(home.resolve("versions/2"));
    Files.writeString(one.resolve("moods.yaml"), volume(1));
    Files.writeString(two.resolve("moods.yaml"), volume(7));
    Path current = home.resolve("versions/current");
    Files.createSymbolicLink(current, one);
    Files.delete(file);
    Files.createSymbolicLink(file, current.resolve("moods.yaml"));
    watch();
    Path next = Files.createSymbolicLink(home.resolve("versions/next"), two);
    Files.move(next, current, ATOMIC_MOVE, REPLACE_EXISTING);
    awaitVolume(7);
  }

  @Test
  @Fault(
      value = "moods.yaml deleted",
      seen = "`is not there`",
      goesOn = "all, on the last good version",
      heals = "put it back",
      within = "2 s")
  void a_file_that_goes_away_is_heard_and_so_is_its_return() throws IOException {
    watch();
    Files.delete(file);
    await().atMost(PROMISED).until(() -> heard.size() == 1);
    assertThat(heard.get(0).problems().get(0).message()).startsWith("is not there");
    Files.writeString(file, volume(9));
    awaitVolume(9);
  }

  @Test
  void a_change_between_the_first_reading_and_the_start_is_heard() throws IOException {
    watcher = new FileWatcher(file, "config/moods.yaml");
    Files.writeString(file, volume(5));
    assertThat(watcher.text().value()).contains(volume(1));
    watcher.start(scheduler, heard::add);
    awaitVolume(5);
  }

  @Test
  void a_pipe_in_the_files_place_is_told_and_the_next_file_is_heard() throws Exception {
    watch();
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    await().atMost(PROMISED).until(() -> !heard.isEmpty());
    assertThat(heard.getLast().problems().get(0).message()).startsWith("is no plain file");
    Files.delete(file);
    Files.writeString(file, volume(8));
    awaitVolume(8);
  }

  @Test
  void a_touch_without_a_change_is_not_heard() throws IOException {
    watch();
    Files.writeString(file, volume(1));
    await().during(Duration.ofSeconds(1)).atMost(PROMISED).until(heard::isEmpty);
  }

  @Test
  void a_listener_that_fails_hears_of_the_next_change() throws IOException {
    watcher = new FileWatcher(file, "config/moods.yaml");
    watcher.start(
        scheduler,
        checked -> {
          heard.add(checked);
          throw new IllegalStateException("on purpose");
        });
    Files.writeString(file, volume(2));
    awaitVolume(2);
    Files.writeString(file, volume(3));
    awaitVolume(3);
  }

  private void watch() {
    watcher = new FileWatcher(file, "config/moods.yaml");
    watcher.start(scheduler, heard::add);
  }

  private void awaitVolume(int volume) {
    await()
        .atMost(PROMISED)
        .until(
            () ->
                !heard.isEmpty()
                    && heard
                        .get(heard.size() - 1)
                        .value()
                        .filter(text -> text.equals(volume(volume)))
                        .isPresent());
  }

  private static String volume(int volume) {
    return "moods: {fear: {volume: " + volume + "}}\n";
  }
}
