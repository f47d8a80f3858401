package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Fault;
import io.moodspeaker.support.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteFilesTest {
  @TempDir private Path folder;

  private static final String GOOD =
      """
      - route:
          id: good
          from:
            uri: direct:good
            steps:
              - to: seda:out
      """;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name + ".camel.yaml"), text);
  }

  private List<String> checked() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      return new RouteFiles(folder).check(context).stream().map(Problem::toString).toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'from:\n  uri: direct:single\n  steps:\n    - to: seda:out\n'",
    "'# mine\n---\nfrom:\n  uri: direct:single\n  steps:\n    - to: seda:out\n'",
    "'route:\n  id: single\n  from:\n    uri: direct:single\n    steps:\n      - to: seda:out\n'",
    "'- from:\n    uri: direct:single\n    steps:\n      - to: seda:out\n'"
  })
  void a_single_route_runs_as_a_list_does(String text) throws Exception {
    write("mine", text);
    assertThat(checked()).isEmpty();
    try (RouteEngine engine = new RouteEngine(folder, Map.of(), Map.of())) {
      assertThat(engine.start()).isEmpty();
      engine.context().createProducerTemplate().sendBody("direct:single", "hello");
      assertThat(engine.context().createConsumerTemplate().receiveBody("seda:out", 5000))
          .isEqualTo("hello");
    }
  }

  @Test
  void components_for_a_persons_own_routes_are_on_board() throws Exception {
    int line = 0;
    for (String uri :
        List.of("http://localhost/x", "file:/tmp/x", "exec:true", "log:mine", "seda:x")) {
      write(
          "mine" + line++, "- from:\n    uri: timer:t" + line + "\n    steps:\n      - to: " + uri);
    }
    assertThat(checked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'- from:\n    uri: timer:t\n    steps:\n      - to: htp://x'|4|no component is called 'htp:'",
        "'- from:\n    uri: timer:t\n    steps:\n      - two: log:x'|4|two",
        "'- from:\n   uri: timer:t\n    steps: ['|3|",
        "'nothing'|0|holds no route",
      })
  @Fault(
      value = "A route file broken",
      seen = "its file, line and reason",
      goesOn = "all other routes",
      heals = "mend it and start again",
      within = "at the start")
  void a_broken_file_is_told_with_its_line_and_keeps_no_other_from_running(
      String text, int line, String reason) throws Exception {
    write("broken", text);
    write("good", GOOD);
    assertThat(checked())
        .singleElement()
        .asString()
        .startsWith("routes/broken.camel.yaml:" + (line > 0 ? line + ":" : ""))
        .contains(reason == null ? "" : reason)
        .doesNotContain("\n");
    try (RouteEngine engine = new RouteEngine(folder, Map.of(), Map.of())) {
      assertThat(engine.start())
          .singleElement()
          .satisfies(problem -> assertThat(problem.source()).isEqualTo("routes/broken.camel.yaml"));
      engine.context().createProducerTemplate().sendBody("direct:good", "hello");
      assertThat(engine.context().createConsumerTemplate().receiveBody("seda:out", 5000))
          .isEqualTo("hello");
    }
  }
}
