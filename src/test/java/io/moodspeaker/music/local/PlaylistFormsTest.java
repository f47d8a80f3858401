package io.moodspeaker.music.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import io.moodspeaker.music.FakeSink;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.SameThread;
import io.moodspeaker.music.Tones;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.support.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which lists name files, and what lists hold that is none. */
@Timeout(60)
class PlaylistFormsTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }

  private static String decomposed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  private Playlist read(String name, String... lines) throws IOException {
    return Players.READER.read(Files.write(folder.resolve(name), List.of(lines)).toString());
  }

  /** Reads a list of one line, which must lead to one file. */
  private void leads(String line, Path to) throws IOException {
    for (String suffix : List.of("m3u8", "pls", "xspf")) {
      Playlist playlist =
          switch (suffix) {
            case "pls" -> read("l.pls", "File1=" + line);
            case "xspf" ->
                read(
                    "l.xspf",
                    "<?xml version='1.0' encoding='UTF-8'?>",
                    "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList>",
                    "<track><location><![CDATA[" + line + "]]></location></track>",
                    "</trackList></playlist>");
            default -> read("l.m3u8", line);
          };
      assertThat(playlist.tracks()).as("%s in %s", line, suffix).hasSize(1);
      Path found = Locations.path(playlist.tracks().getFirst().location());
      assertThat(found).as("%s in %s", line, suffix).exists();
      assertThat(Files.isSameFile(found, to)).as("%s in %s", line, suffix).isTrue();
      assertThat(playlist.missing()).isEmpty();
    }
  }

  @Test
  void composed_and_decomposed_letters_and_either_case_name_the_same_file() throws IOException {
    String name = "Café Ärger/Träume für Åse.mp3";
    Path composed = file(name);
    leads(decomposed(name), composed);
    leads(name.toLowerCase(java.util.Locale.ROOT), composed);
    leads(decomposed(name).toUpperCase(java.util.Locale.ROOT), composed);
    Path other = file("nfd/" + decomposed("Größe.flac"));
    leads("nfd/Größe.flac", other);
    leads("NFD/gröSSe.FLAC".replace("SS", "ß"), other);
    leads(folder.resolve("nfd/Größe.flac").toString(), other);
  }

  @Test
  void a_name_that_is_there_exactly_goes_before_one_that_reads_alike() throws IOException {
    Path small = file("a.mp3");
    Path large = file("A.mp3");
    leads("a.mp3", small);
    leads("A.mp3", large);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file://%s", "file:%s", "file://localhost%s", "FILE://%s", "file://LOCALHOST%s"})
  void file_addresses_in_all_their_forms_are_found(String form) throws IOException {
    for (String name :
        List.of("café 1.mp3", "100% [live].mp3", "a+b;c#d?e.mp3", "50%25.mp3", "x%zz.mp3")) {
      Path path = file("sub dir/" + name);
      leads(form.formatted(path), path);
      leads(form.formatted(path.toUri().getRawPath()), path);
    }
  }

  @Test
  void a_file_on_another_machine_is_left_out_with_a_reason() throws IOException {
    Playlist playlist = read("l.m3u", "file://nas/music/a.mp3");
    assertThat(playlist.tracks()).isEmpty();
    assertThat(playlist.leftOut().getFirst().message()).contains("another machine, 'nas'");
  }

  @Test
  void a_name_that_is_no_utf8_is_found_and_can_be_opened() throws IOException {
    Path latin = Path.of(URI.create(folder.toUri() + "caf%E9.mp3"));
    Files.writeString(latin, "x");
    leads("café.mp3", latin);
    List<Track> inFolder =
        Players.READER.read(folder.toString()).tracks().stream()
            .filter(track -> track.location().endsWith(".mp3"))
            .toList();
    assertThat(inFolder).hasSize(1);
    assertThat(Locations.path(inFolder.getFirst().location())).exists();
    assertThat(inFolder.getFirst().name()).isEqualTo("café");
    Path list = folder.resolve("old.m3u");
    Files.write(list, "café.mp3\n".getBytes(Charset.forName("windows-1252")));
    assertThat(Locations.path(Players.READER.read(list.toString()).tracks().getFirst().location()))
        .exists();
  }

  @Test
  void a_folder_holds_whatever_the_decoder_plays() throws IOException {
    List<String> suffixes =
        List.of(
            "webm", "m4b", "dsf", "mp2", "au", "3gp", "w64", "caf", "aifc", "tta", "ac3", "amr",
            "spx", "wv", "opus", "MKA", "weba", "dff", "oma", "rf64", "mpc", "ape", "snd", "mkv");
    for (String suffix : suffixes) {
      file("music/a." + suffix);
    }
    file("music/cover.jpg");
    file("music/notes.txt");
    file("music/album.cue");
    assertThat(Players.READER.read(folder.resolve("music").toString()).tracks())
        .hasSameSizeAs(suffixes);
  }

  @Test
  void xspf_and_asx_give_titles_and_stations() throws IOException {
    file("a.mp3");
    Playlist xspf =
        read(
            "l.xspf",
            "<playlist version='1' xmlns='http://xspf.org/ns/0/'><trackList>",
            "<track><location>a.mp3</location><creator>Ada</creator><title>Porch</title>"
                + "<image>http://radio.example/p.png</image></track>",
            "<track><location>http://radio.example/a?b=1&amp;c=2</location></track>",
            "</trackList></playlist>");
    assertThat(xspf.tracks()).extracting(Track::name).startsWith("Ada - Porch");
    assertThat(xspf.tracks())
        .extracting(Track::cover)
        .containsExactly(Optional.of("http://radio.example/p.png"), Optional.empty());
    assertThat(xspf.tracks())
        .extracting(Track::location)
        .endsWith("http://radio.example/a?b=1&c=2");
    Playlist asx =
        read(
            "l.asx",
            "<ASX version = \"3.0\"><Title>R & B</Title>",
            "<Entry><Ref HREF = \"http://radio.example/one\" /></Entry>",
            "<entry><ref href='http://radio.example/two'></entry></ASX>");
    assertThat(asx.tracks())
        .extracting(Track::location)
        .containsExactly("http://radio.example/one", "http://radio.example/two");
  }

  @Test
  void lists_of_other_players_are_read_too() throws IOException {
    Path song = file("it's 1 & 2.mp3");
    for (String list :
        List.of(
            "a.xspf:<playlist><trackList><track><location>it's 1 &amp; 2.mp3</location></track>"
                + "</trackList></playlist>",
            "a.wpl:<?wpl version=\"1.0\"?><smil><body><seq><media src=\"it's 1 &amp; 2.mp3\"/></seq>"
                + "</body></smil>",
            "a.asx:<ASX VERSION='3.0'><ENTRY><REF HREF=\"it's 1 &amp; 2.mp3\"/></ENTRY></ASX>",
            "a.cue:PERFORMER \"Ada\"\nFILE \"it's 1 & 2.mp3\" MP3\n  TRACK 01 AUDIO\n    INDEX 01"
                + " 00:00:00\n  TRACK 02 AUDIO\n    INDEX 01 01:00:00",
            "b.m3u:file://it's 1 & 2.mp3")) {
      String name = list.substring(0, list.indexOf(':'));
      assertThat(read(name, list.substring(name.length() + 1)).tracks())
          .as(name)
          .extracting(Track::location)
          .containsExactly(song.toString());
    }
  }

  @Test
  void xml_that_points_elsewhere_reads_no_other_file() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "s3cret");
    Path list =
        Files.writeString(
            folder.resolve("l.xspf"),
            "<!DOCTYPE p [<!ENTITY x SYSTEM '"
                + secret.toUri()
                + "'>]><playlist xmlns='http://xspf.org/ns/0/'><trackList><track>"
                + "<location>&x;.mp3</location></track></trackList></playlist>");
    try {
      assertThat(Players.READER.read(list.toString()).tracks().toString()).doesNotContain("s3cret");
    } catch (IOException refused) {
      assertThat(refused).hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void uris_that_a_server_may_know_are_passed_on() throws IOException {
    assertThat(
            read(
                    "l.m3u",
                    "spotify:track:4uLU6hMCjMI75M1A2tKUQC",
                    "subsonic:playlist/calm",
                    "podcast+https://example.org/feed.xml",
                    "local:track:a%20b.mp3")
                .tracks())
        .hasSize(4);
  }

  @Test
  void odd_entries_are_left_out_and_the_rest_is_read() throws IOException {
    file("a.mp3");
    Playlist playlist =
        read(
            "l.m3u",
            "http://",
            "http://[bad/x",
            "http://radio.example/a|b [live] \"x\"",
            "\u0000",
            "a.mp3",
            "x".repeat(100_000));
    assertThat(playlist.tracks())
        .extracting(Track::location)
        .contains(folder.resolve("a.mp3").toString())
        .contains("http://radio.example/a|b [live] \"x\"");
    assertThat(playlist.leftOut()).extracting(Problem::line).contains(1, 2, 4);
  }

  @Test
  void a_missing_file_is_told_with_its_line_and_stays_for_it_may_come_back() throws IOException {
    file("a.mp3");
    Playlist playlist = read("l.m3u", "#EXTM3U", "a.mp3", "gone.mp3");
    assertThat(playlist.tracks()).hasSize(2);
    assertThat(playlist.missing())
        .hasToString(
            "["
                + folder
                + "/l.m3u:3:1: track 'gone.mp3' is not there; correct or remove the line]");
  }

  @Test
  void what_hangs_or_never_ends_is_refused_at_once() throws Exception {
    Path pipe = folder.resolve("x.m3u");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> Players.READER.read(pipe.toString()))
        .hasMessage("is neither a file nor a folder");
    Playlist playlist = read("l.m3u", "/dev/zero", "/proc/kmsg", pipe.toString());
    AudioSources sources = new AudioSources(List.of(new Tones()));
    for (Track track : playlist.tracks()) {
      assertThatThrownBy(() -> sources.open(track)).isInstanceOf(IOException.class);
    }
    Files.createSymbolicLink(folder.resolve("kernel.m3u"), Path.of("/proc/kmsg"));
    assertThat(Players.READER.read(folder.resolve("kernel.m3u").toString()).tracks()).isEmpty();
  }

  @Test
  void a_list_of_ten_million_lines_is_read_as_far_as_it_is_a_list() throws IOException {
    Path list = folder.resolve("huge.m3u");
    try (BufferedWriter out = Files.newBufferedWriter(list, StandardCharsets.UTF_8)) {
      for (int i = 0; i < 5_000_000; i++) {
        out.write("a\n");
      }
    }
    Playlist playlist = Players.READER.read(list.toString());
    assertThat(playlist.tracks()).hasSize(PlaylistReader.MOST_TRACKS);
    assertThat(playlist.missing()).hasSizeLessThanOrEqualTo(1000);
    try (BufferedWriter out = Files.newBufferedWriter(list, StandardCharsets.UTF_8)) {
      for (int i = 0; i < 10_000_000; i++) {
        out.write("a.mp3\n");
      }
    }
    assertThat(Players.READER.read(list.toString()).leftOut().getFirst().message())
        .contains("over 16 MiB");
  }

  @Test
  void a_home_folder_and_an_address_are_places_too() {
    String home = System.getProperty("user.home");
    assertThat(PlaylistReader.locate("~/Musik", folder)).isEqualTo(home + "/Musik");
    assertThat(PlaylistReader.locate("http://radio.example/live", folder))
        .isEqualTo("http://radio.example/live");
    assertThat(PlaylistReader.locate("lists/calm.m3u8", folder))
        .isEqualTo(folder.resolve("lists/calm.m3u8").toString());
  }

  /** A loader that never returns holds up no other. */
  @Test
  @Fault(
      value = "A playlist that hangs",
      seen = "it is given up",
      goesOn = "other playlists",
      heals = "need not",
      within = "seconds")
  void a_playlist_that_hangs_is_given_up_and_others_play() throws IOException {
    FakeSink sink = new FakeSink();
    long[] nanos = new long[1];
    SameThread loader = new SameThread();
    AudioSources sources = new AudioSources(List.of(new Tones()));
    try (LocalPlayer player =
        new LocalPlayer(
            Players.READER,
            sources,
            sink,
            new LoudnessNormalizer(sources, new LoudnessCache(java.util.Optional.empty()), loader),
            Players.settings(100, VolumeCeiling.of(100), Duration.ZERO),
            new java.util.Random(1),
            () -> nanos[0],
            loader,
            false)) {
      loader.hold(true);
      Path list = Files.writeString(folder.resolve("hangs.m3u"), "http://tones/300hz-1000ms\n");
      var hangs = player.play(new PlayRequest(list.toString(), false, Duration.ZERO));
      player.step();
      nanos[0] += Duration.ofSeconds(91).toNanos();
      player.step();
      assertThat(hangs.join()).isEqualTo(new PlayResult.Failed("does not answer within 90s"));
      loader.hold(false);
      var plays = player.play(new PlayRequest(list.toString(), false, Duration.ZERO));
      for (int i = 0; i < 10; i++) {
        player.step();
      }
      assertThat(plays.join()).isInstanceOf(PlayResult.Playing.class);
    }
  }
}
