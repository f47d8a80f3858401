package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What check says of a playlist is what the player makes of it. */
class CheckedMusicTest {
  private static final FfmpegOpener FFMPEG = new FfmpegOpener();
  private static final AudioSources SOURCES =
      new AudioSources(List.of(new Mp3Opener(FFMPEG::tags), FFMPEG));

  @TempDir Path home;

  @BeforeEach
  void music() throws IOException {
    Path song = Sounds.write(home.resolve("song.flac"), Sounds.tone(440, 0.3));
    Files.createDirectories(home.resolve("full"));
    Files.createDirectories(home.resolve("none"));
    Files.copy(song, home.resolve("full/a.m4b"));
    Files.copy(song, home.resolve("without-suffix"));
    Files.copy(song, home.resolve(Normalizer.normalize("Übung.flac", Normalizer.Form.NFD)));
    Files.writeString(home.resolve("notes.txt"), "no music\n");
    Files.writeString(home.resolve("empty.m3u"), "");
    Files.writeString(home.resolve("good.m3u8"), "song.flac\nhttp://radio.example/live\n");
    Files.writeString(home.resolve("bare.pls"), "File1=song.flac\n");
    Files.writeString(
        home.resolve("x.xspf"),
        "<playlist xmlns='http://xspf.org/ns/0/'><trackList><track>"
            + "<location>song.flac</location></track></trackList></playlist>");
  }

  private boolean isPlayed(String name) {
    try {
      String location = PlaylistReader.locate(name, home);
      Playlist playlist = new PlaylistReader(ListFetcher.NONE).read(location);
      if (playlist.tracks().isEmpty()) {
        return false;
      }
      String first = playlist.tracks().getFirst().location();
      if (Locations.isUrl(first)) {
        return true; // Whether a station answers, only the day tells.
      }
      SOURCES.open(playlist.tracks().getFirst()).close();
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void check_and_the_player_agree_on_every_kind_of_playlist() {
    for (String name :
        List.of(
            "song.flac",
            "full",
            "none",
            "without-suffix",
            "\u00dcbung.flac",
            "SONG.FLAC",
            "notes.txt",
            "empty.m3u",
            "good.m3u8",
            "bare.pls",
            "x.xspf",
            "gone.m3u8",
            "gone",
            "http://radio.example/live",
            "https://radio.example/x.pls",
            "spotify:track:1",
            "file://localhost" + home + "/song.flac",
            "/dev/zero",
            "subsonic:playlist/x")) {
      Validated<LoadedConfig> read =
          Configs.moods(home, "moods:\n  happiness: {playlist: \"" + name + "\"}\n");
      assertThat(read.problems().isEmpty())
          .as("%s: %s", name, read.problems())
          .isEqualTo(isPlayed(name));
    }
  }
}
