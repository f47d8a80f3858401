package io.moodspeaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.moodspeaker.emotion.camel.EmotionEndpoint;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Camel's editors and validation are told of our schemes. */
class CamelCatalogueTest {
  @TempDir Path folder;

  private CamelCatalogue catalogue;

  @BeforeEach
  void find() throws Exception {
    Path classes =
        Path.of(EmotionEndpoint.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    assumeThat(Files.isDirectory(classes)).as("classes in a folder").isTrue();
    catalogue = new CamelCatalogue(classes, Path.of("src/main/java"), "1.2.3");
    catalogue.write(folder);
  }

  private JsonNode json(String scheme) throws Exception {
    return JsonMapper.shared()
        .readTree(
            Files.readString(
                folder.resolve(
                    "META-INF/io/moodspeaker/%s/camel/%s.json".formatted(scheme, scheme))));
  }

  @Test
  void every_scheme_of_the_shipped_routes_is_in_it() throws Exception {
    assertThat(catalogue.endpoints().keySet())
        .contains("camera", "emotion", "face", "light", "mood");
    assertThat(folder.resolve("META-INF/services/org/apache/camel/component.properties"))
        .content()
        .contains("components=" + String.join(" ", catalogue.endpoints().keySet()))
        .contains("version=1.2.3");
  }

  @Test
  void every_option_says_what_it_is_for() throws Exception {
    for (String scheme : catalogue.endpoints().keySet()) {
      JsonNode json = json(scheme);
      assertThat(json.path("component").path("description").asString("")).as(scheme).isNotEmpty();
      assertThat(json.path("properties").size()).as(scheme).isPositive();
      for (var option : json.path("properties").properties()) {
        assertThat(option.getValue().path("description").asString(""))
            .as("%s: %s", scheme, option.getKey())
            .isNotEmpty();
      }
    }
  }

  @Test
  void an_option_has_its_type_its_default_and_its_setter_s_words() throws Exception {
    JsonNode options = json("emotion").path("properties");

    assertThat(options.path("name").path("kind").asString("")).isEqualTo("path");
    assertThat(options.path("name").path("required").asBoolean(false)).isTrue();
    JsonNode timeout = options.path("timeout");
    assertThat(timeout.path("type").asString("")).isEqualTo("duration");
    assertThat(timeout.path("defaultValue").asString("")).isEqualTo("0");
    assertThat(timeout.path("description").asString(""))
        .startsWith("The longest that a recogniser on another machine may take");
    assertThat(json("face").path("properties").path("action").path("enum").path(0).asString(""))
        .isEqualTo("detect");
    assertThat(json("emotion").path("component").path("producerOnly").asBoolean(false)).isTrue();
  }

  @Test
  void every_scheme_is_found_by_its_name_without_generated_java() throws Exception {
    TreeSet<String> registered = new TreeSet<>();
    Path services = Path.of("src/main/resources/META-INF/services/org/apache/camel/component");
    try (Stream<Path> files = Files.list(services)) {
      files.map(file -> file.getFileName().toString()).forEach(registered::add);
    }
    for (String scheme : registered) {
      try (InputStream in =
          getClass()
              .getResourceAsStream("/META-INF/services/org/apache/camel/component/" + scheme)) {
        String type =
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .replaceFirst("class=", "");
        assertThat(Class.forName(type).getConstructor().newInstance()).isNotNull();
        assertThat(json(scheme).path("component").path("javaType").asString("")).isEqualTo(type);
      }
    }
  }
}
