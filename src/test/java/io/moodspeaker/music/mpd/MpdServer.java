package io.moodspeaker.music.mpd;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real MPD server with an output that nobody hears. */
final class MpdServer implements AutoCloseable {
  private final Path folder;
  private final int port;
  private Process process;

  /** Starts one, or skips the test where there is none. */
  MpdServer(Path folder, String mixer) throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "mpd"))),
        "needs `apt-get install mpd`");
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.createDirectories(library());
    Files.writeString(
        folder.resolve("mpd.conf"),
        """
        music_directory "%1$s/library"
        db_file "%1$s/db"
        log_file "%1$s/log"
        bind_to_address "%1$s/socket"
        bind_to_address "127.0.0.1"
        port "%2$d"
        auto_update "no"
        audio_output {
          type "null"
          name "nobody"
          mixer_type "%3$s"
        }
        """
            .formatted(folder, port, mixer));
    start();
  }

  /** Starts it again after {@link #kill}. */
  void start() {
    try {
      Files.deleteIfExists(folder.resolve("socket"));
      process =
          new ProcessBuilder(List.of("mpd", "--no-daemon", folder.resolve("mpd.conf").toString()))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(
            () -> {
              connect().close();
              return true;
            });
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Its music directory, empty and looked through at the start. */
  Path library() {
    return folder.resolve("library");
  }

  MpdAddress socket() {
    return MpdAddress.of(folder.resolve("socket").toString());
  }

  MpdAddress network() {
    return MpdAddress.of("127.0.0.1:" + port);
  }

  /** Another client than the player. */
  MpdConnection connect() throws IOException {
    return new MpdConnection(socket());
  }

  @Override
  public void close() {
    kill();
  }
}
