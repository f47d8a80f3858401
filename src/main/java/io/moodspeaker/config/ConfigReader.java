package io.moodspeaker.config;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a person configures in one installation, as far as features declare it. */
public final class ConfigReader {
  /** The settings' file in an installation. */
  public static final String SETTINGS = SettingsReader.NAME;

  /** The moods' file in an installation. */
  public static final String MOODS = MoodsReader.NAME;

  /** The last moods that were good, in the state folder. */
  private static final String LAST_GOOD = "moods.last-good.yaml";

  private final Path home;
  private final List<Feature> features;
  private final List<Setting<?>> settings;
  private final List<MoodsSection<?>> sections;
  private final Map<String, String> environment;
  private final Map<String, String> overrides;

  /** What features call moods besides, by the settings that were last read. */
  private volatile Map<String, Mood> names = Map.of();

  /**
   * A reader of an installation.
   *
   * @param home the folder that holds {@code config/}
   * @param environment the variables of the process
   * @param overrides by name, as from {@code --set name=value}
   */
  public ConfigReader(
      Path home,
      Collection<Feature> features,
      Map<String, String> environment,
      Map<String, String> overrides) {
    this.home = home.toAbsolutePath().normalize();
    this.features = List.copyOf(features);
    this.settings =
        Stream.concat(
                features.stream().flatMap(feature -> feature.settings().stream()),
                CoreSettings.ALL.stream())
            .toList();
    this.sections = features.stream().flatMap(feature -> feature.moods().stream()).toList();
    this.environment = Map.copyOf(environment);
    this.overrides = Map.copyOf(overrides);
  }

  /** All settings that may be set. */
  public List<Setting<?>> settings() {
    return settings;
  }

  /** Reads both files; a mistake in either leaves no value. */
  public Validated<LoadedConfig> read() {
    Validated<SettingValues> values = readSettings();
    Validated<Map<MoodsSection<?>, Object>> moods = readMoods();
    List<Problem> problems = new ArrayList<>(moods.problems());
    problems.addAll(values.problems());
    return new Validated<>(
        values.value().flatMap(set -> moods.value().map(read -> config(set, read))), problems);
  }

  /**
   * Reads both files as far as they go, for checks: what is wrong counts as not set.
   *
   * @return what could be read, with all that is wrong with the texts; empty where a file is none
   */
  public Validated<LoadedConfig> readForCheck() {
    SettingsReader reader = new SettingsReader(home, settings, environment);
    SettingValues values = reader.readAll(overrides);
    Validated<String> text = TextFile.read(home.resolve(MOODS), MOODS);
    List<Problem> problems = new ArrayList<>();
    Optional<LoadedConfig> config = Optional.empty();
    if (text.value().isPresent()) {
      MoodsReader moods = new MoodsReader(home, names);
      Map<MoodsSection<?>, Object> read = moods.readAll(text.value().get(), sections);
      problems.addAll(moods.problems());
      config = read.isEmpty() ? config : Optional.of(config(values, read));
    }
    problems.addAll(text.problems());
    problems.addAll(reader.problems());
    return new Validated<>(config, problems);
  }

  /** What the start runs with, and what is wrong with the files. */
  public record Start(LoadedConfig config, Optional<String> substitute, List<Problem> problems) {}

  /**
   * Reads both files for the start. Broken moods are replaced by the last good ones, or by those
   * that came with the program, so that a half-saved file leaves nobody without music.
   *
   * @return the configuration; its {@code substitute} says what stands in for moods.yaml
   */
  public Validated<Start> readForStart() {
    Validated<SettingValues> values = readSettings();
    if (values.value().isEmpty()) {
      return new Validated<>(Optional.empty(), values.problems());
    }
    SettingValues set = values.value().get();
    Validated<Map<MoodsSection<?>, Object>> moods = readMoods();
    if (moods.value().isPresent()) {
      return started(config(set, moods.value().get()), Optional.empty(), List.of());
    }
    Path lastGood = stateDir(set).resolve(LAST_GOOD);
    Validated<Map<MoodsSection<?>, Object>> last = parse(TextFile.read(lastGood, LAST_GOOD));
    if (last.value().isPresent()) {
      return started(
          config(set, last.value().get()),
          Optional.of("its last good version, " + lastGood),
          moods.problems());
    }
    Validated<Map<MoodsSection<?>, Object>> bundled = parse(bundled());
    return started(
        config(set, bundled.orElseThrow(IllegalStateException::new)),
        Optional.of("the answers that came with the program"),
        moods.problems());
  }

  private static Validated<Start> started(
      LoadedConfig config, Optional<String> substitute, List<Problem> problems) {
    return new Validated<>(Optional.of(new Start(config, substitute, problems)), List.of());
  }

  /** The settings as they are now, with the moods of before. */
  public Validated<LoadedConfig> readSettings(LoadedConfig before) {
    Validated<SettingValues> values = readSettings();
    return new Validated<>(
        values.value().map(set -> config(set, before.moods())), values.problems());
  }

  /** The moods as a text gives them, with the settings of before. */
  public Validated<LoadedConfig> readMoods(Validated<String> text, LoadedConfig before) {
    Validated<Map<MoodsSection<?>, Object>> moods = parse(text);
    return new Validated<>(moods.value().map(before::withMoods), moods.problems());
  }

  /** Keeps a text as the last good one. */
  public static void keepLastGood(String text, Config config) throws IOException {
    Path file = config.stateDir().resolve(LAST_GOOD);
    if (!Files.isRegularFile(file) || !TextFile.smallText(file).equals(text)) {
      io.moodspeaker.support.AtomicFile.write(file, text);
    }
  }

  private Validated<SettingValues> readSettings() {
    Validated<SettingValues> read = new SettingsReader(home, settings, environment).read(overrides);
    read.value()
        .map(values -> config(values, Map.of()))
        .ifPresent(
            config -> {
              Map<String, Mood> all = new HashMap<>();
              features.forEach(feature -> all.putAll(feature.moodNames(config)));
              names = Map.copyOf(all);
            });
    return read;
  }

  private Validated<Map<MoodsSection<?>, Object>> readMoods() {
    return parse(TextFile.read(home.resolve(MOODS), MOODS));
  }

  private Validated<Map<MoodsSection<?>, Object>> parse(Validated<String> text) {
    return text.value().isPresent()
        ? new MoodsReader(home, names).read(text.value().get(), sections)
        : new Validated<>(Optional.empty(), text.problems());
  }

  private static Validated<String> bundled() {
    try (InputStream in = ConfigReader.class.getResourceAsStream("moods.yaml")) {
      if (in == null) {
        return new Validated<>(
            Optional.empty(), List.of(Problem.of(MOODS, "is not in the program; build it anew")));
      }
      return new Validated<>(
          Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)), List.of());
    } catch (IOException unreadable) {
      return new Validated<>(
          Optional.empty(), List.of(Problem.of(MOODS, "cannot be read: " + unreadable)));
    }
  }

  private LoadedConfig config(SettingValues values, Map<MoodsSection<?>, Object> moods) {
    return new LoadedConfig(home, stateDir(values), values, moods);
  }

  private Path stateDir(SettingValues values) {
    String text = values.get(CoreSettings.STATE_DIR);
    if (!text.equals("auto")) {
      return home.resolve(text).normalize();
    }
    String given = environment.getOrDefault("STATE_DIRECTORY", "");
    if (!given.isEmpty()) {
      // systemd separates several by colons; the first is ours.
      return Path.of(given.split(":", 2)[0]);
    }
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    // Java's user.home asks the user database; a person who sets HOME means HOME.
    String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return xdg.isEmpty()
        ? Path.of(user, ".local", "state", "moodspeaker")
        : Path.of(xdg, "moodspeaker");
  }
}
