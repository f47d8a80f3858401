package io.moodspeaker.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.music.Cover;
import io.moodspeaker.music.Pictures;
import io.moodspeaker.music.SameThread;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoversTest {
  @TempDir Path folder;

  private final List<String> looked = new ArrayList<>();

  @Test
  void a_picture_within_a_file_is_its_cover() throws IOException {
    Path song = Pictures.withCover(folder.resolve("song.mp3"), Pictures.jpeg());
    Cover cover = new FfmpegOpener().cover(new Track(song.toString())).orElseThrow();
    assertThat(cover.type()).isEqualTo("image/jpeg");
    assertThat(cover.bytes()).isEqualTo(Pictures.jpeg());
  }

  @Test
  void a_file_without_one_a_broken_one_and_a_stream_have_none() throws IOException {
    Path plain = Sounds.write(folder.resolve("plain.flac"), Sounds.tone(440, 1));
    Path broken = Files.writeString(folder.resolve("broken.mp3"), "no music");
    Path strange = Pictures.withCover(folder.resolve("strange.mp3"), new byte[] {1, 2, 3, 4, 5});
    FfmpegOpener files = new FfmpegOpener();
    for (String location :
        List.of(
            plain.toString(),
            broken.toString(),
            strange.toString(),
            "http://127.0.0.1:1/",
            "spotify:track:1",
            "/gone.mp3")) {
      assertThat(files.cover(new Track(location))).as(location).isEmpty();
    }
  }

  @Test
  void a_picture_beside_a_file_is_its_cover_too() throws IOException {
    Files.write(folder.resolve("cover.jpg"), Pictures.jpeg());
    assertThat(Covers.beside(new Track(folder.resolve("a.flac").toString()))).isPresent();
    assertThat(Covers.beside(new Track("http://radio/"))).isEmpty();
  }

  @Test
  void each_track_and_each_piece_of_a_station_is_looked_at_once() {
    Covers covers =
        new Covers(
            (track, pictures) -> {
              looked.add(track.id() + pictures);
              return track.id().equals("/a") ? Cover.of(Pictures.jpeg()) : Optional.empty();
            },
            new SameThread());
    for (int i = 0; i < 2; i++) {
      assertThat(covers.of(new Track("/a"), List.of())).isPresent();
    }
    for (int i = 0; i < 2; i++) {
      assertThat(covers.of(new Track("/b"), List.of())).isEmpty();
    }
    for (int i = 0; i < 2; i++) {
      covers.of(new Track("/b"), List.of("http://x/next piece"));
    }
    assertThat(looked).containsExactly("/a[]", "/b[]", "/b[http://x/next piece]");
  }

  @Test
  void what_is_no_picture_is_never_shown_as_one() {
    assertThat(Cover.of("<script>".getBytes(java.nio.charset.StandardCharsets.US_ASCII))).isEmpty();
    assertThat(Cover.of(new byte[0])).isEmpty();
    assertThat(Cover.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'}).orElseThrow().type())
        .isEqualTo("image/png");
  }
}
