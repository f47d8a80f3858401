package io.moodspeaker.music.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FolderWatchTest {
  @TempDir Path folder;

  @Test
  void what_is_new_in_a_folder_and_in_new_folders_ends_the_wait() throws Exception {
    try (FolderWatch watch = new FolderWatch(folder, Duration.ofMillis(20))) {
      Path album = Files.createDirectory(folder.resolve("album"));
      watch.await();
      Files.writeString(album.resolve("song.mp3"), "x");
      watch.await();
      Files.delete(album.resolve("song.mp3"));
      watch.await();
      assertThat(album).isEmptyDirectory();
    }
  }
}
