package io.moodspeaker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static final String KEY = "0123456789abcdef";

  @TempDir Path home;

  @Test
  void without_a_file_the_defaults_hold() {
    Settings settings = good(Map.of(), Map.of());
    assertThat(settings.camera())
        .isEqualTo(
            new Settings.Camera(
                "auto", Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofSeconds(10)));
    assertThat(settings.faces().policy()).isEqualTo("largest");
    assertThat(settings.faces().watch()).containsExactly(Emotion.FEAR);
    assertThat(settings.model().folder()).isEqualTo(home.resolve("models/emotion"));
    assertThat(settings.azure().inUse()).isFalse();
    assertThat(settings.outputs().rgbPins()).isEmpty();
    assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.1", 8780));
  }

  @Test
  void a_file_gives_way_to_the_environment_and_that_to_an_override() throws IOException {
    write("camera = drawn\naudio: silent\nlight=gpio\nlight.rgb-pins = 12, 13,19\n");
    Settings settings =
        good(
            Map.of("MOODSPEAKER_AUDIO", "auto", "MOODSPEAKER_LIGHT", "auto", "PATH", "/bin"),
            Map.of("light", "console"));
    assertThat(settings.camera().source()).isEqualTo("drawn");
    assertThat(settings.outputs().audio()).isEqualTo("auto");
    assertThat(settings.outputs().light()).isEqualTo("console");
    assertThat(settings.outputs().rgbPins()).containsExactly(12, 13, 19);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "camera.intervall = 1s | 'camera.intervall' is no setting; did you mean camera.interval?",
        "camera.interval = 1 | camera.interval must be 30ms to 1min, with a unit, was '1'",
        "camera.interval = 2h | camera.interval must be 30ms to 1min, with a unit, was '2h'",
        "camera = | camera must not be empty, was ''",
        "face.detector = hog | face.detector must be one of auto, haar, yunet, was 'hog'",
        "face.minimum = 8 | face.minimum must be a whole number of 16 to 2000, was '8'",
        "mood.enter = 1.5 | mood.enter must be 0.01 to 1.0, was '1.5'",
        "http.port = 99999 | http.port must be a whole number of 0 to 65535, was '99999'",
        "azure.endpoint = host | azure.endpoint must be an address like https://host/path, was 'host'",
        "azure.endpoint = htps://me:secret@host/x | azure.endpoint must be an address like https://host/path, was 'htps://…@host/x'",
        "light.rgb-pins = 1,1,2 | light.rgb-pins must be three different BCM numbers of 0 to 27, such as 12,13,19, was '1,1,2'",
      })
  void a_mistake_is_told_with_its_line(String line, String message) throws IOException {
    write("# a line of words\n\n" + line + "\n");
    assertThat(problems(Map.of(), Map.of()))
        .containsExactly("config/moodspeaker.properties:3:1: " + message);
  }

  @Test
  void emotions_to_watch_are_checked() throws IOException {
    write("face.watch = fear, hunger\n");
    assertThat(problems(Map.of(), Map.of()))
        .singleElement()
        .asString()
        .contains("no emotion is called ' hunger'");
  }

  @Test
  void all_mistakes_are_told_at_once_wherever_they_were_made() throws IOException {
    write("http.port = x\nhttp.port = 80\nmood.dwel = 3s\n");
    assertThat(
            problems(
                Map.of("MOODSPEAKER_CAMERA_STALL", "soon", "MOODSPEAKER_CAMRA", "drawn"),
                Map.of("audoi", "silent")))
        .containsExactlyInAnyOrder(
            "config/moodspeaker.properties:2:1: http.port is set twice; take one of them out",
            "config/moodspeaker.properties:3:1: 'mood.dwel' is no setting; did you mean mood.dwell?",
            "environment MOODSPEAKER_CAMERA_STALL: camera.stall must be 1s to 10min, with a unit,"
                + " was 'soon'",
            "environment: MOODSPEAKER_CAMRA is no setting; did you mean MOODSPEAKER_CAMERA?",
            "--set: 'audoi' is no setting; did you mean audio?");
  }

  @Test
  void a_strangers_variable_is_left_alone() {
    good(Map.of("MOODSPEAKER_JAVA_OPTIONS", "-Xmx1g"), Map.of());
  }

  @Test
  void a_window_too_short_for_the_frames_it_needs_is_told() throws IOException {
    write("\ncamera.interval = 1500ms\n");
    assertThat(problems(Map.of(), Map.of()))
        .containsExactly(
            "config/moodspeaker.properties:2:1: mood.window of 3s cannot hold mood.observations = 3"
                + " frames at camera.interval = 1.5s; make it 4.5s or more");
  }

  @Test
  void a_margin_above_enter_is_told() {
    assertThat(problems(Map.of(), Map.of("mood.margin", "0.5")))
        .containsExactly("--set: mood.margin = 0.5 must not be above mood.enter = 0.4");
  }

  @Test
  void continued_lines_escapes_and_signs_are_read_as_java_properties_are() throws IOException {
    write("! words \\\ncamera = /dev/\\\n    video0\naudio = caf\\u00e9\nstate.dir = a\\\\b\n");
    Settings settings = good(Map.of(), Map.of());
    assertThat(settings.camera().source()).isEqualTo("/dev/video0");
    assertThat(settings.outputs().audio()).isEqualTo("caf\u00e9");
    assertThat(settings.stateDir().toString()).endsWith("a\\b");
  }

  @Test
  void a_broken_escape_is_told() throws IOException {
    write("audio = \\u12\n");
    assertThat(problems(Map.of(), Map.of()))
        .singleElement()
        .asString()
        .startsWith("config/moodspeaker.properties:1:1: a \\u needs four hexadecimal digits");
  }

  @Test
  void the_key_comes_from_the_environment_and_is_never_shown() {
    Settings settings =
        good(
            Map.of("MOODSPEAKER_AZURE_KEY", KEY),
            Map.of("azure.endpoint", "https://face.example.org"));
    assertThat(settings.azure().inUse()).isTrue();
    assertThat(settings.azure().key().reveal()).isEqualTo(KEY);
    assertThat(settings.azure().endpoint()).contains(URI.create("https://face.example.org"));
    assertThat(settings.toString() + settings.azure()).doesNotContain(KEY).contains("(set)");
  }

  @Test
  void the_key_comes_from_a_file_or_from_systemd() throws IOException {
    Files.writeString(home.resolve("azure.key"), KEY + "\n");
    assertThat(good(Map.of(), Map.of("azure.key-file", "azure.key")).azure().key().reveal())
        .isEqualTo(KEY);
    assertThat(
            good(Map.of("CREDENTIALS_DIRECTORY", home.toString()), Map.of()).azure().key().reveal())
        .isEqualTo(KEY);
  }

  @Test
  void a_key_file_that_cannot_be_read_is_told() {
    assertThat(problems(Map.of(), Map.of("azure.key-file", "none")))
        .singleElement()
        .asString()
        .startsWith("--set: azure.key-file cannot be read");
  }

  @Test
  void state_lies_where_systemd_or_the_person_says() {
    assertThat(good(Map.of("STATE_DIRECTORY", "/var/lib/a:/var/lib/b"), Map.of()).stateDir())
        .isEqualTo(Path.of("/var/lib/a"));
    assertThat(good(Map.of("XDG_STATE_HOME", "/x"), Map.of()).stateDir())
        .isEqualTo(Path.of("/x/moodspeaker"));
    assertThat(good(Map.of(), Map.of("state.dir", "state")).stateDir())
        .isEqualTo(home.resolve("state"));
  }

  @Property(tries = 300)
  void no_value_breaks_a_key(@ForAll String value) {
    for (Key key : Key.ALL) {
      assertThat(key.check(value)).isNotNull();
    }
  }

  @Test
  void every_default_is_valid_and_every_secret_hidden() {
    for (Key key : Key.ALL) {
      assertThat(key.check(key.standard())).as(key.name()).isEmpty();
      assertThat(key.doc()).as(key.name()).endsWith(".");
    }
    assertThat(Key.ALL).filteredOn(Key::secret).extracting(Key::name).containsExactly("azure.key");
  }

  @Test
  void the_shipped_file_explains_every_key_with_its_default() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(Settings.NAME));
    for (Key key : Key.ALL) {
      int at = lines.indexOf(("#" + key.name() + " = " + key.standard()).strip());
      assertThat(at).as("a line for " + key.name() + " with its default").isPositive();
      StringBuilder doc = new StringBuilder();
      for (int i = at - 1; lines.get(i).startsWith("# "); i--) {
        doc.insert(0, lines.get(i).substring(1));
      }
      assertThat(doc.toString().strip()).isEqualTo(key.doc());
    }
    assertThat(lines).filteredOn(line -> line.matches("#[a-z].*")).hasSize(Key.ALL.size());
  }

  private void write(String text) throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve(Settings.NAME), text);
  }

  private Settings good(Map<String, String> environment, Map<String, String> overrides) {
    Validated<Settings> checked = Settings.load(home, environment, overrides);
    assertThat(checked.problems()).isEmpty();
    return checked.value().orElseThrow();
  }

  private List<String> problems(Map<String, String> environment, Map<String, String> overrides) {
    return Settings.load(home, environment, overrides).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
