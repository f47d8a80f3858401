package io.moodspeaker.app;

import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations of tests, read with all the features that are on board. */
final class Configs {
  private static final List<Feature> FEATURES = Features.load();

  private Configs() {}

  /** Settings of a folder, whose moods.yaml, if it has none, says nothing. */
  static Validated<LoadedConfig> settings(
      Path home, Map<String, String> environment, Map<String, String> overrides) {
    if (!Files.exists(home.resolve(ConfigReader.MOODS))) {
      write(home, ConfigReader.MOODS, "moods: {}\n");
    }
    return checked(home, environment, overrides);
  }

  /** A moods.yaml with this text in a folder. */
  static Validated<LoadedConfig> moods(Path home, String text) {
    write(home, ConfigReader.MOODS, text);
    return checked(home, Map.of(), Map.of());
  }

  private static Validated<LoadedConfig> checked(
      Path home, Map<String, String> environment, Map<String, String> overrides) {
    Map<String, String> all = new HashMap<>(overrides);
    all.putIfAbsent("emotion.model", Path.of("models/emotion").toAbsolutePath().toString());
    ConfigReader reader = new ConfigReader(home, FEATURES, environment, all);
    return new Validated<>(reader.read().value(), Installation.configuration(reader, FEATURES));
  }

  static void write(Path home, String file, String text) {
    try {
      Files.createDirectories(home.resolve(file).getParent());
      Files.writeString(home.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
