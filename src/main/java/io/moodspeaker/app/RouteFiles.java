package io.moodspeaker.app;

import io.moodspeaker.support.Characters;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.Suggestion;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import io.moodspeaker.support.YamlMapping;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The route files of an installation, each loaded by itself, so that a broken one is told with its
 * line and keeps no other from running.
 */
public final class RouteFiles {
  /** Choices within choices; what nests deeper was not meant. */
  private static final int DEPTH = 100;

  private static final String SUFFIX = ".camel.yaml";
  private static final Pattern CONFIGURES =
      Pattern.compile("^[-\\s]*routeConfiguration:", Pattern.MULTILINE);

  /** What ships, for whoever mistypes one. */
  private static final List<String> SCHEMES =
      List.of(
          "alert",
          "bean",
          "camera",
          "direct",
          "emotion",
          "exec",
          "face",
          "file",
          "http",
          "https",
          "light",
          "log",
          "mood",
          "music",
          "platform-http",
          "scheduler",
          "seda",
          "timer");

  private final Path folder;

  /** The files {@code *.camel.yaml} of a folder. */
  public RouteFiles(Path folder) {
    this.folder = folder;
  }

  /** What one file holds. */
  private record Loaded(String name, String text, RoutesBuilder builder) {}

  /**
   * Adds all routes to a context; where it runs already, they begin at once.
   *
   * @return what is wrong with those that could not be added
   */
  public List<Problem> addTo(CamelContext context) {
    return addTo(context, true);
  }

  private List<Problem> addTo(CamelContext context, boolean start) {
    List<Problem> problems = new ArrayList<>();
    List<Loaded> loaded = new ArrayList<>();
    for (Path file : files(problems)) {
      load(context, file, problems).ifPresent(loaded::add);
    }
    // A route takes the configurations that are there when its file is read: they go first.
    loaded.sort(Comparator.comparing(file -> !CONFIGURES.matcher(file.text()).find()));
    for (Loaded file : loaded) {
      attempt(file, problems, () -> configure(context, file.builder()));
    }
    for (Loaded file : loaded) {
      attempt(file, problems, () -> add(context, file, start, problems));
    }
    problems.addAll(unmoved(context, loaded));
    return problems;
  }

  /** The routes that begin with a mood that no route brings observations to. */
  private static List<Problem> unmoved(CamelContext context, List<Loaded> loaded) {
    List<RouteDefinition> routes = ((ModelCamelContext) context).getRouteDefinitions();
    Set<String> moved = new TreeSet<>();
    for (RouteDefinition route : routes) {
      ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
          .forEach(to -> mood(to.getEndpointUri()).ifPresent(moved::add));
    }
    List<Problem> problems = new ArrayList<>();
    for (RouteDefinition route : routes) {
      mood(route.getInput().getEndpointUri())
          .filter(name -> !moved.isEmpty() && !moved.contains(name))
          .ifPresent(
              name ->
                  loaded.stream()
                      .filter(file -> lineOf(file.text(), "mood:" + name) > 0)
                      .map(
                          file ->
                              new Problem(
                                  file.name(),
                                  lineOf(file.text(), "mood:" + name),
                                  0,
                                  "no route observes a mood '%s', so that this one never begins; %s"
                                      .formatted(name, Suggestion.text(name, moved))))
                      .forEach(problems::add));
    }
    return problems;
  }

  private static Optional<String> mood(String uri) {
    return Optional.of(uri)
        .filter(address -> address.startsWith("mood:"))
        .map(address -> address.replaceFirst("mood:/*", "").replaceFirst("\\?.*", ""));
  }

  /**
   * Builds all routes as the daemon does, with stand-ins for what the features open, and starts
   * none.
   *
   * @param placeholders what {@code {{placeholders}}} stand for
   * @param features the names of those on board
   * @return what is wrong
   */
  public List<Problem> check(Map<String, String> placeholders, Set<String> features) {
    CamelContext context;
    try {
      context = new StandIns(placeholders, features).context();
    } catch (Exception failed) {
      return List.of(Problem.of("routes", "cannot be checked (" + Reason.of(failed) + ")"));
    }
    try {
      return addTo(context, false);
    } finally {
      context.stop();
    }
  }

  private List<Path> files(List<Problem> problems) {
    TreeSet<Path> found = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "[!.]*.{yaml,yml}")) {
      for (Path file : all) {
        if (file.toString().endsWith(SUFFIX)) {
          found.add(file);
        } else {
          problems.add(
              Problem.of(
                  name(file),
                  "is not read, as its name does not end in " + SUFFIX + "; give it that end"));
        }
      }
    } catch (IOException missing) {
      problems.add(
          Problem.of(
              "routes",
              "cannot be read (" + Reason.of(missing) + "); restore the folder " + folder));
    }
    return List.copyOf(found);
  }

  private static String name(Path file) {
    return "routes/" + file.getFileName();
  }

  private static Optional<Loaded> load(CamelContext context, Path file, List<Problem> problems) {
    String name = name(file);
    Validated<String> text = TextFile.read(file, name);
    problems.addAll(text.problems());
    if (text.value().isEmpty()) {
      return Optional.empty();
    }
    List<Problem> mistakes = new ArrayList<>();
    YamlMapping.compose(name, text.value().get(), DEPTH, mistakes);
    if (!mistakes.isEmpty()) {
      problems.addAll(mistakes);
      return Optional.empty();
    }
    try {
      Resource resource =
          ResourceHelper.fromString(file.getFileName().toString(), asList(text.value().get()));
      for (RoutesBuilder builder :
          PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(resource))) {
        return Optional.of(new Loaded(name, text.value().get(), builder));
      }
      problems.add(Problem.of(name, "holds no route; begin it with: - route:"));
    } catch (Exception broken) {
      problems.add(problem(name, text.value().get(), broken));
    }
    return Optional.empty();
  }

  /**
   * Camel takes lists alone, and silently passes over a file that holds a single route: such a text
   * becomes a list of one, line by line, so that lines keep their numbers.
   */
  private static String asList(String text) {
    Object whole = new Load(LoadSettings.builder().build()).loadFromString(text);
    if (whole instanceof List<?>) {
      return text;
    }
    if (!(whole instanceof Map<?, ?> single)) {
      throw new IllegalArgumentException("holds no route; begin it with - route: or with from:");
    }
    if (single.containsKey("kind")) {
      return text;
    }
    StringBuilder list = new StringBuilder();
    boolean begun = false;
    for (String line : text.split("\\R", -1)) {
      boolean content = !line.isBlank() && !line.startsWith("#") && !line.startsWith("---");
      list.append(line.startsWith("---") ? "" : (content && !begun ? "- " : "  ") + line)
          .append('\n');
      begun |= content;
    }
    return list.toString();
  }

  private static void configure(CamelContext context, RoutesBuilder builder) throws Exception {
    if (builder instanceof RouteConfigurationsBuilder configurations) {
      context.addRoutesConfigurations(configurations);
    }
  }

  private static void add(CamelContext context, Loaded file, boolean start, List<Problem> problems)
      throws Exception {
    if (!(file.builder() instanceof RouteBuilder builder)) {
      context.addRoutes(file.builder());
      return;
    }
    builder.setCamelContext(context);
    builder.configureRoutes(context);
    for (RouteDefinition route : List.copyOf(builder.getRouteCollection().getRoutes())) {
      String id = route.getRouteId();
      if (((ModelCamelContext) context).getRouteDefinition(id) != null) {
        problems.add(
            new Problem(
                file.name(),
                lineOf(file.text(), id),
                0,
                "another route is called '" + id + "' already; give this one another id"));
        continue;
      }
      try {
        builder.getRouteCollection().getRoutes().clear();
        if (!start) {
          route.setAutoStartup("false");
        }
        ((ModelCamelContext) context).addRouteDefinition(route);
      } catch (Exception broken) {
        if (start || !StandIns.explains(broken)) {
          problems.add(problem(file.name(), file.text(), broken));
        }
      }
    }
  }

  /** Something that Camel may refuse. */
  private interface Step {
    void run() throws Exception;
  }

  private static void attempt(Loaded file, List<Problem> problems, Step step) {
    try {
      step.run();
    } catch (Exception broken) {
      problems.add(problem(file.name(), file.text(), broken));
    }
  }

  private static Problem problem(String name, String text, Throwable broken) {
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYamlEngineException marked
          && marked.getProblemMark().isPresent()) {
        return new Problem(
            name,
            marked.getProblemMark().get().getLine() + 1,
            marked.getProblemMark().get().getColumn() + 1,
            reason(marked) + unseen(text, marked.getProblemMark().get().getLine() + 1));
      }
    }
    Throwable innermost = broken;
    // What is below a wrong expression no longer knows it.
    while (innermost.getCause() != null && !(innermost instanceof SimpleIllegalSyntaxException)) {
      innermost = innermost.getCause();
    }
    int line =
        innermost instanceof SimpleIllegalSyntaxException wrong
            ? lineOf(text, wrong.getExpression())
            : line(text, broken);
    return new Problem(name, line, 0, reason(innermost) + unseen(text, line));
  }

  /** Names what one does not see in the line of a mistake, or anywhere where no line is known. */
  private static String unseen(String text, int line) {
    return Characters.warning(
        text.lines()
            .skip(Math.max(0, line - 1L))
            .limit(line > 0 ? 1 : Long.MAX_VALUE)
            .collect(Collectors.joining()));
  }

  private static String reason(Throwable error) {
    if (error instanceof NoSuchEndpointException unknown) {
      String scheme = unknown.getUri().replaceFirst(":.*", "");
      return "no component is called '" + scheme + ":'; " + Suggestion.text(scheme, SCHEMES);
    }
    if (error instanceof SimpleIllegalSyntaxException wrong) {
      return "'%s' is no expression of Camel's simple language (%s)"
          .formatted(wrong.getExpression(), wrong.getMessage().lines().findFirst().orElse(""));
    }
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    return message.strip().replaceAll("\\s+", " ");
  }

  /** The line of the endpoint or word that a message quotes; 0 where none is found. */
  private static int line(String text, Throwable broken) {
    List<String> quoted = new ArrayList<>();
    for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      Pattern.compile("[A-Za-z][\\w+.-]*:[^\\s,'\\]\"]+|'([^']+)'|\"([^\"]+)\"")
          .matcher(message)
          .results()
          .map(match -> match.group().replaceAll("^['\"]|['\"]$", ""))
          .forEach(quoted::add);
    }
    for (String word : quoted) {
      int line = lineOf(text, word);
      if (line > 0) {
        return line;
      }
    }
    return 0;
  }

  private static int lineOf(String text, String word) {
    String bare = word.replace("://", ":").replaceFirst("\\?.*", "");
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].contains(word) || lines[i].contains(bare)) {
        return i + 1;
      }
    }
    return 0;
  }
}
