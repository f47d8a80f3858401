package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.model.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads and writes {@code model.yaml}. */
public final class ModelYaml {
  /** The file's name in a model's folder. */
  public static final String FILE = "model.yaml";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path file;

  private ModelYaml(Path file) {
    this.file = file;
  }

  /**
   * Reads a description.
   *
   * @throws EmotionException if the file is missing or wrong; the message begins with
   *     file:line:column
   */
  public static ModelDescription read(Path file) throws EmotionException {
    return new ModelYaml(file).read();
  }

  private ModelDescription read() throws EmotionException {
    Section root = root();
    Section input = root.section("input");
    Section output = root.section("output");
    ModelDescription.Input in =
        input.build(
            () ->
                new ModelDescription.Input(
                    input.text("name"),
                    input.number("size", "a whole number of pixels", Integer::valueOf),
                    input.choice("colour", ModelDescription.Colour.values()),
                    input.choice("scaling", ModelDescription.Scaling.values()),
                    input.number("margin", "a number", Double::valueOf)));
    SequencedMap<String, Emotion> labels = labels(output.section("labels"));
    Map<Emotion, Double> bias = bias(output);
    ModelDescription.Output out =
        output.build(
            () ->
                new ModelDescription.Output(
                    output.text("name"),
                    output.choice("kind", ModelDescription.Kind.values()),
                    labels,
                    output.number("temperature", "a number", Double::valueOf),
                    bias,
                    output.truth("mirror")));
    Map<String, String> sums = new LinkedHashMap<>();
    Section files = root.section("sha256");
    for (String path : files.keys()) {
      String sum = files.text(path);
      if (!SHA256.matcher(sum).matches()) {
        throw files.wrong(path, "must be 64 hexadecimal digits, was '" + sum + "'");
      }
      sums.put(path, sum);
    }
    root.onlyKnown(List.of("input", "output", "sha256"));
    input.onlyKnown(List.of("name", "size", "colour", "scaling", "margin"));
    output.onlyKnown(List.of("name", "kind", "labels", "temperature", "bias", "mirror"));
    return new ModelDescription(in, out, sums);
  }

  private static SequencedMap<String, Emotion> labels(Section section) throws EmotionException {
    SequencedMap<String, Emotion> labels = new LinkedHashMap<>();
    for (String label : section.keys()) {
      try {
        labels.put(label, Emotion.of(section.text(label)));
      } catch (IllegalArgumentException e) {
        throw section.wrong(label, e.getMessage());
      }
    }
    return labels;
  }

  private static Map<Emotion, Double> bias(Section output) throws EmotionException {
    Map<Emotion, Double> bias = new EnumMap<>(Emotion.class);
    if (!output.keys().contains("bias")) {
      return bias;
    }
    Section section = output.section("bias");
    for (String key : section.keys()) {
      try {
        bias.put(Emotion.of(key), section.number(key, "a number", Double::valueOf));
      } catch (IllegalArgumentException e) {
        throw section.wrong(key, "is wrong: " + e.getMessage());
      }
    }
    return bias;
  }

  private Section root() throws EmotionException {
    LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
    try {
      String text = Files.readString(file);
      Optional<Node> node = new Compose(settings).composeString(text);
      if (node.isEmpty()) {
        throw new EmotionException(file + ":1:1: is empty; export the model again");
      }
      return section("the file", node.get());
    } catch (MarkedYamlEngineException e) {
      String at = e.getProblemMark().map(ModelYaml::place).orElse("1:1");
      throw new EmotionException(file + ":" + at + ": " + e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw new EmotionException(file + ":1:1: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new EmotionException(
          file + " cannot be read; point at a folder that holds a model and its " + FILE, e);
    }
  }

  private static String place(Mark mark) {
    return (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private EmotionException wrong(Node node, String what) {
    String at = node.getStartMark().map(ModelYaml::place).orElse("1:1");
    return new EmotionException(file + ":" + at + ": " + what);
  }

  private Section section(String name, Node node) throws EmotionException {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, name + " must hold keys and values");
    }
    SequencedMap<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw wrong(tuple.getKeyNode(), "a key must be plain text");
      }
      entries.put(key.getValue(), tuple.getValueNode());
    }
    return new Section(mapping, entries);
  }

  /** Builds a value; its constructor's complaint becomes a message with a place. */
  private interface Building<T> {
    T build() throws EmotionException;
  }

  private final class Section {
    private final MappingNode node;
    private final SequencedMap<String, Node> entries;

    Section(MappingNode node, SequencedMap<String, Node> entries) {
      this.node = node;
      this.entries = entries;
    }

    List<String> keys() {
      return new ArrayList<>(entries.keySet());
    }

    EmotionException wrong(String key, String what) {
      return ModelYaml.this.wrong(entries.get(key), key + " " + what);
    }

    <T> T build(Building<T> building) throws EmotionException {
      try {
        return building.build();
      } catch (IllegalArgumentException e) {
        String key =
            keys().stream().filter(k -> e.getMessage().startsWith(k + " ")).findFirst().orElse("");
        throw ModelYaml.this.wrong(entries.getOrDefault(key, node), e.getMessage());
      }
    }

    Section section(String key) throws EmotionException {
      return ModelYaml.this.section(key, value(key));
    }

    private Node value(String key) throws EmotionException {
      Node value = entries.get(key);
      if (value == null) {
        throw ModelYaml.this.wrong(node, key + " is missing; add it or export the model again");
      }
      return value;
    }

    String text(String key) throws EmotionException {
      if (value(key) instanceof ScalarNode scalar) {
        return scalar.getValue();
      }
      throw wrong(key, "must be a single value");
    }

    <T> T number(String key, String what, Function<String, T> parse) throws EmotionException {
      String text = text(key);
      try {
        return parse.apply(text);
      } catch (NumberFormatException e) {
        throw wrong(key, "must be " + what + ", was '" + text + "'");
      }
    }

    boolean truth(String key) throws EmotionException {
      String text = text(key);
      if (!text.equals("true") && !text.equals("false")) {
        throw wrong(key, "must be true or false, was '" + text + "'");
      }
      return Boolean.parseBoolean(text);
    }

    <E extends Enum<E>> E choice(String key, E[] values) throws EmotionException {
      String text = text(key);
      List<String> words = new ArrayList<>();
      for (E value : values) {
        String word = value.name().toLowerCase(Locale.ROOT);
        if (word.equals(text)) {
          return value;
        }
        words.add(word);
      }
      throw wrong(key, "must be one of " + String.join(", ", words) + ", was '" + text + "'");
    }

    void onlyKnown(List<String> known) throws EmotionException {
      for (String key : entries.keySet()) {
        if (!known.contains(key)) {
          throw wrong(key, "is not a key here; use " + String.join(", ", known));
        }
      }
    }
  }

  /** The text of a description, with comments for those who write one by hand. */
  public static String text(ModelDescription description) {
    ModelDescription.Input input = description.input();
    ModelDescription.Output output = description.output();
    StringBuilder text = new StringBuilder();
    text.append("# What the SavedModel in this folder expects and answers.\n")
        .append("input:\n")
        .append("  name: " + input.name() + "  # in the default signature\n")
        .append("  size: " + input.size() + "  # width and height in pixels\n")
        .append("  colour: " + word(input.colour()) + "  # gray or rgb\n")
        .append("  # standardise (each picture to mean 0, deviation 1), unit (0 to 1),\n")
        .append("  # symmetric (-1 to 1) or none (0 to 255)\n")
        .append("  scaling: " + word(input.scaling()) + "\n")
        .append("  # added to the detector's box on each side, as a share of it\n")
        .append("  margin: " + input.margin() + "\n")
        .append("output:\n")
        .append("  name: " + output.name() + "\n")
        .append("  kind: " + word(output.kind()) + "  # logits or probabilities\n")
        .append("  # the model's labels in its order, each with the emotion it stands for\n")
        .append("  labels:\n");
    output
        .labels()
        .forEach((label, emotion) -> text.append("    " + label + ": " + emotion.label() + "\n"));
    text.append("  # logits are divided by it before the softmax\n")
        .append(String.format(Locale.ROOT, "  temperature: %.4f%n", output.temperature()))
        .append("  # added to these emotions' logits after that; -5 to 5\n")
        .append("  bias: " + bias(output.bias()) + "\n")
        .append(
            "  mirror: " + output.mirror() + "  # also ask for the mirrored face, and average\n")
        .append("sha256:\n");
    description.sha256().forEach((path, sum) -> text.append("  " + path + ": " + sum + "\n"));
    return text.toString();
  }

  private static String bias(Map<Emotion, Double> bias) {
    return new TreeMap<>(bias)
        .entrySet().stream()
            .map(entry -> entry.getKey().label() + ": " + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
