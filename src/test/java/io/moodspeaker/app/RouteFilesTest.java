package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Fault;
import io.moodspeaker.support.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    return new RouteFiles(folder)
        .check(Map.of(), Set.of()).stream().map(Problem::toString).toList();
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

  @Test
  void what_ships_is_in_order_and_nothing_of_it_is_opened() {
    RouteFiles shipped = new RouteFiles(Path.of("routes").toAbsolutePath());
    Map<String, String> settings = Map.of("camera.interval", "500ms", "alert.faces", "largest");
    assertThat(shipped.check(settings, Set.of())).isEmpty();
  }

  /** What a message brings would set options, name other endpoints and fill Camel's cache. */
  @Test
  void no_message_names_an_endpoint_in_what_ships() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContainPattern("\\b(toD|recipientList|routingSlip|dynamicRouter)\\b")
            .doesNotContainPattern("(to|uri): [^#\\n]*\\$\\{");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "- to: music:shout|'shout' is nothing that music: does",
        "- to: camera:pause?fro=5min|'fro' is no option of camera:; did you mean for?",
        "- to: seda:x?sise=5|sise",
        "- to: '{{no.such}}'|no.such",
        "- to: 'timer:x?period={{no.such}}'|no.such",
        "- bean: {ref: nosuch}|nosuch",
        "- setBody: {simple: '${body'}|functionEnd",
        "- choice: {when: [{simple: '${body} ==== 1', steps: []}]}|",
      })
  void what_the_start_would_refuse_check_refuses(String step, String reason) throws Exception {
    write("mine", "- from:\n    uri: direct:mine\n    steps:\n      " + step);
    assertThat(checked())
        .singleElement()
        .asString()
        .startsWith("routes/mine.camel.yaml:")
        .contains(reason == null ? "" : reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mood:mian|no route observes a mood 'mian'",
        "mood:main?position=abc|no position; it must be a whole number",
        "mood:main?event=chnge|no event; did you mean change?",
      })
  void a_route_that_would_never_begin_is_told(String from, String reason) throws Exception {
    write("observe", "- from:\n    uri: timer:t\n    steps:\n      - to: mood:main");
    write("mine", "- from:\n    uri: \"" + from + "\"\n    steps:\n      - to: log:x");
    assertThat(checked())
        .singleElement()
        .asString()
        .startsWith("routes/mine.camel.yaml:2: ")
        .contains(reason);
  }

  @Test
  void a_file_whose_name_has_another_end_is_told() throws Exception {
    Files.writeString(folder.resolve("a3.yaml"), GOOD);
    assertThat(checked())
        .containsExactly(
            "routes/a3.yaml: is not read, as its name does not end in .camel.yaml; give it that"
                + " end");
  }

  @Test
  void an_expression_that_is_none_is_named() throws Exception {
    write(
        "mine",
        "- from:\n    uri: timer:t\n    steps:\n      - setBody:\n          simple: \"${nope.x(\"");
    assertThat(checked())
        .singleElement()
        .asString()
        .startsWith("routes/mine.camel.yaml:5: '${nope.x(' is no expression");
  }

  @Test
  void two_routes_of_one_name_are_told() throws Exception {
    write("a", "- route:\n    id: twice\n    from: {uri: direct:a, steps: [{to: log:a}]}");
    write("b", "- route:\n    id: twice\n    from: {uri: direct:b, steps: [{to: log:b}]}");
    assertThat(checked()).singleElement().asString().contains("twice");
  }

  @Test
  void what_one_does_not_see_is_named() throws Exception {
    write("mine", "- from:\n    uri:\u00a0direct:mine\n    steps:\n      - to: log:x");
    write("more", "- from:\n    uri: direct:more\n    steps:\n      - t\u200bo: log:x");
    assertThat(checked())
        .hasSize(2)
        .anySatisfy(each -> assertThat(each).contains("NO-BREAK SPACE"))
        .anySatisfy(each -> assertThat(each).contains("ZERO WIDTH SPACE"));
  }

  @Test
  void a_check_knows_each_bean_that_features_bind() throws IOException {
    Pattern bind = Pattern.compile("\\bbind\\(\\s*\"([\\w-]+)\"");
    Set<String> bound = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        bind.matcher(Files.readString(file)).results().forEach(found -> bound.add(found.group(1)));
      }
    }
    assertThat(bound).hasSizeGreaterThan(10);
    assertThat(StandIns.BEANS).containsAll(bound);
  }
}
