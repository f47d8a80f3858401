package io.moodspeaker.camera.drawn;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.YamlMapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a scenario from YAML; each complaint gives file, line and column. */
public final class ScenarioReader {
  private static final Set<String> SCENARIO_KEYS = Set.of("blend", "loop", "steps");
  private static final Set<String> STEP_KEYS =
      Set.of("show", "seconds", "strength", "x", "y", "scale", "roll");

  /** A scenario needs three levels. */
  private static final int DEPTH = 20;

  private static final String EMPTY_ROOM = "nobody";

  private final Path file;

  private ScenarioReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws CameraException if it cannot be read or is no scenario
   */
  public static Scenario read(Path file) throws CameraException {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(TextFile.small(file)))
              .toString();
    } catch (NoSuchFileException e) {
      throw new CameraException(
          file + " does not exist; copy config/drawn-face.yaml and name the copy", e);
    } catch (IOException e) {
      throw new CameraException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
    return new ScenarioReader(file).parse(text);
  }

  private Scenario parse(String text) throws CameraException {
    List<Problem> broken = new ArrayList<>();
    Optional<Node> root = YamlMapping.compose(file.toString(), text, DEPTH, broken);
    if (!broken.isEmpty()) {
      throw new CameraException(broken.getFirst().toString());
    }
    if (root.isEmpty()) {
      throw new CameraException(file + ":1:1: a scenario needs steps, but the file is empty");
    }
    Map<String, Node> keys = mapping(root.get(), "a scenario", SCENARIO_KEYS);
    double blend = number(keys, "blend", 0.8, 0, 60);
    boolean loop = bool(keys, "loop", true);
    Node steps = keys.get("steps");
    if (!(steps instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw error(steps == null ? root.get() : steps, "steps must be a list of at least one step");
    }
    List<Scenario.Step> parsed = new ArrayList<>();
    for (Node node : ((SequenceNode) steps).getValue()) {
      parsed.add(step(node));
    }
    return new Scenario(duration(blend), loop, parsed);
  }

  private Scenario.Step step(Node node) throws CameraException {
    Map<String, Node> keys = mapping(node, "a step", STEP_KEYS);
    for (String key : List.of("show", "seconds")) {
      if (!keys.containsKey(key)) {
        throw error(node, "a step needs '" + key + "', as in {show: neutral, seconds: 10}");
      }
    }
    double seconds = number(keys, "seconds", 0, 0.1, 86_400);
    double strength = number(keys, "strength", 1, 0, 1);
    Pose pose =
        new Pose(
            number(keys, "x", 0, -400, 400),
            number(keys, "y", 0, -300, 300),
            number(keys, "scale", 1, 0.1, 3),
            number(keys, "roll", 0, -90, 90));
    return new Scenario.Step(show(keys.get("show")), duration(seconds), strength, pose);
  }

  private Optional<Emotion> show(Node node) throws CameraException {
    String value = scalar(node, "show");
    if (value.equals(EMPTY_ROOM)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Emotion.of(value));
    } catch (IllegalArgumentException e) {
      throw new CameraException(where(node) + "show: " + e.getMessage() + ", or " + EMPTY_ROOM, e);
    }
  }

  private Map<String, Node> mapping(Node node, String what, Set<String> known)
      throws CameraException {
    if (!(node instanceof MappingNode mapping)) {
      throw error(node, what + " must have keys and values");
    }
    Map<String, Node> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(tuple.getKeyNode(), "a key");
      if (!known.contains(key)) {
        throw error(
            tuple.getKeyNode(),
            what + " has no '" + key + "'; use " + String.join(", ", new TreeSet<>(known)));
      }
      if (keys.put(key, tuple.getValueNode()) != null) {
        throw error(tuple.getKeyNode(), "'" + key + "' stands here twice; remove one");
      }
    }
    return keys;
  }

  private double number(
      Map<String, Node> keys, String key, double otherwise, double least, double most)
      throws CameraException {
    Node node = keys.get(key);
    if (node == null) {
      return otherwise;
    }
    String text = scalar(node, key);
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new CameraException(where(node) + key + " must be a number, was '" + text + "'", e);
    }
    if (!(value >= least && value <= most)) {
      throw error(node, key + " must be " + plain(least) + " to " + plain(most) + ", was " + text);
    }
    return value;
  }

  private boolean bool(Map<String, Node> keys, String key, boolean otherwise)
      throws CameraException {
    Node node = keys.get(key);
    if (node == null) {
      return otherwise;
    }
    String text = scalar(node, key);
    if (!text.equals("true") && !text.equals("false")) {
      throw error(node, key + " must be true or false, was '" + text + "'");
    }
    return text.equals("true");
  }

  private String scalar(Node node, String what) throws CameraException {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error(node, what + " must be a single value");
  }

  private CameraException error(Node node, String problem) {
    return new CameraException(where(node) + problem);
  }

  private String where(Node node) {
    return at(node.getStartMark());
  }

  private String at(Optional<Mark> mark) {
    return mark.map(m -> file + ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1) + ": ")
        .orElse(file + ": ");
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
