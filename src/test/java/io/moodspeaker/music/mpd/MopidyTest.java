package io.moodspeaker.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.local.Players;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The player on Debian's Mopidy, which plays URIs of its own and wants a password. */
class MopidyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path folder;

  private int port;
  private Path settings;
  private Process mopidy;
  private MpdPlayer player;

  @BeforeEach
  void start() throws Exception {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "mopidy"))),
        "needs `apt-get install mopidy mopidy-mpd mopidy-local gstreamer1.0-plugins-good`");
    Path music = Files.createDirectories(folder.resolve("music"));
    for (String name : List.of("a", "b", "c")) {
      Sounds.write(
          music.resolve(name + ".flac"),
          Sounds.tone(300, 30),
          44_100,
          2,
          Map.of("title", "Tone " + name, "artist", "Ada"));
    }
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    settings =
        Files.writeString(
            folder.resolve("mopidy.conf"),
            """
            [core]
            cache_dir = %1$s/cache
            config_dir = %1$s/config
            data_dir = %1$s/data
            [audio]
            mixer = software
            output = fakesink sync=true
            [mpd]
            hostname = 127.0.0.1
            port = %2$d
            password = tell@me
            [local]
            media_dir = %1$s/music
            [http]
            enabled = false
            """
                .formatted(folder, port));
    Process scan = mopidy("local", "scan");
    assertThat(scan.waitFor(60, TimeUnit.SECONDS)).isTrue();
    run();
    player =
        new MpdPlayer(
            address(),
            Players.READER,
            Players.settings(50, VolumeCeiling.of(90), Duration.ofSeconds(2)),
            Optional.empty(),
            new Random(1));
  }

  private MpdAddress address() {
    return MpdAddress.of("tell@me@127.0.0.1:" + port);
  }

  private Process mopidy(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of("mopidy", "--config", settings.toString()), Stream.of(arguments))
            .toList();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void run() throws IOException {
    mopidy = mopidy();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> MpdPlayer.probe(address()).isEmpty());
  }

  @AfterEach
  void stop() {
    if (player != null) {
      player.close();
    }
    if (mopidy != null) {
      mopidy.destroyForcibly();
    }
  }

  private PlayRequest list(String name, String... uris) throws IOException {
    Path file = Files.write(folder.resolve(name + ".m3u8"), List.of(uris));
    return new PlayRequest(file.toString(), false, Duration.ofMillis(200));
  }

  private void untilPlays(String name) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                player.status().state() == State.PLAYING
                    && player.status().track().map(Track::location).orElse("").contains(name)
                    && player.status().position().toMillis() > 100);
  }

  @Test
  void it_plays_uris_of_its_own_behind_a_password_and_skips_those_that_it_does_not_know()
      throws Exception {
    assertThat(MpdPlayer.probe(MpdAddress.of("127.0.0.1:" + port))).isPresent();
    assertThat(MpdPlayer.probe(MpdAddress.of("wrong@127.0.0.1:" + port)).orElseThrow())
        .contains("password");
    assertThat(MpdPlayer.schemes(address()).orElseThrow()).contains("local");
    PlayResult result =
        player
            .play(
                list(
                    "own",
                    "spotify:track:4uLU6hMCjMI75M1A2tKUQC",
                    "local:track:a.flac",
                    "jellyfin:track:7",
                    "local:track:b.flac",
                    "podcast+https://localhost:1/feed.xml"))
            .get(40, TimeUnit.SECONDS);
    assertThat(result).isInstanceOf(PlayResult.Playing.class);
    untilPlays("a.flac");
    assertThat(player.status().tags().title()).contains("Tone a");
    assertThat(player.status().tags().artist()).contains("Ada");
    assertThat(player.status().duration().orElseThrow().toSeconds()).isEqualTo(30);
    assertThat(player.queue().next()).extracting(Track::location).first().asString().contains("b.");
    player.volume(30);
    await().atMost(PATIENCE).until(() -> player.status().volume() == 30);
    player.pause();
    await().atMost(PATIENCE).until(() -> player.status().state() == State.PAUSED);
    player.resume();
    player.next();
    untilPlays("b.flac");
    assertThat(player.play(list("none", "tidal:track:1")).get(40, TimeUnit.SECONDS))
        .isInstanceOf(PlayResult.Failed.class);
    assertThat(player.status().state()).isEqualTo(State.PLAYING);
  }

  @Test
  @Tag("long")
  void it_goes_on_after_each_of_ten_restarts() throws Exception {
    var unused = player.play(list("own", "local:track:a.flac", "local:track:c.flac"));
    untilPlays("a.flac");
    for (int i = 0; i < 10; i++) {
      mopidy.destroyForcibly().onExit().join();
      await().atMost(PATIENCE).until(() -> player.status().state() == State.WAITING);
      run();
      untilPlays(".flac");
    }
  }
}
