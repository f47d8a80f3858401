package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.YamlMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a data set's own label names mean: a YAML map from label to emotion. Immutable. */
public final class LabelNames {
  /** The mappings that ship; their labels agree wherever they meet. */
  public static final List<String> SHIPPED = List.of("fer2013", "ferplus", "azure", "aihub");

  /** A mapping needs two levels. */
  private static final int DEPTH = 20;

  private final Map<String, Emotion> byLabel;

  private LabelNames(Map<String, Emotion> byLabel) {
    this.byLabel = Map.copyOf(byLabel);
  }

  /** All shipped mappings together: what is used when nobody says otherwise. */
  public static LabelNames shipped() throws IOException {
    Map<String, Emotion> all = new HashMap<>();
    for (String name : SHIPPED) {
      all.putAll(read(name).byLabel);
    }
    return new LabelNames(all);
  }

  /**
   * Reads a mapping.
   *
   * @param nameOrFile one of {@link #SHIPPED} or a YAML file
   * @throws IOException if there is none or it is wrong; the message says what helps
   */
  public static LabelNames read(String nameOrFile) throws IOException {
    if (!SHIPPED.contains(nameOrFile)) {
      return parse(nameOrFile, text(nameOrFile));
    }
    String resource = "labels-" + nameOrFile + ".yaml";
    try (InputStream in = LabelNames.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing from the program; build it again");
      }
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(String file) throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path) || Files.isDirectory(path)) {
      throw new IOException(
          "'" + file + "' is neither a file nor one of " + String.join(", ", SHIPPED));
    }
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not in UTF-8; save it as UTF-8", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " can't be read: permission denied", e);
    }
  }

  private static LabelNames parse(String file, String text) throws IOException {
    List<Problem> broken = new ArrayList<>();
    Optional<Node> root = YamlMapping.compose(file, text, DEPTH, broken);
    if (!broken.isEmpty()) {
      throw new IOException(broken.getFirst().toString());
    }
    if (root.isEmpty() || !(root.get() instanceof MappingNode map)) {
      throw new IOException(file + " must hold lines like 'angry: anger'");
    }
    Map<String, Emotion> labels = new HashMap<>();
    for (NodeTuple entry : map.getValue()) {
      String at = file + entry.getKeyNode().getStartMark().map(LabelNames::line).orElse("");
      String label = key(scalar(at, "a label", entry.getKeyNode()));
      Emotion emotion = meaning(at + ": " + label, entry.getValueNode());
      Emotion other = labels.put(label, emotion);
      if (other != null && other != emotion) {
        throw new IOException(
            at + ": " + label + ": means " + other + " further up; give one emotion to each label");
      }
    }
    return new LabelNames(labels);
  }

  private static String line(Mark mark) {
    return ":" + (mark.getLine() + 1);
  }

  private static Emotion meaning(String at, Node node) throws IOException {
    try {
      return Emotion.of(scalar(at, "an emotion", node));
    } catch (IllegalArgumentException e) {
      throw new IOException(at + ": " + e.getMessage(), e);
    }
  }

  private static String scalar(String at, String what, Node node) throws IOException {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw new IOException(at + ": " + what + " is missing; write lines like 'angry: anger'");
  }

  private static String key(String label) {
    return label.strip().toLowerCase(Locale.ROOT);
  }

  /** The emotion that a label means, in any case; empty for an unknown one. */
  public Optional<Emotion> emotion(String label) {
    return Optional.ofNullable(byLabel.get(key(label)));
  }
}
