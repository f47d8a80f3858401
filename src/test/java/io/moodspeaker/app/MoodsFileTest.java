package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoodsFileTest {
  private static final Path NOWHERE = Path.of("target/no-installation");

  @TempDir Path home;

  @BeforeEach
  void playlists() throws IOException {
    if (home != null) {
      Files.createDirectories(home.resolve("config"));
      Files.writeString(home.resolve("joy.m3u8"), "#EXTM3U\njoy.mp3\n");
      Files.createDirectories(home.resolve("warm"));
      Files.writeString(home.resolve("warm/one.OGG"), "");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ceiling: 101 | 2:12: ceiling must be 0 to 100, was 101",
        "cieling: 50 | 2:3: 'cieling' is no key of music; did you mean ceiling?",
        "hold: 30 | 2:9: hold must be a number with a unit, as in 500ms, 1.5s, 10min or 2h, was '30'",
        "hold: 25h | 2:9: hold must be 0s to 24h, was 25h",
        "minimum-play: 2h | 2:17: minimum-play must be 0s to 1h, was 2h",
        "repeat-after: 25h | 2:17: repeat-after must be 0s to 24h, was 25h",
        "quiet: 40 | 2:10: quiet must hold keys of its own, such as from, to, ceiling",
        "quiet: {from: '22:00'} | 2:10: quiet needs to, a time of day such as \"22:00\"; add it",
        "quiet: {to: '22:00'} | 2:10: quiet needs from, a time of day such as \"22:00\"; add it",
        "quiet: {from: '22:00', to: 7 am} | 2:30: to must be a time of day as in \"22:00\", was '7 am'",
        "quiet: {from: '24:00', to: '07:00'} | 2:17: from must be a time of day as in \"22:00\", was '24:00'",
        "quiet: {from: '22:00', to: '22:00'} | 2:30: to must be another time than from, both were 22:00",
        "quiet: {from: '22:00', to: '07:00', ceiling: -1} | 2:48: ceiling must be 0 to 100, was -1",
        "quiet: {form: '22:00', to: '07:00'} | 2:11: 'form' is no key of quiet; did you mean from?",
      })
  void a_mistake_in_the_limits_is_told_with_its_place(String line, String problem) {
    Validated<LoadedConfig> checked = parse("music:\n  " + line + "\nmoods: {}\n");
    assertThat(checked.value()).isEmpty();
    assertThat(checked.problems())
        .extracting(Problem::toString)
        .contains("config/moods.yaml:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "volume: 140 | 3:13: volume must be 0 to 100, was 140",
        "volume: loud | 3:13: volume must be a whole number of 0 to 100, was 'loud'",
        "volume: 99999999999999999999 | 3:13: volume must be 0 to 100, was 99999999999999999999",
        "volme: 40 | 3:5: 'volme' is no key of fear; did you mean volume?",
        "colour: red | 3:5: 'colour' is no key of fear; use one of alert, light, enter, after, words, playlist, playlists, strategy, volume, say",
        "strategy: mach | 3:15: strategy must be one of match, comfort, iso, compose, keep, silence, pause, was 'mach'; did you mean match?",
        "strategy: match | 3:15: strategy match of fear needs a playlist; add one or use keep or silence",
        "strategy: pause | 3:15: strategy pause is for absent alone; use silence or keep for fear",
        "strategy: comfort | 3:15: strategy comfort of fear needs the playlist music: comfort:; add it",
        "light: {pin: 40} | 3:18: pin must be 0 to 27, was 40",
        "light: {pattern: blink} | 3:12: light of fear needs a pin, an rgb colour or both",
        "light: {pin: 3, pattern: flash} | 3:30: pattern must be one of steady, blink, pulse, was 'flash'",
        "light: {rgb: [1, 2]} | 3:18: rgb must be 3 whole numbers of 0 to 255 in brackets, was a list of 2",
        "light: {rgb: [1, 2, 300]} | 3:25: rgb must be 0 to 255, was 300",
        "light: 4 | 3:12: light must hold keys of its own, such as pin, rgb, pattern",
        "alert: {after: 5} | 3:20: after must be a number with a unit, as in 500ms, 1.5s, 10min or 2h, was '5'",
        "alert: {every: 200h} | 3:20: every must be 0s to 168h, was 200h",
        "alert: {webhook: 'ftp://x'} | 3:22: webhook must be an address like https://host/path, was 'ftp://x'",
        "alert: {webhook: 'ftp://me:s@cret@x'} | 3:22: webhook must be an address like https://host/path, was 'ftp://…@x'",
        "words: [a] | 3:12: words must be a text, was a list of 1",
        "words: | 3:5: words has no value; give it one or take the line out",
        "playlists: {night: {weight: 2}} | 3:24: night needs a playlist; add it",
        "playlists: {night: {playlist: 'http://x/', when: {from: \"22:00\"}}} | 3:54: when needs to, a time of day such as \"22:00\"; add it",
        "playlists: {night: {playlist: 'http://x/', when: {days: [son]}}} | 3:62: days must be of mon, tue, wed, thu, fri, sat, sun, was 'son'",
        "playlists: {night: {playlist: 'http://x/', weight: 0}} | 3:56: weight must be 1 to 100, was 0",
        "playlists: {hers: {playlist: 'http://x/', when: {person: 3}}} | 3:62: person must be a text, was '3'",
        "playlists: {hers: {playlist: 'http://x/', when: {persons: Ada}}} | 3:54: 'persons' is no key of when; did you mean person?",
        "playlists: [p.m3u8] | 3:16: playlists must hold keys with values",
        "playlist: none.m3u8 | 3:15: playlist none.m3u8 is not there; create it or change the path",
        "playlist: config | 3:15: playlist config holds no music; put audio files into it",
      })
  void a_mistake_is_told_with_its_place_value_and_remedy(String line, String problem) {
    Validated<LoadedConfig> checked = parse("moods:\n  fear:\n    " + line + "\n");
    assertThat(checked.problems())
        .extracting(Problem::toString)
        .containsExactly("config/moods.yaml:" + problem);
  }

  @Test
  void all_mistakes_are_told_at_once_in_the_order_of_the_text() {
    Validated<LoadedConfig> checked =
        parse(
            """
            music:
              volume: -1
              fade: 1 week
            moods:
              happyness: {playlist: joy.m3u8}
              sadness: {light: {pin: 4}, playlist: gone.m3u8}
              anger: {light: {pin: 4}}
              anger: {words: Again}
            """);
    assertThat(checked.value()).isEmpty();
    assertThat(checked.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "config/moods.yaml:2:11: volume must be 0 to 100, was -1",
            "config/moods.yaml:3:9: fade must be a number with a unit, as in 500ms, 1.5s, 10min or"
                + " 2h, was '1 week'",
            "config/moods.yaml:5:3: 'happyness' is no key of moods; did you mean happiness?",
            "config/moods.yaml:6:26: pin 4 is used by anger already; give sadness another",
            "config/moods.yaml:6:40: playlist gone.m3u8 is not there; create it or change the path",
            "config/moods.yaml:8:3: anger is set twice; take one of them out");
  }

  @Test
  void an_empty_playlist_is_told() throws IOException {
    Files.writeString(home.resolve("empty.m3u8"), "\ufeff#EXTM3U\n\n# nothing\n");
    assertThat(parse("moods: {fear: {playlist: empty.m3u8}}").problems())
        .extracting(Problem::message)
        .containsExactly("playlist empty.m3u8 is empty; add a track a line");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "volume: 101 | 2:17: volume must be 0 to 100, was 101",
        "exclude: maybe | 2:18: exclude must be true or false, was 'maybe'",
        "language: fr | 2:19: language must be one of en, de, ko, was 'fr'",
        "playlists: {joy: a.m3u8} | 2:21: 'joy' is no key of playlists; use one of anger, contempt, disgust, fear, happiness, neutral, sadness, surprise, absent, unsure",
        "mood: sadness | 2:9: 'mood' is no key of Ada; use one of alert, playlists, volume, exclude, language",
      })
  void what_is_said_of_a_person_is_checked(String text, String problem) {
    assertThat(parse("people:\n  Ada: {" + text + "}\nmoods: {}\n").problems())
        .extracting(Problem::toString)
        .containsExactly("config/moods.yaml:" + problem);
  }

  @Test
  void a_rule_may_be_for_people_who_are_not_in_the_file_but_a_slip_is_told() {
    String file =
        """
        people: {Ada: {volume: 50}}
        moods:
          fear:
            playlists:
              hers: {playlist: 'http://x/', when: {person: %s}}
        """;
    assertThat(parse(file.formatted("Ada")).problems()).isEmpty();
    assertThat(parse(file.formatted("[Ada, Benno]")).problems()).isEmpty();
    assertThat(parse(file.formatted("ADA")).problems()).isEmpty();
    assertThat(parse(file.formatted("adda")).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "config/moods.yaml:5:52: person adda is not among people; did you mean Ada?");
  }

  @Test
  void a_person_is_the_same_however_the_name_is_typed() {
    LoadedConfig config =
        parse(
                """
                people: {Zo\u00eb: {volume: 5, exclude: true, alert: false, language: de}}
                moods: {}
                """)
            .value()
            .orElseThrow();
    int sections = 0;
    for (Feature feature : Features.load()) {
      for (MoodsSection<?> section : feature.moods()) {
        if (!section.personKeys().isEmpty()) {
          Object value = config.get(section);
          Set<?> names = value instanceof Map<?, ?> map ? map.keySet() : (Set<?>) value;
          assertThat(names.contains("zOe\u0308")).as(feature.name()).isTrue();
          assertThat(names.contains("Zoe")).as(feature.name()).isFalse();
          sections++;
        }
      }
    }
    assertThat(sections).isPositive();
    assertThat(parse("people: {Ada: {volume: 5}, ada: {volume: 6}}\nmoods: {}\n").problems())
        .extracting(Problem::toString)
        .containsExactly(
            "config/moods.yaml:1:33: ada is a person whom another key here names too; keep one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | config/moods.yaml: is empty; it needs music, people, moods",
        "# only words | config/moods.yaml: is empty; it needs music, people, moods",
        "- a | config/moods.yaml:1:1: must hold keys with values, starting with music, people, moods",
        "music: {volume: 3} | config/moods.yaml:1:1: moods is missing; it holds the answers to each mood",
        "moods: {fear: {volume: 3} | config/moods.yaml:1:26: is no YAML here: ",
        "{? [a] : b, moods: {}} | config/moods.yaml:1:4: a key must be a word; use one of music, people, moods",
      })
  void a_text_that_is_no_such_file_is_told(String text, String start) {
    assertThat(parse(text).value()).isEmpty();
    assertThat(parse(text).problems().get(0).toString()).startsWith(start);
  }

  @Test
  void a_tab_is_called_by_its_name() {
    assertThat(parse("moods:\n\tfear: {volume: 3}\n").problems())
        .extracting(Problem::toString)
        .containsExactly("config/moods.yaml:2:1: a tab cannot indent YAML; use spaces");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "moods:\\n  fear:\\n    volume:\u00a045\\n|3|NO-BREAK SPACE, U+00A0",
        "moods:\\n\u00a0 fear: {volume: 3}\\n|2|NO-BREAK SPACE, U+00A0",
        "moods:\\n  fear: {volume: 3\u200b}\\n|2|ZERO WIDTH SPACE, U+200B",
        "moods:\\n  fear\u200d: {volume: 3}\\n|2|ZERO WIDTH JOINER, U+200D",
        "moods:\\n  fear: {strategy: comfort\ufeff}\\n|2|ZERO WIDTH NO-BREAK SPACE, U+FEFF",
        "moods:\\n  fear: {playlist: \u202fjoy.m3u8}\\n|2|NARROW NO-BREAK SPACE, U+202F",
        "moods:\\n  fear: {volume: 3,\u00a0light: {pattern: blink}}\\n|2|NO-BREAK SPACE, U+00A0",
        "mu\u00adsic:\\n  ceiling: 3\\n|1|SOFT HYPHEN, U+00AD",
      })
  void what_one_does_not_see_is_called_by_its_name(String text, int line, String name) {
    assertThat(parse(text.replace("\\n", "\n")).problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.line()).isEqualTo(line);
              assertThat(problem.message()).contains(name);
            });
  }

  @Test
  void a_text_that_nests_without_end_is_told() {
    assertThat(parse("moods: " + "[".repeat(200_000)).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "config/moods.yaml:1:27: nests deeper than 20 levels; close a bracket before");
    assertThat(parse("moods: " + "{a: ".repeat(100_000)).value()).isEmpty();
  }

  @Test
  void two_documents_are_told() {
    assertThat(parse("moods: {}\n---\nmoods: {}\n").problems()).hasSize(1);
  }

  @Test
  void a_file_that_is_no_utf8_is_told_with_the_place_of_the_byte() throws IOException {
    Files.write(
        home.resolve(ConfigReader.MOODS),
        "moods:\n  fear: {words: \u00e4h}\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Configs.settings(home, Map.of(), Map.of()).problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .startsWith("config/moods.yaml:2:17: byte 0xe4 is no UTF-8")
        .endsWith("save the file in UTF-8");
  }

  @Test
  void a_byte_order_mark_does_no_harm() throws IOException {
    Files.writeString(home.resolve(ConfigReader.MOODS), "\ufeffmoods: {fear: {volume: 3}}\n");
    assertThat(Configs.settings(home, Map.of(), Map.of()).good()).isTrue();
  }

  @Test
  void a_missing_file_is_told() {
    assertThat(new ConfigReader(home, Features.load(), Map.of(), Map.of()).read().problems())
        .extracting(Problem::toString)
        .containsExactly("config/moods.yaml: is not there; restore it from the installation");
  }

  @Property(tries = 500)
  void no_text_breaks_the_reader(@ForAll("texts") String text) {
    Validated<LoadedConfig> checked = parse(text);
    assertThat(checked.value().isPresent() || !checked.problems().isEmpty()).isTrue();
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                List.of(
                    "moods:",
                    "music:",
                    "\n",
                    "  ",
                    "    ",
                    "fear:",
                    "light:",
                    "pin: 4",
                    "{",
                    "}",
                    "[",
                    "]",
                    ": ",
                    "- ",
                    "&a ",
                    "*a",
                    "!!int ",
                    "\t",
                    "'",
                    "\"",
                    "|",
                    "? ",
                    "<<: ",
                    "~",
                    "volume: 3",
                    "alert: {after: 5s}",
                    "#",
                    "---\n",
                    "%YAML 1.1\n",
                    "\\")),
            Arbitraries.strings().ofMaxLength(3));
    return pieces.list().ofMaxSize(30).map(list -> String.join("", list));
  }

  private Validated<LoadedConfig> parse(String text) {
    return Configs.moods(home == null ? NOWHERE : home, text);
  }
}
