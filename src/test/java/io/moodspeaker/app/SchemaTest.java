package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether the schema that editors use says the same as the reader. */
class SchemaTest {
  private static final Path NOWHERE = Path.of("target/no-installation");
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode node = JSON.readTree(text("config/moods.schema.json"));
  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(node);

  @Test
  void the_shipped_file_is_valid_for_both() {
    String shipped = text(ConfigReader.MOODS);
    assertThat(errors(shipped)).isEmpty();
    assertThat(textual(shipped)).isEmpty();
    assertThat(shipped).startsWith("# yaml-language-server: $schema=./moods.schema.json\n");
  }

  @Test
  void every_key_that_a_feature_reads_is_in_the_schema_and_in_the_shipped_file_s_comments() {
    String shipped = text(ConfigReader.MOODS);
    for (MoodsSection<?> section :
        Features.load().stream().flatMap(feature -> feature.moods().stream()).toList()) {
      assertThat(names(node.path("properties"))).containsAll(section.fileKeys());
      assertThat(names(node.path("$defs").path("mood").path("properties")))
          .containsAll(section.moodKeys());
      assertThat(names(node.path("$defs").path("person").path("properties")))
          .containsAll(section.personKeys());
      section
          .moodKeys()
          .forEach(key -> assertThat(shipped).containsPattern("(?m)^#   " + key + " "));
      section
          .personKeys()
          .forEach(key -> assertThat(shipped).containsPattern("(?m)^#     " + key + ": "));
    }
  }

  private static List<String> names(JsonNode object) {
    return List.copyOf(object.propertyNames());
  }

  @Test
  void what_the_shipped_file_only_offers_is_valid_for_both() {
    String offered = text(ConfigReader.MOODS).replaceAll("(?m)^( +)# (quiet|webhook): ", "$1$2: ");
    assertThat(offered).contains("\n  quiet: {", "\n      webhook: ");
    assertThat(errors(offered)).isEmpty();
    assertThat(textual(offered)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "moods: {}",
        "moods: {fear: {volume: 0}, unsure: {strategy: keep}}",
        "{music: {fade: 0s, crossfade: 15s, shuffle: false}, moods: {fear: {words: Breathe.}}}",
        "{music: {ceiling: 0, hold: 24h, minimum-play: 1h}, moods: {absent: {strategy: pause}}}",
        "{music: {quiet: {from: '22:00', to: '07:00', ceiling: 40}}, moods: {}}",
        "{music: {quiet: {from: 00:00, to: 23:59}}, moods: {absent: {strategy: keep}}}",
        "moods: {fear: {playlist: a.m3u8, strategy: iso}, anger: {playlist: b, strategy: silence}}",
        "moods: {fear: {light: {rgb: [0, 128, 255]}}, anger: {light: {pin: 0, pattern: pulse}}}",
        "moods: {fear: {enter: 0.6, after: 10s}, anger: {enter: 1}, neutral: {after: 10min}}",
        "moods: {fear: {alert: {}}, anger: {alert: {after: 10 min, webhook: 'http://host:80/x'}}}",
      })
  void what_is_right_is_right_for_both(String text) {
    assertThat(errors(text)).isEmpty();
    assertThat(textual(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "music: {}",
        "moods: 3",
        "{moods: {}, mods: {}}",
        "moods: {joy: {}}",
        "moods: {fear: [1]}",
        "moods: {fear: {volume: 101}}",
        "moods: {fear: {volume: -1}}",
        "moods: {fear: {volume: '50'}}",
        "moods: {fear: {volume: 5.5}}",
        "moods: {fear: {volum: 50}}",
        "moods: {fear: {strategy: mach}}",
        "moods: {fear: {strategy: match}}",
        "moods: {fear: {strategy: iso}}",
        "moods: {fear: {strategy: pause}}",
        "moods: {unsure: {strategy: pause}}",
        "{music: {ceiling: 101}, moods: {}}",
        "{music: {hold: 30}, moods: {}}",
        "{music: {minimum-play: soon}, moods: {}}",
        "{music: {quiet: 40}, moods: {}}",
        "{music: {quiet: {}}, moods: {}}",
        "{music: {quiet: {from: '22:00'}}, moods: {}}",
        "{music: {quiet: {from: '22:00', to: '24:00'}}, moods: {}}",
        "{music: {quiet: {from: 22, to: '07:00'}}, moods: {}}",
        "{music: {quiet: {from: '7:00', to: '08:00'}}, moods: {}}",
        "{music: {quiet: {from: '22:00', to: '07:00', ceiling: 101}}, moods: {}}",
        "{music: {quiet: {from: '22:00', to: '07:00', level: 1}}, moods: {}}",
        "moods: {fear: {playlist: ' '}}",
        "moods: {fear: {playlist: 5}}",
        "moods: {fear: {light: 4}}",
        "moods: {fear: {light: {}}}",
        "moods: {fear: {light: {pattern: blink}}}",
        "moods: {fear: {light: {pin: 28}}}",
        "moods: {fear: {light: {pin: '4'}}}",
        "moods: {fear: {light: {pin: 4, pattern: flash}}}",
        "moods: {fear: {light: {rgb: [1, 2]}}}",
        "moods: {fear: {light: {rgb: [1, 2, 256]}}}",
        "moods: {fear: {light: {rgb: '#ff0000'}}}",
        "moods: {fear: {words: 3}}",
        "moods: {fear: {enter: 0}}",
        "moods: {fear: {enter: 1.1}}",
        "moods: {fear: {enter: high}}",
        "moods: {fear: {after: 5}}",
        "moods: {absent: {enter: 0.5}}",
        "moods: {unsure: {after: 5s}}",
        "moods: {fear: {words: }}",
        "moods: {fear: {alert: {after: 5}}}",
        "moods: {fear: {alert: {after: soon}}}",
        "moods: {fear: {alert: {webhook: 'ftp://host/x'}}}",
        "moods: {fear: {alert: {webhook: host}}}",
        "moods: {fear: {alert: true}}",
        "{music: {volume: loud}, moods: {}}",
        "{music: {shuffle: 'yes'}, moods: {}}",
        "{music: {fade: 1.5}, moods: {}}",
        "{music: {fade: -1s}, moods: {}}",
      })
  void what_is_wrong_is_wrong_for_both(String text) {
    assertThat(errors(text)).isNotEmpty();
    assertThat(textual(text)).isNotEmpty();
  }

  private List<Error> errors(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode json = JSON.valueToTree(value);
    return new ArrayList<>(schema.validate(json));
  }

  /** What the reader says of the text itself, whether the playlists are there or not. */
  private static List<Problem> textual(String yaml) {
    Validated<LoadedConfig> checked = Configs.moods(NOWHERE, yaml);
    return checked.value().isPresent() ? List.of() : checked.problems();
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
