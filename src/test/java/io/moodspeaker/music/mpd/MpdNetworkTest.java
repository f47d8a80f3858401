package io.moodspeaker.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.music.Cover;
import io.moodspeaker.music.Pictures;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.local.Players;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Over the network, with music in the server's music directory that it has not looked at yet. */
@Tag("long") // The same contract as MpdPlayerTest, over TCP.
@SuppressWarnings("FutureReturnValueIgnored")
class MpdNetworkTest extends MpdContract {
  @Override
  protected Path music() {
    return server.library().resolve("songs");
  }

  @Override
  MpdAddress address() {
    return server.network();
  }

  @Override
  Optional<Path> told() {
    return Optional.of(server.library());
  }

  private void reopen(Optional<Path> told) {
    player.close();
    player =
        new MpdPlayer(
            server.network(),
            Players.READER,
            Players.settings(50, VolumeCeiling.of(90), Duration.ZERO),
            told,
            new Random(1));
  }

  private void plays(Path song) {
    player.play(new PlayRequest(song.toString(), false, Duration.ZERO));
    await().atMost(Duration.ofSeconds(10)).until(() -> player.status().position().toMillis() > 300);
    assertThat(player.status().track().orElseThrow().location()).isEqualTo(song.toString());
  }

  @Test
  void a_cover_comes_from_the_server_in_pieces() throws IOException {
    Path song = Pictures.withCover(music().resolve("cover.mp3"), Pictures.jpeg());
    plays(song); // Then the server has looked at the folder, and knows the file.
    Cover cover = new MpdCovers(address(), told()).of(new Track(song.toString())).orElseThrow();
    assertThat(cover.bytes()).isEqualTo(Pictures.jpeg());
    Path plain = Sounds.write(music().resolve("plain.mp3"), Sounds.tone(300, 2));
    assertThat(new MpdCovers(address(), told()).of(new Track(plain.toString()))).isEmpty();
  }

  @Test
  void a_file_in_the_music_directory_itself_is_played() throws IOException {
    plays(Sounds.write(server.library().resolve("top.flac"), Sounds.tone(300, 60)));
  }

  @Test
  void a_link_to_the_music_directory_leads_there_as_well() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), server.library());
    Path song = Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 60));
    reopen(Optional.of(link));
    plays(song);
    reopen(Optional.of(server.library()));
    plays(link.resolve("songs/a.flac"));
  }

  @Test
  void files_elsewhere_are_left_out_and_one_line_says_what_to_set() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Sounds.write(outside.resolve("a.flac"), Sounds.tone(300, 1));
    Sounds.write(outside.resolve("b.flac"), Sounds.tone(300, 1));
    Path inside = Sounds.write(music().resolve("c.flac"), Sounds.tone(300, 60));
    List<String> unset = warnings(Optional.empty(), outside);
    assertThat(unset).hasSize(1);
    assertThat(unset.get(0))
        .contains(
            "a.flac skipped", "mpd.music-directory is not set", "audio = mpd:/run/mpd/socket");
    List<String> set = warnings(told(), outside);
    assertThat(set).hasSize(1);
    assertThat(set.get(0)).contains("mpd.music-directory = " + server.library());
    plays(inside);
  }

  private List<String> warnings(Optional<Path> told, Path playlist) {
    reopen(told);
    try (LogLines log = new LogLines(MpdPlayer.class.getPackageName())) {
      assertThat(player.play(new PlayRequest(playlist.toString(), false, Duration.ZERO)).join())
          .isEqualTo(new PlayResult.Failed("holds nothing that the server can reach"));
      assertThat(player.status().state()).isEqualTo(State.STOPPED);
      return log.all().stream().filter(line -> line.startsWith("WARN")).toList();
    }
  }
}
