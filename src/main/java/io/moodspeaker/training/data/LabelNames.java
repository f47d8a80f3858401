package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What a data set's own label names mean: a YAML map from label to emotion. Immutable. */
public final class LabelNames {
  /** The mappings that ship; their labels agree wherever they meet. */
  public static final List<String> SHIPPED = List.of("fer2013", "ferplus", "azure", "aihub");

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
      return parse(nameOrFile, Files.readString(Path.of(nameOrFile)));
    }
    String resource = "labels-" + nameOrFile + ".yaml";
    try (InputStream in = LabelNames.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing from the program; build it again");
      }
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static LabelNames parse(String file, String text) throws IOException {
    Object root;
    try {
      root = new Load(LoadSettings.builder().setLabel(file).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new IOException(file + " is not YAML: " + e.getMessage(), e);
    }
    if (!(root instanceof Map<?, ?> map)) {
      throw new IOException(file + " must hold lines like 'angry: anger'");
    }
    Map<String, Emotion> labels = new HashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      try {
        labels.put(key(entry.getKey().toString()), Emotion.of(entry.getValue().toString()));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + ": " + entry.getKey() + ": " + e.getMessage(), e);
      }
    }
    return new LabelNames(labels);
  }

  private static String key(String label) {
    return label.strip().toLowerCase(Locale.ROOT);
  }

  /** The emotion that a label means, in any case; empty for an unknown one. */
  public Optional<Emotion> emotion(String label) {
    return Optional.ofNullable(byLabel.get(key(label)));
  }
}
