package io.moodspeaker.emotion;

import io.moodspeaker.emotion.ModelDescription.Format;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and writes {@code model.yaml}. */
public final class ModelYaml {
  /** The file's name in a model's folder. */
  public static final String FILE = "model.yaml";

  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private static final List<String> KEYS =
      List.of("format", "input", "output", "resting", "sha256");
  private static final List<String> INPUT =
      List.of("name", "size", "colour", "scaling", "margin", "layout");
  private static final List<String> OUTPUT =
      List.of("name", "kind", "labels", "temperature", "bias", "mirror");

  private final List<Problem> problems = new ArrayList<>();
  private final Path file;

  private ModelYaml(Path file) {
    this.file = file;
  }

  /**
   * Reads a description.
   *
   * @throws EmotionException if the file is missing or wrong; the message has a line for each
   *     mistake, which begins with file:line:column
   */
  public static ModelDescription read(Path file) throws EmotionException {
    return new ModelYaml(file).read();
  }

  /** A message about a key of a description, after file:line:column. */
  static String at(Path file, String section, String key, String message) {
    List<Problem> noted = new ArrayList<>();
    try {
      ModelFiles.yaml(file, KEYS, noted)
          .section(section, section.equals("input") ? INPUT : OUTPUT)
          .ifPresent(mapping -> mapping.note(key, message));
    } catch (EmotionException changed) {
      // Since it was read; then without the line.
    }
    return (noted.isEmpty() ? Problem.of(file.toString(), message) : noted.getFirst()).toString();
  }

  private ModelDescription read() throws EmotionException {
    if (!Files.isReadable(file)) {
      throw new EmotionException(
          file + " cannot be read; point at a folder that holds a model and its " + FILE);
    }
    YamlMapping root = ModelFiles.yaml(file, KEYS, problems);
    Format format =
        root.has("format")
            ? choice(root, "format", Format.values(), Format.SAVEDMODEL)
            : Format.SAVEDMODEL;
    Optional<ModelDescription.Input> input =
        needed(root, "input")
            .flatMap(key -> root.section(key, INPUT))
            .map(section -> input(section, format));
    Optional<ModelDescription.Output> output =
        needed(root, "output").flatMap(key -> root.section(key, OUTPUT)).flatMap(this::output);
    Map<String, String> sums = new LinkedHashMap<>();
    needed(root, "sha256")
        .flatMap(root::entries)
        .ifPresent(files -> files.keys().forEach(path -> sums.put(path, sum(files, path))));
    EmotionScores resting =
        root.has("resting")
            ? root.entries("resting").map(this::resting).orElse(ModelDescription.RESTING)
            : ModelDescription.RESTING;
    ModelFiles.refuse(problems);
    return new ModelDescription(format, input.orElseThrow(), output.orElseThrow(), sums, resting);
  }

  private static Optional<String> needed(YamlMapping section, String key) {
    if (!section.has(key)) {
      section.note(key, key + " is missing; add it or export the model again");
      return Optional.empty();
    }
    return Optional.of(key);
  }

  private static String sum(YamlMapping files, String path) {
    Optional<String> sum = files.text(path);
    if (sum.isPresent() && !SHA256.matcher(sum.get()).matches()) {
      files.note(path, path + " must be 64 hexadecimal digits, was '" + sum.get() + "'");
    }
    return sum.orElse("").toLowerCase(Locale.ROOT);
  }

  private ModelDescription.Input input(YamlMapping section, Format format) {
    return new ModelDescription.Input(
        text(section, "name"),
        needed(section, "size").flatMap(key -> section.whole(key, 8, 512)).orElse(8),
        choice(section, "colour", ModelDescription.Colour.values(), ModelDescription.Colour.GRAY),
        choice(
            section, "scaling", ModelDescription.Scaling.values(), ModelDescription.Scaling.NONE),
        number(section, "margin", -0.3, 1),
        section.has("layout")
            ? choice(
                section,
                "layout",
                ModelDescription.Layout.values(),
                ModelDescription.Layout.CHANNELS_LAST)
            : format == Format.ONNX
                ? ModelDescription.Layout.CHANNELS_FIRST
                : ModelDescription.Layout.CHANNELS_LAST);
  }

  private Optional<ModelDescription.Output> output(YamlMapping section) {
    SequencedMap<String, Emotion> labels = new LinkedHashMap<>();
    needed(section, "labels")
        .flatMap(section::entries)
        .ifPresent(
            entries ->
                entries
                    .keys()
                    .forEach(key -> emotion(entries, key).ifPresent(e -> labels.put(key, e))));
    Map<Emotion, Double> bias = new EnumMap<>(Emotion.class);
    if (section.has("bias")) {
      section.entries("bias").ifPresent(entries -> bias.putAll(numbers(entries, -5, 5)));
    }
    String name = text(section, "name");
    ModelDescription.Kind kind =
        choice(section, "kind", ModelDescription.Kind.values(), ModelDescription.Kind.LOGITS);
    double temperature = number(section, "temperature", 0.05, 20);
    boolean mirror = needed(section, "mirror").flatMap(section::flag).orElse(false);
    if (labels.isEmpty()) {
      section.note("labels", "labels must name at least one output");
    }
    return problems.isEmpty()
        ? Optional.of(new ModelDescription.Output(name, kind, labels, temperature, bias, mirror))
        : Optional.empty();
  }

  private EmotionScores resting(YamlMapping section) {
    Map<Emotion, Double> scores = numbers(section, 0, 1);
    boolean whole = scores.size() == Emotion.all().size();
    if (!whole || scores.values().stream().anyMatch(score -> score > scores.get(Emotion.NEUTRAL))) {
      section.note(
          "neutral", "resting needs a number of 0 to 1 for each emotion, neutral's largest");
      return ModelDescription.RESTING;
    }
    return EmotionScores.of(scores);
  }

  private static Map<Emotion, Double> numbers(YamlMapping section, double least, double most) {
    Map<Emotion, Double> numbers = new EnumMap<>(Emotion.class);
    for (String key : section.keys()) {
      try {
        Emotion emotion = Emotion.of(key);
        section.number(key, least, most).ifPresent(value -> numbers.put(emotion, value));
      } catch (IllegalArgumentException unknown) {
        section.note(key, unknown.getMessage());
      }
    }
    return numbers;
  }

  private static Optional<Emotion> emotion(YamlMapping section, String key) {
    Optional<String> text = section.text(key);
    try {
      return text.map(Emotion::of);
    } catch (IllegalArgumentException unknown) {
      section.note(key, key + ": " + unknown.getMessage());
      return Optional.empty();
    }
  }

  private static String text(YamlMapping section, String key) {
    return needed(section, key).flatMap(section::text).orElse("");
  }

  private static double number(YamlMapping section, String key, double least, double most) {
    return needed(section, key).flatMap(k -> section.number(k, least, most)).orElse(1.0);
  }

  private static <E extends Enum<E>> E choice(
      YamlMapping section, String key, E[] values, E otherwise) {
    List<String> words = Arrays.stream(values).map(ModelYaml::word).toList();
    return needed(section, key)
        .flatMap(k -> section.word(k, words))
        .map(word -> values[words.indexOf(word)])
        .orElse(otherwise);
  }

  /** The text of a description, with comments for those who write one by hand. */
  public static String text(ModelDescription description) {
    ModelDescription.Input input = description.input();
    ModelDescription.Output output = description.output();
    StringBuilder text = new StringBuilder();
    text.append("# What the model in this folder expects and answers.\n")
        .append("format: " + word(description.format()) + "  # savedmodel or onnx\n")
        .append("input:\n")
        .append("  name: " + input.name() + "  # a SavedModel's in the default signature\n")
        .append("  size: " + input.size() + "  # width and height in pixels\n")
        .append("  colour: " + word(input.colour()) + "  # gray, rgb or bgr\n")
        .append("  # standardise (each picture to mean 0, deviation 1), unit (0 to 1),\n")
        .append("  # symmetric (-1 to 1), imagenet (its mean and deviation) or none (0 to 255)\n")
        .append("  scaling: " + word(input.scaling()) + "\n")
        .append("  # added to the detector's box on each side, as a share of it\n")
        .append("  margin: " + input.margin() + "\n")
        .append("  # channels-last (as Keras has them) or channels-first (as PyTorch does)\n")
        .append("  layout: " + word(input.layout()) + "\n")
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
        .append("  bias: " + mapping(output.bias()) + "\n")
        .append(
            "  mirror: " + output.mirror() + "  # also ask for the mirrored face, and average\n");
    if (!description.resting().equals(ModelDescription.RESTING)) {
      text.append("# the scores as which a person's own neutral face comes out\n")
          .append("resting: " + mapping(description.resting().toMap()) + "\n");
    }
    text.append("sha256:\n");
    description.sha256().forEach((path, sum) -> text.append("  " + path + ": " + sum + "\n"));
    return text.toString();
  }

  private static String mapping(Map<Emotion, Double> numbers) {
    return new TreeMap<>(numbers)
        .entrySet().stream()
            .map(entry -> entry.getKey().label() + ": " + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
