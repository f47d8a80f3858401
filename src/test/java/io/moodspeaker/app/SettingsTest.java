package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.emotion.azure.AzureFeature;
import io.moodspeaker.emotion.tensorflow.EmotionFeature;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.music.config.SoundSettings;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import io.moodspeaker.web.WebFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private static final List<Setting<?>> ALL =
      new ConfigReader(Path.of(""), Features.load(), Map.of(), Map.of()).settings();

  @TempDir Path home;

  @Test
  void without_a_file_the_defaults_hold() {
    LoadedConfig config = good(Map.of(), Map.of());
    assertThat(config.get(WebFeature.HOST)).isEqualTo("127.0.0.1");
    assertThat(config.get(WebFeature.PORT)).isEqualTo(8780);
    assertThat(config.get(EmotionFeature.MINIMUM_CONFIDENCE)).isZero();
    assertThat(config.get(AzureFeature.ENDPOINT)).isEmpty();
    assertThat(config.get(AzureFeature.KEY).isSet()).isFalse();
    assertThat(config.get(SoundSettings.AUDIO)).isEqualTo("auto");
  }

  @Test
  void a_file_gives_way_to_the_environment_and_that_to_an_override() throws IOException {
    write("http.host = ::1\naudio: silent\nhttp.port=1\n");
    LoadedConfig config =
        good(
            Map.of("MOODSPEAKER_AUDIO", "auto", "MOODSPEAKER_HTTP_PORT", "2", "PATH", "/bin"),
            Map.of("http.port", "3"));
    assertThat(config.get(WebFeature.HOST)).isEqualTo("::1");
    assertThat(config.get(SoundSettings.AUDIO)).isEqualTo("auto");
    assertThat(config.get(WebFeature.PORT)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "camera.intervall = 1s | 'camera.intervall' is no setting; did you mean camera.interval?",
        "camera.interval = 1 | camera.interval must be 30ms to 1min, with a unit, was '1'",
        "camera.interval = 2h | camera.interval must be 30ms to 1min, with a unit, was '2h'",
        "face.detector = hog | face.detector must be one of auto, haar, yunet, full-range, was 'hog'",
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
  void a_camera_that_is_named_by_nothing_is_told_what_there_is() throws IOException {
    write("camera =\n");
    assertThat(problems(Map.of(), Map.of()))
        .singleElement()
        .asString()
        .startsWith(
            "config/moodspeaker.properties:1:1: camera must not be empty; use auto, drawn,");
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
    write("\nmood.window = 1s\nmood.observations = 40\n");
    assertThat(problems(Map.of(), Map.of()))
        .singleElement()
        .asString()
        .startsWith("config/moodspeaker.properties:2:1: mood.window of 1s cannot hold");
  }

  @Test
  void what_people_bring_along_from_other_formats_is_named() throws IOException {
    write(
        "audio = \"auto\"\nlight = console # mine\nhttp.port = 8780\u00a0\nhttp.h\u200bost = x\n");
    assertThat(problems(Map.of(), Map.of()))
        .containsExactly(
            "config/moodspeaker.properties:1:1: audio takes no quotes; take them away, was"
                + " '\"auto\"'",
            "config/moodspeaker.properties:2:1: light is followed by a comment, which needs a line of"
                + " its own, was 'console # mine'",
            "config/moodspeaker.properties:3:1: http.port must be a whole number of 0 to 65535, was"
                + " '8780\u00a0' (holds NO-BREAK SPACE, U+00A0; type it anew)",
            "config/moodspeaker.properties:4:1: 'http.h\u200bost' is no setting (holds ZERO WIDTH"
                + " SPACE, U+200B; type it anew); did you mean http.host?");
  }

  @Test
  void a_password_in_an_address_on_the_command_line_is_refused_and_not_shown() {
    for (String address : List.of("rtsp://me:" + KEY + "@door/live", "http://:" + KEY + "@door")) {
      assertThat(problems(Map.of(), Map.of("camera", address)))
          .singleElement()
          .asString()
          .startsWith("--set: the password in camera would show in the process list")
          .endsWith("MOODSPEAKER_CAMERA")
          .doesNotContain(KEY);
    }
    assertThat(problems(Map.of(), Map.of("camera", "rtsp://me@door:554/a:b@c"))).isEmpty();
  }

  @Test
  void a_secret_on_the_command_line_is_refused_and_not_shown() {
    assertThat(problems(Map.of(), Map.of("azure.key", KEY)))
        .singleElement()
        .asString()
        .startsWith("--set: azure.key would show in the process list")
        .doesNotContain(KEY);
  }

  @Test
  void a_margin_above_enter_is_told() {
    assertThat(problems(Map.of(), Map.of("mood.margin", "0.5")))
        .containsExactly("--set: mood.margin = 0.5 must not be above mood.enter = 0.4");
  }

  @Test
  void continued_lines_escapes_and_signs_are_read_as_java_properties_are() throws IOException {
    write("! words \\\nhttp.host = local\\\n    host\naudio = caf\\u00e9\nstate.dir = a\\\\b\n");
    LoadedConfig config = value(Map.of(), Map.of());
    assertThat(config.get(WebFeature.HOST)).isEqualTo("localhost");
    assertThat(config.get(SoundSettings.AUDIO)).isEqualTo("caf\u00e9");
    assertThat(config.stateDir().toString()).endsWith("a\\b");
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
  void the_key_comes_from_the_environment_a_file_or_systemd_and_is_never_shown()
      throws IOException {
    Files.writeString(home.resolve("azure.key"), KEY + "\n");
    for (LoadedConfig config :
        List.of(
            good(Map.of("MOODSPEAKER_AZURE_KEY", KEY), Map.of()),
            good(Map.of(), Map.of("azure.key-file", "azure.key")),
            good(Map.of("CREDENTIALS_DIRECTORY", home.toString()), Map.of()))) {
      assertThat(config.get(AzureFeature.KEY).reveal()).isEqualTo(KEY);
      assertThat(config.get(AzureFeature.KEY).toString() + config.placeholders(ALL))
          .doesNotContain(KEY);
    }
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
  void no_value_breaks_a_setting(@ForAll String value) {
    for (Setting<?> setting : ALL) {
      try {
        setting.parse(value);
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).as(setting.name()).isNotBlank();
      }
    }
  }

  @Test
  void every_default_is_valid_and_every_setting_explained() {
    for (Setting<?> setting : ALL) {
      assertThatCode(() -> setting.parse(setting.defaultText()))
          .as(setting.name())
          .doesNotThrowAnyException();
      assertThat(setting.description()).as(setting.name()).endsWith(".");
    }
  }

  @Test
  void the_shipped_file_explains_every_setting_with_its_default() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(ConfigReader.SETTINGS));
    List<String> names = new ArrayList<>();
    for (Setting<?> setting : ALL) {
      names.add(setting.name());
      if (setting.kind().isSecret()) {
        names.add(setting.name() + "-file");
      }
      int at = lines.indexOf(("#" + setting.name() + " = " + setting.defaultText()).strip());
      assertThat(at).as("a line for " + setting.name() + " with its default").isPositive();
      StringBuilder doc = new StringBuilder();
      for (int i = at - 1; lines.get(i).startsWith("# "); i--) {
        doc.insert(0, lines.get(i).substring(1));
      }
      assertThat(doc.toString().strip()).isEqualTo(setting.explanation());
    }
    assertThat(lines)
        .filteredOn(line -> line.matches("#[a-z].*"))
        .extracting(line -> line.substring(1).replaceFirst(" =.*", ""))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void what_takes_effect_at_once_says_so_in_the_file_and_nothing_else_does() throws IOException {
    String file = Files.readString(Path.of(ConfigReader.SETTINGS)).replace("\n# ", " ");
    List<String> marked =
        ALL.stream()
            .filter(
                setting ->
                    file.contains(
                        "takes effect at once.\n"
                            + ("#" + setting.name() + " = " + setting.defaultText()).strip()
                            + "\n"))
            .map(Setting::name)
            .toList();
    assertThat(marked)
        .containsExactlyElementsOf(
            ALL.stream().filter(each -> each.kind().isLive()).map(Setting::name).toList())
        .contains("alert.webhook", "azure.key", "care", "mood.window")
        .doesNotContain("mqtt.password", "camera", "http.port");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve(ConfigReader.SETTINGS), text);
  }

  private LoadedConfig good(Map<String, String> environment, Map<String, String> overrides) {
    Validated<LoadedConfig> checked = Configs.settings(home, environment, overrides);
    assertThat(checked.problems()).isEmpty();
    return checked.value().orElseThrow();
  }

  private LoadedConfig value(Map<String, String> environment, Map<String, String> overrides) {
    return Configs.settings(home, environment, overrides).value().orElseThrow();
  }

  private List<String> problems(Map<String, String> environment, Map<String, String> overrides) {
    return Configs.settings(home, environment, overrides).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
