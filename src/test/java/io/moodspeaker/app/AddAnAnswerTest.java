package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.feature.Events;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.AnsweredChange;
import io.moodspeaker.mood.MoodFeature;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code add-an-answer.md}, built and run as that page has it. */
class AddAnAnswerTest {
  private static final Path PAGE = Path.of("src/main/docs/add-an-answer.md");

  @TempDir private Path folder;

  @Test
  void the_example_is_one_class_and_one_route_and_answers_a_mood() throws Exception {
    Path classes = compiled();
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/moods.yaml"), "moods: {sadness: {words: Hello.}}\n");
    Path routes = Files.createDirectories(home.resolve("routes"));
    Files.writeString(routes.resolve("diary.camel.yaml"), block("yaml"));
    Path state = home.resolve("state");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      Feature diary =
          ServiceLoader.load(Feature.class, loader).stream()
              .map(ServiceLoader.Provider::get)
              .filter(feature -> feature.name().equals("diary"))
              .findFirst()
              .orElseThrow();
      List<Feature> features = List.of(new MoodFeature(), diary);
      ConfigReader reader =
          new ConfigReader(
              home, features, Map.of(), Map.of("state.dir", "state", "diary.file", "notes.txt"));
      LoadedConfig config = reader.read().orElseThrow(IllegalStateException::new);
      try (DaemonContext context = new DaemonContext(config)) {
        List<AnsweredChange> told = new CopyOnWriteArrayList<>();
        context.bind("errors", new ErrorReporter(context.clock()));
        for (Feature feature : features) {
          feature.start(context);
        }
        try (Events.Subscription listening =
                context.events().subscribe(AnsweredChange.class, told::add);
            RouteEngine engine =
                new RouteEngine(routes, context.objects(), context.placeholders())) {
          assertThat(listening).isNotNull();
          assertThat(engine.start()).isEmpty();
          for (int i = 0; i < 6; i++) {
            engine.context().createProducerTemplate().sendBody("mood:main", sad(i));
          }
          await().until(() -> !told.isEmpty());
        }
        assertThat(told.getFirst().toString()).endsWith(": noted in notes.txt; \"Hello.\"");
        assertThat(Files.readString(state.resolve("notes.txt"))).endsWith(" sadness\n");
        assertThat(diary.status()).isEqualTo(Map.of("lines", 1));
      }
    }
  }

  private static Observation sad(int frame) {
    return new Observation(
        Instant.EPOCH.plusMillis(500L * frame),
        List.of(new Face(new Box(0, 0, 90, 90), EmotionScores.only(Emotion.SADNESS))));
  }

  /** The page's class, with the line that names it. */
  private Path compiled() throws Exception {
    Path source =
        Files.createDirectories(folder.resolve("source/io/moodspeaker/diary"))
            .resolve("DiaryFeature.java");
    Files.writeString(source, block("java"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(result).isZero();
    Path services = Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(services.resolve(Feature.class.getName()), block(""));
    return classes;
  }

  /** The page's only code block of a language. */
  private static String block(String language) throws Exception {
    List<String> blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(
                Files.readString(PAGE).replaceAll("(?s)```(?!" + language + "\n)\\w+\n.*?```", ""))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(blocks).as(language).hasSize(1);
    return blocks.getFirst();
  }
}
