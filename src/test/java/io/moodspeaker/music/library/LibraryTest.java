package io.moodspeaker.music.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.local.Players;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryTest {
  private static final AudioSources SOURCES = new AudioSources(List.of(new FfmpegOpener()));

  @TempDir Path folder;

  private final TrackAnalyzer analyzer = new TrackAnalyzer(SOURCES);

  /** Broken chords, each note with a few overtones and a decay. */
  private Path piece(String name, double bpm, int[] chord, double level, int overtones)
      throws IOException {
    double beat = 60 / bpm;
    float[] sound =
        Sounds.signal(
            12,
            Pcm.RATE,
            2,
            i -> {
              double second = i / (double) Pcm.RATE;
              int note = (int) (second / beat);
              double since = second - note * beat;
              double hz = 220 * Math.pow(2, chord[note % chord.length] / 12.0);
              double value = 0;
              for (int k = 1; k <= overtones; k++) {
                value += Math.sin(2 * Math.PI * k * hz * second) / k;
              }
              return level * value * Math.min(1, since * 200) * Math.exp(-4 * since);
            });
    return Sounds.write(folder.resolve(name), sound);
  }

  private Path merry() throws IOException {
    return piece("merry.flac", 140, new int[] {0, 4, 7, 12, 5, 9, 12, 7, 11, 14}, 0.5, 8);
  }

  private Path sombre() throws IOException {
    return piece("sombre.flac", 66, new int[] {0, 3, 7, 3, 5, 8, 12, 8, 7, 3}, 0.05, 2);
  }

  private static TrackFacts facts(String name, double energy, double valence) {
    return new TrackFacts(
        "/m/" + name,
        name,
        Duration.ofSeconds(100),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        0,
        1000,
        new Feel(energy, valence));
  }

  @Test
  void tempo_and_length_are_found() throws IOException {
    for (double bpm : new double[] {80, 100, 120, 140}) {
      Path file = piece("at" + bpm + ".flac", bpm, new int[] {0, 4, 7}, 0.5, 4);
      TrackFacts facts = analyzer.analyze(new Track(file.toString()));
      assertThat(facts.tempo().orElseThrow()).as("beats a minute").isCloseTo(bpm, within(3.0));
      assertThat(facts.duration().toMillis()).isBetween(11_990L, 12_010L);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // beats a minute, third, level, overtones, mode, LUFS at least and at most, brighter than
    "140, 4, 0.5, 10, major, -20, -8, 500",
    "70, 4, 0.05, 1, major, -45, -28, 0",
    "120, 3, 0.5, 10, minor, -20, -8, 500",
    "66, 3, 0.05, 1, minor, -45, -28, 0",
  })
  void known_pieces_are_heard_as_they_were_made(
      double bpm,
      int third,
      double level,
      int overtones,
      String mode,
      double least,
      double most,
      double brightness)
      throws IOException {
    int sixth = third + 5;
    int seventh = third == 4 ? 11 : 10;
    Path file =
        piece(
            "known.flac",
            bpm,
            new int[] {0, third, 7, 12, 5, sixth, 12, 7, seventh, 14, 7, 0, third, 7, 0, 0},
            level,
            overtones);
    TrackFacts facts = analyzer.analyze(new Track(file.toString()));
    assertThat(facts.mode()).matches(m -> mode.equals("major") ? m > 0.2 : m < -0.2, mode);
    assertThat(facts.lufs().orElseThrow()).isBetween(least, most);
    assertThat(facts.tempo().orElseThrow()).isCloseTo(bpm, within(3.0));
    if (brightness > 0) {
      assertThat(facts.brightness()).isGreaterThan(brightness);
    } else {
      assertThat(facts.brightness()).isLessThan(500);
    }
    assertThat(Suggestions.why(facts)).contains(mode).contains("beats a minute");
  }

  @Test
  void loud_bright_fast_major_feels_more_lively_and_brighter_than_its_contrary()
      throws IOException {
    Feel merry = analyzer.analyze(new Track(merry().toString())).feel();
    Feel sombre = analyzer.analyze(new Track(sombre().toString())).feel();
    assertThat(merry.energy()).isGreaterThan(sombre.energy() + 0.2);
    assertThat(merry.valence()).isGreaterThan(sombre.valence() + 0.2);
  }

  @Test
  void silence_has_facts_too() throws IOException {
    Path file = Sounds.write(folder.resolve("s.flac"), new float[2 * Pcm.RATE]);
    TrackFacts facts = analyzer.analyze(new Track(file.toString()));
    assertThat(facts.lufs()).isEmpty();
    assertThat(facts.tempo()).isEmpty();
    assertThat(facts.feel().energy()).isLessThan(0.2);
  }

  @Test
  void a_scan_listens_only_to_what_is_new_and_forgets_what_is_gone() throws IOException {
    Path music = Files.createDirectory(folder.resolve("music"));
    Path a = Files.move(merry(), music.resolve("a.flac"));
    Files.writeString(music.resolve("broken.mp3"), "no music");
    List<String> told = new ArrayList<>();
    try (Library library = Library.open(folder.resolve("library.db"))) {
      LibraryScan scan = new LibraryScan(library, analyzer);
      LibraryScan.Outcome first =
          scan.scan(music, (done, all, location) -> told.add(done + "/" + all));
      assertThat(first.analyzed()).isEqualTo(1);
      assertThat(first.skipped()).singleElement().asString().contains("broken.mp3: ");
      assertThat(told).containsExactly("1/2", "2/2");
    }
    try (Library library = Library.open(folder.resolve("library.db"))) {
      LibraryScan scan = new LibraryScan(library, analyzer);
      Files.move(sombre(), music.resolve("b.flac"));
      LibraryScan.Outcome second = scan.scan(music, (done, all, location) -> {});
      assertThat(second.analyzed()).isEqualTo(1);
      assertThat(second.known()).isEqualTo(1);
      assertThat(library.tracks()).extracting(TrackFacts::title).containsExactly("a", "b");
      Files.delete(a);
      assertThat(scan.scan(music, (done, all, location) -> {}).forgotten()).isEqualTo(1);
      assertThat(library.tracks()).extracting(TrackFacts::title).containsExactly("b");
    }
  }

  @Test
  void a_track_stays_known_whatever_bytes_its_name_has() throws IOException, InterruptedException {
    Path music = Files.createDirectory(folder.resolve("music"));
    Path sound = Sounds.write(folder.resolve("s.flac"), new float[2 * Pcm.RATE]);
    String[] names = {"%E9.flac", "a%0Ab.flac", "%1B[31m.flac", "%E2%80%AE.flac", "plain.flac"};
    for (String name : names) {
      String bytes = name.replace("%", "\\x");
      Process copy =
          new ProcessBuilder(
                  "bash",
                  "-c",
                  "cp \"$1\" \"$2/$(printf \"$3\")\"",
                  "copy",
                  sound.toString(),
                  music.toString(),
                  bytes)
              .inheritIO()
              .start();
      assertThat(copy.waitFor()).isZero();
    }
    List<TrackFacts> tracks;
    try (Library library = Library.open(folder.resolve("library.db"))) {
      LibraryScan scan = new LibraryScan(library, analyzer);
      assertThat(scan.scan(music, (done, all, location) -> {}))
          .isEqualTo(new LibraryScan.Outcome(5, 0, 0, List.of()));
      assertThat(scan.scan(music, (done, all, location) -> {}))
          .isEqualTo(new LibraryScan.Outcome(0, 5, 0, List.of()));
      tracks = library.tracks();
    }
    Path list = folder.resolve("l.m3u8");
    Files.write(list, Suggestions.m3u8("all", tracks));
    assertThat(Players.READER.read(list.toString()))
        .returns(List.of(), Playlist::missing)
        .returns(List.of(), Playlist::leftOut)
        .returns(
            tracks.stream().map(TrackFacts::location).toList(),
            read -> read.tracks().stream().map(Track::location).toList());
  }

  @Test
  void a_suggested_list_has_one_line_for_each_title_and_path() {
    TrackFacts evil =
        new TrackFacts(
            "/m/a\n/etc/passwd\u202e.mp3",
            "T\u001b[31mred\u0007\nhttp://radio.example/\r#EXTINF:1,x",
            Duration.ofSeconds(1),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            0,
            0,
            new Feel(0, 0));
    List<String> lines = Suggestions.m3u8("like T\nhttp://radio.example/", List.of(evil));
    assertThat(lines).hasSize(5).noneMatch(line -> line.matches("(?s).*[\\p{Cntrl}\\u202E].*"));
    assertThat(lines.subList(0, 4)).allMatch(line -> line.startsWith("#"));
    assertThat(lines.get(4)).isEqualTo("file:///m/a%0A/etc/passwd%E2%80%AE.mp3");
  }

  @Test
  void a_file_that_is_no_library_is_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("letter.db"), "Dear reader, ".repeat(500));
    assertThatThrownBy(() -> Library.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("letter.db cannot be opened");
  }

  @Test
  void suggestions_are_nearest_first_and_can_be_read_as_a_playlist() throws IOException {
    List<TrackFacts> all =
        List.of(facts("calm", 0.2, 0.3), facts("gay", 0.7, 0.9), facts("wild", 0.95, 0.2));
    List<TrackFacts> near = Suggestions.near(all, Feel.of(Mood.HAPPINESS), 2);
    assertThat(near.get(0).title()).isEqualTo("gay");
    assertThat(near).hasSize(2);
    Path list = Files.write(folder.resolve("l.m3u8"), Suggestions.m3u8("for happiness", near));
    assertThat(Players.READER.read(list.toString()).tracks())
        .first()
        .isEqualTo(new Track("/m/gay", Optional.of("gay")));
  }

  @Test
  void five_steps_lead_from_a_mood_to_comfort_without_repeats() {
    List<TrackFacts> all = new ArrayList<>();
    for (int i = 0; i <= 20; i++) {
      all.add(facts("t" + i, 0.2 + 0.005 * i, 0.2 + 0.0225 * i));
    }
    List<TrackFacts> path = Suggestions.path(all, Feel.of(Mood.SADNESS), Feel.COMFORT);
    assertThat(path).hasSize(5).doesNotHaveDuplicates();
    for (int i = 1; i < path.size(); i++) {
      assertThat(path.get(i).feel().valence()).isGreaterThan(path.get(i - 1).feel().valence());
    }
    assertThat(path.get(4).feel().distance(Feel.COMFORT)).isLessThan(0.01);
    assertThat(Suggestions.path(all.subList(0, 2), Feel.of(Mood.SADNESS), Feel.COMFORT)).hasSize(2);
  }

  @Test
  void a_way_out_of_a_mood_is_written_where_the_library_has_enough() throws IOException {
    Path file = folder.resolve("library.db");
    LibraryLists lists = new LibraryLists(file, folder);
    assertThat(lists.outOf(Mood.SADNESS)).as("without a library").isEmpty();
    try (Library library = Library.open(file)) {
      for (int i = 0; i < 12; i++) {
        Path song = Files.writeString(folder.resolve("t" + i + ".mp3"), "x");
        library.put(
            song,
            new TrackFacts(
                song.toString(),
                "t" + i,
                Duration.ofSeconds(60),
                OptionalDouble.of(-17),
                OptionalDouble.empty(),
                0,
                1000,
                new Feel(0.2, 0.2 + 0.05 * i)));
      }
    }
    Path list = lists.outOf(Mood.SADNESS).orElseThrow();
    List<Track> tracks = Players.READER.read(list.toString()).tracks();
    assertThat(tracks).hasSize(12).doesNotHaveDuplicates();
    assertThat(tracks.get(0).name()).isEqualTo("t0");
    assertThat(lists.outOf(Mood.SADNESS)).contains(list);
  }

  @Test
  void more_like_a_track_begins_with_it_and_goes_on_with_its_neighbours() throws IOException {
    Path file = folder.resolve("library.db");
    LibraryLists lists = new LibraryLists(file, folder);
    List<Path> songs = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      songs.add(Files.writeString(folder.resolve("t" + i + ".mp3"), "x"));
    }
    assertThat(lists.like(songs.get(0).toString())).as("without a library").isEmpty();
    try (Library library = Library.open(file)) {
      for (int i = 0; i < 5; i++) {
        Feel feel = new Feel(i == 3 ? 0.9 : 0.4, 0.1 + 0.02 * i);
        // The first has twice the tempo of those that feel like it.
        OptionalDouble tempo = OptionalDouble.of(i == 1 ? 140 : 70);
        library.put(
            songs.get(i),
            new TrackFacts(
                songs.get(i).toString(),
                "t" + i,
                Duration.ofSeconds(60),
                OptionalDouble.of(-17),
                tempo,
                0,
                1000,
                feel));
      }
    }
    Path list = lists.like(songs.get(2).toString()).orElseThrow();
    assertThat(Players.READER.read(list.toString()).tracks())
        .extracting(Track::name)
        .containsExactly("t2", "t4", "t0", "t1", "t3");
    assertThat(lists.like("/elsewhere.mp3")).as("unknown to the library").isEmpty();
    Path next = lists.like(songs.get(3).toString()).orElseThrow();
    assertThat(next).isNotEqualTo(list);
    assertThat(list).doesNotExist();
  }
}
