package io.moodspeaker.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.local.Players;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Over a socket, with music that lies outside the server's music directory. */
@SuppressWarnings("FutureReturnValueIgnored")
class MpdPlayerTest extends MpdContract {
  @Override
  protected Path music() {
    return folder.resolve("music");
  }

  @Override
  MpdAddress address() {
    return server.socket();
  }

  @Override
  Optional<Path> told() {
    return Optional.empty();
  }

  private void play(Path song) {
    player.play(new PlayRequest(song.toString(), false, Duration.ZERO));
  }

  private void untilPosition(long millis) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> player.status().position().toMillis() > millis);
  }

  @Test
  @Fault(
      value = "MPD killed",
      seen = "the track waits",
      goesOn = "mood, light, page",
      heals = "by itself, when MPD is back",
      within = "seconds")
  void a_killed_server_holds_the_track_until_it_is_back() throws IOException {
    play(Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60)));
    untilPosition(2000);
    server.kill();
    await().until(() -> player.status().state() == State.WAITING);
    Duration before = player.status().position();
    player.volume(20);
    server.start();
    await().until(() -> player.status().state() == State.PLAYING);
    assertThat(player.status().position())
        .isBetween(before.minusMillis(500), before.plusMillis(4000));
    assertThat(player.status().track().orElseThrow().location()).endsWith("a.flac");
    await().until(() -> player.status().volume() == 20);
  }

  @Test
  void it_is_12_db_lower_while_something_is_said_and_back_after() throws IOException {
    play(Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60)));
    untilPosition(200);
    try (MpdConnection other = server.connect()) {
      await().until(() -> other.send("status").get("volume").equals("50"));
      player.duck(true);
      await().until(() -> other.send("status").get("volume").equals("23"));
      assertThat(player.status().volume()).as("the volume that was chosen").isEqualTo(50);
      player.duck(false);
      await().until(() -> other.send("status").get("volume").equals("50"));
    }
    for (int volume = 1; volume <= 100; volume++) {
      double part = Math.expm1(MpdVolume.lowered(volume) / 25.0) / Math.expm1(volume / 25.0);
      assertThat(20 * Math.log10(part)).as("dB at %d", volume).isLessThan(-12);
    }
  }

  @Test
  void a_server_that_played_on_alone_is_not_set_back() throws IOException {
    Path song = Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60));
    PlayRequest request = new PlayRequest(song.toString(), false, Duration.ZERO);
    player.close();
    try (MpdConnection other = server.connect()) {
      other.send("addid", song);
      other.send("play", 0);
      await().ignoreExceptions().until(() -> other.send("seekcur", 30).isEmpty());
    }
    player = open(Duration.ZERO);
    player.restore(
        new PlayerState(
            Optional.of(request),
            Optional.of(new Track(song.toString())),
            Duration.ofSeconds(5),
            false,
            50,
            Map.of(),
            Map.of()));
    await().until(() -> player.status().playlist().equals(Optional.of(request.playlist())));
    untilPosition(29_000);
    try (MpdConnection other = server.connect()) {
      // What another had put before it is gone; a shuffled list may have drawn its next already.
      assertThat(other.send("status")).containsEntry("song", "0");
    }
  }

  @Test
  void another_client_that_empties_the_queue_has_its_way() throws IOException {
    Path song = Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60));
    PlayRequest request = new PlayRequest(song.toString(), true, Duration.ZERO);
    player.play(request);
    untilPosition(300);
    try (MpdConnection other = server.connect()) {
      other.send("clear");
    }
    await().until(() -> player.status().playlist().isEmpty());
    player.play(request);
    untilPosition(300);
  }

  @Test
  void files_of_the_music_directory_go_by_the_names_that_other_clients_see() throws IOException {
    Path album = Files.createDirectories(server.library().resolve("album"));
    Path song = Sounds.write(album.resolve("a.flac"), Sounds.tone(300, 60));
    try (MpdConnection other = server.connect()) {
      other.send("update");
      await().until(() -> "1".equals(other.send("stats").get("songs")));
      play(song);
      untilPosition(300);
      assertThat(other.send("currentsong")).containsEntry("file", "album/a.flac");
    }
    assertThat(player.status().track().orElseThrow().location()).isEqualTo(song.toString());
  }

  @Test
  void crossfade_and_repetition_are_set_at_the_server() throws IOException {
    player.close();
    player = open(Duration.ofSeconds(3));
    play(Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60)));
    untilPosition(300);
    try (MpdConnection other = server.connect()) {
      assertThat(other.send("status")).containsEntry("xfade", "3").containsEntry("repeat", "1");
    }
  }

  @Test
  void a_server_without_a_mixer_plays_all_the_same() throws IOException {
    player.close();
    server.close();
    server = new MpdServer(Files.createDirectories(folder.resolve("mute")), "none");
    player =
        new MpdPlayer(
            server.socket(),
            Players.READER,
            Players.settings(50, VolumeCeiling.of(90), Duration.ZERO),
            Optional.empty(),
            new Random(1));
    play(Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60)));
    untilPosition(300);
    player.pause();
    await().until(() -> player.status().state() == State.PAUSED);
  }

  @Test
  void an_address_that_is_none_is_refused() {
    assertThatThrownBy(() -> MpdAddress.of("host:port:more")).hasMessageContaining("mpd:HOST:PORT");
    assertThat(MpdAddress.of("kitchen").resolve().toString()).contains("6600");
  }
}
