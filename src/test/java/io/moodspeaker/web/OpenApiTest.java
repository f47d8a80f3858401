package io.moodspeaker.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's description beside the routes that answer. */
@SuppressWarnings("StringSplitter")
class OpenApiTest {
  /** What the server answers before any route. */
  private static final List<String> BEFORE_ROUTES =
      List.of("GET /api/v1/events", "GET /api/v1/live", "POST /api/v1/session");

  private static JsonNode document() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
      return JsonMapper.shared().readTree(in);
    }
  }

  @Test
  void it_describes_what_the_routes_answer_and_nothing_else() throws Exception {
    Set<String> described = new TreeSet<>();
    document()
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            described.add(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
    Set<String> answered = new TreeSet<>(BEFORE_ROUTES);
    Pattern route =
        Pattern.compile("platform-http:(\\S+)\\s+parameters:\\s+httpMethodRestrict: (\\S+)");
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        Matcher matcher = route.matcher(Files.readString(file));
        while (matcher.find()) {
          for (String method : matcher.group(2).split(",")) {
            answered.add(method + " " + matcher.group(1));
          }
        }
      }
    }
    assertThat(described).isEqualTo(answered);
  }

  @Test
  void each_reference_leads_somewhere() throws Exception {
    JsonNode document = document();
    Matcher references = Pattern.compile("\"#(/[^\"]+)\"").matcher(document.toString());
    int found = 0;
    while (references.find()) {
      assertThat(document.at(references.group(1)).isMissingNode())
          .as(references.group(1))
          .isFalse();
      found++;
    }
    assertThat(found).isGreaterThan(10);
  }
}
