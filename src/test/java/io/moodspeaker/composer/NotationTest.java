package io.moodspeaker.composer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.composer.synth.Note;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NotationTest {
  private static final String TUNE =
      """
      = Small
      key: C major
      tempo: 60
      ritard: 0
      form: A A B
      part lead: felt melody octave 4 loose 0
      part pad: warm chords loose 0
      part low: upright bass loose 0
      [A]
      chords | I | V7/3 |
      lead | 1 - 3 5 | 7, . [2 4] - |
      pad | x |
      low | 1 - 5 - |
      [B = A]
      lead | 1 - - - |
      low | off |
      """;

  private static Tune tune() {
    return TuneReader.read("small", TUNE).tunes().get(0);
  }

  private static List<Note> play(Tune tune, String part) {
    return new Performer(tune)
        .play(tune.parts().stream().filter(p -> p.name().equals(part)).findFirst().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "I, C major, 0, 0 4 7",
    "vi7, C major, 9, 0 3 7 10",
    "VI, A minor, 5, 0 4 7",
    "bVII9, D major, 0, 0 4 7 10 14",
    "#ivdim, C major, 6, 0 3 6",
    "V7sus4, Eb major, 10, 0 5 7 10"
  })
  void a_numeral_is_the_chord_that_it_says(String symbol, String key, int root, String intervals) {
    Chord chord = Chord.of(symbol, Key.of(key));
    assertThat(chord.root()).isEqualTo(root);
    assertThat(String.join(" ", chord.intervals().stream().map(String::valueOf).toList()))
        .isEqualTo(intervals);
  }

  @Test
  void a_slash_puts_a_chord_tone_or_a_degree_in_the_bass() {
    Key key = Key.of("G major");
    assertThat(Chord.of("V/3", key).bass()).isEqualTo(6);
    assertThat(Chord.of("IV/I", key).bass()).isEqualTo(7);
  }

  @Test
  void signs_share_a_bar_evenly_and_dashes_hold() {
    Line line = Line.of("| 1 - [3 5] . |");
    assertThat(line.steps())
        .containsExactly(
            new Step(0, 0.5, "1", 0), new Step(0.5, 0.125, "3", 0), new Step(0.625, 0.125, "5", 0));
  }

  @Test
  void a_dash_at_a_section_s_start_holds_the_note_before() {
    String held = TUNE.replace("lead | 1 - - - |", "lead | - - - - | 5 - - - |");
    List<Note> notes = play(TuneReader.read("small", held).tunes().get(0), "lead");
    assertThat(notes).as("6, 6 and 1").hasSize(13);
    assertThat(notes.get(11).pitch()).isEqualTo(65);
    assertThat(notes.get(11).start() + notes.get(11).length()).isBetween(19.8, 20.4);
  }

  @Test
  void a_melody_sounds_the_degrees_of_its_key() {
    assertThat(play(tune(), "lead").stream().map(Note::pitch).limit(6))
        .containsExactly(60.0, 64.0, 67.0, 59.0, 62.0, 65.0);
  }

  @Test
  void the_bass_plays_the_note_under_the_slash() {
    assertThat(play(tune(), "low").stream().map(note -> note.pitch() % 12).limit(4))
        .containsExactly(0.0, 7.0, 11.0, 2.0);
  }

  @Test
  void a_section_like_another_changes_only_what_it_says() {
    assertThat(play(tune(), "low")).as("off in B").hasSize(8);
    assertThat(play(tune(), "pad")).as("4 voices, 6 bars").hasSize(24);
  }

  @Test
  void voices_move_little_from_chord_to_chord() {
    Key key = Key.of("C major");
    List<Integer> before = List.of();
    for (String symbol : List.of("Imaj7", "vi7", "ii9", "V13", "Imaj7")) {
      List<Integer> now = Voicing.of(Chord.of(symbol, key), before, 66, 4, false);
      for (int i = 0; i < before.size(); i++) {
        assertThat(Math.abs(now.get(i) - before.get(i))).as(symbol).isLessThanOrEqualTo(4);
      }
      before = now;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "chords | I | V7/3 |; chords | H |; small.tunes:10: 'H' is no chord",
        "part pad: warm; part pad: tuba; small.tunes:7: no instrument is called 'tuba'",
        "octave 4; octave four; small.tunes:6: octave needs a number",
        "tempo: 60; tempo; small.tunes:3: 'tempo' is no line of a tune",
        "form: A A B; form: A C; the form of 'Small' names 'C'; its sections are A, B",
        "key: C major; key: H major; a key is a tonic and a mode",
        "[B = A]; [B = Z]; is like a section not yet written",
        "[2 4]; [2 4; brackets don't match"
      })
  void a_fault_is_told_with_its_value_and_remedy(String right, String wrong, String message) {
    assertThatThrownBy(() -> TuneReader.read("small", TUNE.replace(right, wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  static Stream<String> names() {
    return TuneList.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_bundled_tune_can_be_played_and_lasts_one_to_two_minutes(String name) {
    TuneList playlist = TuneReader.bundled(name);
    assertThat(playlist.tunes()).hasSizeGreaterThanOrEqualTo(3);
    for (Tune tune : playlist.tunes()) {
      Performer performer = new Performer(tune);
      assertThat(performer.seconds()).as(tune.label().title()).isBetween(57.0, 110.0);
      for (Part part : tune.parts()) {
        assertThat(performer.play(part)).as(tune.label().title() + " " + part.name()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_line_fits_the_bars_of_its_section(String name) {
    for (Tune tune : TuneReader.bundled(name).tunes()) {
      for (Section section : tune.form()) {
        section
            .lines()
            .forEach(
                (part, line) ->
                    assertThat(section.bars().size() % line.bars())
                        .as(tune.label().title() + " [" + section.name() + "] " + part)
                        .isZero());
      }
    }
  }

  @Test
  void the_tunes_of_a_playlist_differ_in_tempo_and_instruments() {
    for (String name : TuneList.names()) {
      List<Tune> tunes = TuneReader.bundled(name).tunes();
      assertThat(tunes.stream().map(tune -> tune.meter().tempo()).distinct()).hasSize(tunes.size());
      assertThat(tunes.stream().map(NotationTest::instruments).distinct()).hasSize(tunes.size());
    }
  }

  private static List<String> instruments(Tune tune) {
    return tune.parts().stream().map(Part::instrument).sorted().toList();
  }
}
