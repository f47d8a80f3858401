package io.moodspeaker.support;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file that knows where it stands.
 *
 * <p>Whatever is wrong is noted under line and column in one list that all sections of a file
 * share, and the value counts as not set, so that one reading finds all problems.
 */
public final class YamlMapping {
  /** The file needs five levels. */
  private static final int DEPTH = 20;

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  private final String file;
  private final List<Problem> problems;
  private final Node node;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlMapping(
      String file, List<Problem> problems, MappingNode node, String name, Collection<String> keys) {
    this.file = file;
    this.problems = problems;
    this.node = node;
    for (NodeTuple tuple : node.getValue()) {
      add(tuple, name, keys);
    }
  }

  /** The whole of a YAML text; empty with a problem noted when it is none. */
  public static Optional<YamlMapping> root(
      String file, String text, Collection<String> keys, List<Problem> problems) {
    List<Problem> broken = new ArrayList<>();
    Optional<Node> root = compose(file, text, DEPTH, broken);
    if (!broken.isEmpty()) {
      problems.addAll(broken);
      return Optional.empty();
    }
    if (root.isEmpty()) {
      problems.add(Problem.of(file, "is empty; it needs " + String.join(", ", keys)));
      return Optional.empty();
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      problems.add(
          new Problem(
              file, 1, 1, "must hold keys with values, starting with " + String.join(", ", keys)));
      return Optional.empty();
    }
    return Optional.of(new YamlMapping(file, problems, mapping, "the file", keys));
  }

  /**
   * What a YAML text holds; empty where it holds nothing, or with a problem noted when it is none.
   *
   * @param depth how deep it may nest
   */
  public static Optional<Node> compose(
      String file, String text, int depth, List<Problem> problems) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setAllowNonScalarKeys(true).build();
    try {
      Optional<Problem> deep = tooDeep(file, depth, new Parse(settings).parseString(text));
      if (deep.isPresent()) {
        problems.add(deep.get());
        return Optional.empty();
      }
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      problems.add(
          new Problem(
              file,
              mark.map(m -> m.getLine() + 1).orElse(0),
              mark.map(m -> m.getColumn() + 1).orElse(0),
              broken(e) + unseen(text, mark, e.getContextMark())));
      return Optional.empty();
    } catch (YamlEngineException e) {
      problems.add(Problem.of(file, "is no YAML: " + e.getMessage().replaceAll("\\s+", " ")));
      return Optional.empty();
    }
  }

  /** A problem where a text nests so deep that composing it would overflow the stack. */
  private static Optional<Problem> tooDeep(String file, int most, Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > most) {
        Optional<Mark> mark = event.getStartMark();
        return Optional.of(
            new Problem(
                file,
                mark.map(m -> m.getLine() + 1).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0),
                "nests deeper than " + most + " levels; close a bracket before"));
      }
    }
    return Optional.empty();
  }

  /** Names what one does not see in the lines that a mistake may come from. */
  private static String unseen(String text, Optional<Mark> mark, Optional<Mark> context) {
    List<String> lines = text.lines().toList();
    int last = mark.map(Mark::getLine).orElse(0);
    int first = Math.min(last - 1, context.map(Mark::getLine).orElse(last));
    List<String> theirs =
        lines.subList(Math.clamp(first, 0, lines.size()), Math.clamp(last + 1L, 0, lines.size()));
    return Characters.warning(String.join("", theirs).replace("\t", ""));
  }

  private static String broken(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("\\t")) {
      return "a tab cannot indent YAML; use spaces";
    }
    String context = e.getContext() == null ? "" : ", " + e.getContext();
    return "is no YAML here: " + problem + context + "; check indentation, colons and quotes";
  }

  private void add(NodeTuple tuple, String name, Collection<String> keys) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      note(tuple.getKeyNode(), "a key must be a word; " + Suggestion.text("", keys));
      return;
    }
    if (!keys.contains(key.getValue())) {
      note(
          key,
          "'"
              + key.getValue()
              + "' is no key of "
              + name
              + "; "
              + Suggestion.text(key.getValue(), keys));
      return;
    }
    Node value = tuple.getValueNode();
    if (value.getTag().equals(Tag.NULL)) {
      note(key, key.getValue() + " has no value; give it one or take the line out");
    } else if (values.putIfAbsent(key.getValue(), value) != null) {
      note(key, key.getValue() + " is set twice; take one of them out");
    }
  }

  /** The keys that are set, in the order of the text. */
  public Set<String> keys() {
    return values.keySet();
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The mapping under a key. */
  public Optional<YamlMapping> section(String key, Collection<String> keys) {
    Optional<Node> value = value(key);
    if (value.isPresent() && value.get() instanceof MappingNode mapping) {
      return Optional.of(new YamlMapping(file, problems, mapping, key, keys));
    }
    value.ifPresent(
        other ->
            note(other, key + " must hold keys of its own, such as " + String.join(", ", keys)));
    return Optional.empty();
  }

  /** The mapping under a key whose own keys are anything. */
  public Optional<YamlMapping> entries(String key) {
    Optional<Node> value = value(key);
    if (value.isPresent() && value.get() instanceof MappingNode mapping) {
      List<String> own = new ArrayList<>();
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar) {
          own.add(scalar.getValue());
        }
      }
      return Optional.of(new YamlMapping(file, problems, mapping, key, own));
    }
    value.ifPresent(other -> note(other, key + " must hold keys with values"));
    return Optional.empty();
  }

  public Optional<String> text(String key) {
    Optional<Node> value = value(key);
    if (value.isPresent()
        && value.get() instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.STR)
        && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    value.ifPresent(other -> note(other, key + " must be a text, was " + show(other)));
    return Optional.empty();
  }

  public Optional<String> word(String key, Collection<String> words) {
    Optional<String> text = text(key);
    if (text.isPresent() && !words.contains(text.get())) {
      note(
          key,
          key
              + " must be one of "
              + String.join(", ", words)
              + ", was '"
              + text.get()
              + "'"
              + Suggestion.of(text.get(), words)
                  .map(word -> "; did you mean " + word + "?")
                  .orElse(""));
      return Optional.empty();
    }
    return text;
  }

  /** Whether a key holds keys of its own. */
  public boolean isSection(String key) {
    return value(key).filter(MappingNode.class::isInstance).isPresent();
  }

  /** A text, or a list of texts. */
  public Optional<List<String>> texts(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty() || !(value.get() instanceof SequenceNode sequence)) {
      return text(key).map(List::of);
    }
    List<String> texts = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
        texts.add(scalar.getValue());
      } else {
        note(item, key + " must hold texts, had " + show(item));
      }
    }
    return Optional.of(texts);
  }

  /** One of some words, or a list of them. */
  public Optional<List<String>> words(String key, Collection<String> words) {
    Optional<Node> value = value(key);
    if (value.isEmpty() || !(value.get() instanceof SequenceNode sequence)) {
      return word(key, words).map(List::of);
    }
    List<String> named = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      String word = item instanceof ScalarNode scalar ? scalar.getValue() : show(item);
      if (words.contains(word)) {
        named.add(word);
      } else {
        note(item, key + " must be of " + String.join(", ", words) + ", was '" + word + "'");
      }
    }
    return Optional.of(named);
  }

  public Optional<Boolean> flag(String key) {
    Optional<Node> value = value(key);
    if (value.isPresent()
        && value.get() instanceof ScalarNode scalar
        && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.valueOf(scalar.getValue()));
    }
    value.ifPresent(other -> note(other, key + " must be true or false, was " + show(other)));
    return Optional.empty();
  }

  public Optional<Integer> whole(String key, int least, int most) {
    return value(key).flatMap(value -> whole(key, value, least, most));
  }

  /** Exactly {@code count} whole numbers in a list. */
  public Optional<List<Integer>> wholes(String key, int count, int least, int most) {
    Optional<Node> value = value(key);
    if (value.isPresent()
        && value.get() instanceof SequenceNode sequence
        && sequence.getValue().size() == count) {
      List<Integer> numbers = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        whole(key, item, least, most).ifPresent(numbers::add);
      }
      return numbers.size() == count ? Optional.of(numbers) : Optional.empty();
    }
    value.ifPresent(
        other ->
            note(
                other,
                "%s must be %d whole numbers of %d to %d in brackets, was %s"
                    .formatted(key, count, least, most, show(other))));
    return Optional.empty();
  }

  private Optional<Integer> whole(String key, Node value, int least, int most) {
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
      try {
        int number = Integer.parseInt(scalar.getValue());
        if (number >= least && number <= most) {
          return Optional.of(number);
        }
      } catch (NumberFormatException e) {
        // Larger than any range; the message below says what fits.
      }
      note(value, "%s must be %d to %d, was %s".formatted(key, least, most, scalar.getValue()));
    } else {
      note(
          value,
          "%s must be a whole number of %d to %d, was %s"
              .formatted(key, least, most, showNumber(value)));
    }
    return Optional.empty();
  }

  /** A number, whole or not. */
  public Optional<Double> number(String key, double least, double most) {
    Optional<Node> value = value(key);
    if (value.isPresent()
        && value.get() instanceof ScalarNode scalar
        && (scalar.getTag().equals(Tag.FLOAT) || scalar.getTag().equals(Tag.INT))) {
      try {
        double number = Double.parseDouble(scalar.getValue());
        if (number >= least && number <= most) {
          return Optional.of(number);
        }
      } catch (NumberFormatException e) {
        // A form that YAML knows and people don't write, such as .inf; told below.
      }
    }
    value.ifPresent(
        other ->
            note(
                other,
                "%s must be %s to %s, was %s".formatted(key, least, most, showNumber(other))));
    return Optional.empty();
  }

  public Optional<Duration> duration(String key, Duration least, Duration most) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      Duration duration =
          Durations.parse(
              value.get() instanceof ScalarNode scalar ? scalar.getValue() : show(value.get()));
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return Optional.of(duration);
      }
      note(
          value.get(),
          "%s must be %s to %s, was %s"
              .formatted(
                  key,
                  Durations.format(least),
                  Durations.format(most),
                  Durations.format(duration)));
    } catch (IllegalArgumentException e) {
      note(value.get(), key + " " + e.getMessage());
    }
    return Optional.empty();
  }

  /** A time of day, to the minute. */
  public Optional<LocalTime> time(String key) {
    Optional<Node> value = value(key);
    if (value.isPresent()
        && value.get() instanceof ScalarNode scalar
        && TIME.matcher(scalar.getValue()).matches()) {
      return Optional.of(LocalTime.parse(scalar.getValue()));
    }
    value.ifPresent(
        other -> note(other, key + " must be a time of day as in \"22:00\", was " + show(other)));
    return Optional.empty();
  }

  public Optional<URI> url(String key) {
    return text(key)
        .flatMap(
            text -> {
              try {
                return Optional.of(Urls.http(text));
              } catch (URISyntaxException e) {
                note(key, key + " " + e.getReason() + ", was '" + Urls.withoutSecrets(text) + "'");
                return Optional.empty();
              }
            });
  }

  /** Notes a problem at a key's value, or at the section where it is not set. */
  public void note(String key, String message) {
    note(values.getOrDefault(key, node), message);
  }

  /** A problem at a key's value that is not to be noted with the others. */
  public Problem problem(String key, String message) {
    return problem(values.getOrDefault(key, node), message);
  }

  private Optional<Node> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private void note(Node at, String message) {
    problems.add(
        problem(
            at,
            message
                + (at instanceof ScalarNode scalar ? Characters.warning(scalar.getValue()) : "")));
  }

  private Problem problem(Node at, String message) {
    Optional<Mark> mark = at.getStartMark();
    return new Problem(
        file,
        mark.map(m -> m.getLine() + 1).orElse(0),
        mark.map(m -> m.getColumn() + 1).orElse(0),
        message);
  }

  /** Quotes make a text of a number: one must see that they are what is wrong. */
  private static String showNumber(Node node) {
    return node instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN
        ? "the text \"" + scalar.getValue() + "\"; take the quotes away if that was meant"
        : show(node);
  }

  private static String show(Node node) {
    if (node instanceof ScalarNode scalar) {
      return "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode sequence
        ? "a list of " + sequence.getValue().size()
        : "a mapping";
  }
}
