package io.moodspeaker.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayerContract;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.VolumeCeiling;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real MPD server with an output that nobody hears. */
class MpdPlayerTest extends PlayerContract {
  @TempDir Path folder;

  private Path known;
  private int port;
  private Process server;
  private MpdPlayer player;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "mpd"))),
        "needs `apt-get install mpd`");
    Files.createDirectories(music());
    known = Files.createDirectories(folder.resolve("library")).resolve("known.flac");
    Sounds.write(known, Sounds.tone(300, 20));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
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
          mixer_type "software"
        }
        """
            .formatted(folder, port));
    startServer();
    player =
        new MpdPlayer(
            new MpdAddress(folder.resolve("socket").toString()),
            new MpdPlayer.Settings(50, VolumeCeiling.of(90), Duration.ZERO, Optional.empty()),
            new Random(1));
  }

  private void startServer() throws IOException {
    server =
        new ProcessBuilder(List.of("mpd", "--no-daemon", folder.resolve("mpd.conf").toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
  }

  private void killServer() {
    server.destroyForcibly();
    server.onExit().join();
  }

  @AfterEach
  void stop() {
    if (player != null) {
      player.close();
      killServer();
    }
  }

  @Override
  protected Path music() {
    return folder.resolve("music");
  }

  @Override
  protected MusicPlayer player() {
    return player;
  }

  @Test
  void a_killed_server_holds_the_track_until_it_is_back() throws IOException {
    Path song = Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60));
    player.play(new PlayRequest(song.toString(), false, Duration.ZERO));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> player.status().position().toMillis() > 2000);
    killServer();
    await().until(() -> player.status().state() == State.WAITING);
    Duration before = player.status().position();
    player.volume(20);
    Files.deleteIfExists(folder.resolve("socket"));
    startServer();
    await().until(() -> player.status().state() == State.PLAYING);
    assertThat(player.status().position())
        .isBetween(before.minusMillis(500), before.plusMillis(4000));
    assertThat(player.status().track().orElseThrow().location()).endsWith("a.flac");
    await().until(() -> player.status().volume() == 20);
  }

  @Test
  void over_the_network_tracks_have_the_names_that_the_server_knows() throws IOException {
    MpdAddress network = new MpdAddress("127.0.0.1:" + port);
    await()
        .ignoreExceptions()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              try (MpdConnection mpd = new MpdConnection(network)) {
                return mpd.send("stats").get("songs").equals("1");
              }
            });
    player.close();
    Optional<Path> library = Optional.of(known.getParent());
    player =
        new MpdPlayer(
            network,
            new MpdPlayer.Settings(50, VolumeCeiling.of(90), Duration.ofSeconds(3), library),
            new Random(1));
    player.play(new PlayRequest(known.toString(), false, Duration.ZERO));
    await().atMost(Duration.ofSeconds(10)).until(() -> player.status().position().toMillis() > 500);
    assertThat(player.status().track().orElseThrow().location()).isEqualTo(known.toString());
    try (MpdConnection mpd = new MpdConnection(network)) {
      assertThat(mpd.send("status")).containsEntry("xfade", "3").containsEntry("repeat", "1");
    }
  }

  @Test
  void an_address_that_is_none_is_refused() {
    assertThatThrownBy(() -> new MpdAddress("host:port:more"))
        .hasMessageContaining("mpd:HOST:PORT");
    assertThat(new MpdAddress("kitchen").resolve().toString()).contains("6600");
  }
}
