package io.moodspeaker.support;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.config.Settings;
import io.moodspeaker.model.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherTest {
  private static final Duration PROMISED = Duration.ofSeconds(2);

  @TempDir Path home;
  private final List<Validated<MoodsFile>> heard = new CopyOnWriteArrayList<>();
  private FileWatcher<MoodsFile> watcher;
  private Path file;

  @BeforeEach
  void folder() throws IOException {
    file = home.resolve(MoodsFile.NAME);
    Files.createDirectories(file.getParent());
    Files.writeString(file, volume(1));
  }

  @AfterEach
  void close() {
    watcher.close();
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
  void a_mistake_is_heard_and_so_is_its_correction() throws IOException {
    watch();
    Files.writeString(file, volume(140));
    await().atMost(PROMISED).until(() -> heard.size() == 1);
    assertThat(heard.get(0).value()).isEmpty();
    assertThat(heard.get(0).problems())
        .extracting(Problem::toString)
        .containsExactly("config/moods.yaml:1:24: volume must be 0 to 100, was 140");
    Files.writeString(file, volume(14));
    awaitVolume(14);
  }

  @Test
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
    watcher = FileWatcher.moods(home);
    Files.writeString(file, volume(5));
    assertThat(watcher.first().value().orElseThrow().plan(Mood.FEAR).volume()).isEqualTo(1);
    watcher.start(heard::add);
    awaitVolume(5);
  }

  @Test
  void saved_settings_are_heard_as_well_as_those_that_are_there_for_the_first_time()
      throws IOException {
    watcher = FileWatcher.moods(home);
    List<Validated<Settings>> settings = new CopyOnWriteArrayList<>();
    try (FileWatcher<Settings> other =
        FileWatcher.settings(home, Map.of(), Map.of("http.port", "99"))) {
      assertThat(other.first().good()).isTrue();
      other.start(settings::add);
      Files.writeString(home.resolve(Settings.NAME), "mood.dwell = 7s\nhttp.port = 98\n");
      await().atMost(PROMISED).until(() -> settings.size() == 1);
    }
    Settings read = settings.get(0).value().orElseThrow();
    assertThat(read.judgement().dwell()).isEqualTo(Duration.ofSeconds(7));
    assertThat(read.http().port()).isEqualTo(99);
    assertThat(read.differences(Settings.load(home, Map.of(), Map.of()).value().orElseThrow()))
        .containsExactly("http.port");
  }

  @Test
  void a_touch_without_a_change_is_not_heard() throws IOException {
    watch();
    Files.writeString(file, volume(1));
    await().during(Duration.ofSeconds(1)).atMost(PROMISED).until(heard::isEmpty);
  }

  @Test
  void a_listener_that_fails_hears_of_the_next_change() throws IOException {
    watcher = FileWatcher.moods(home);
    watcher.start(
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
    watcher = FileWatcher.moods(home);
    watcher.start(heard::add);
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
                        .filter(file -> file.plan(Mood.FEAR).volume() == volume)
                        .isPresent());
  }

  private static String volume(int volume) {
    return "moods: {fear: {volume: " + volume + "}}\n";
  }
}
