package io.moodspeaker.config;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.support.Problem;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A configuration that was read from files. Immutable. */
public final class LoadedConfig implements Config {
  private final Path home;
  private final Path stateDir;
  private final SettingValues settings;
  private final Map<MoodsSection<?>, Object> moods;

  LoadedConfig(
      Path home, Path stateDir, SettingValues settings, Map<MoodsSection<?>, Object> moods) {
    this.home = home;
    this.stateDir = stateDir;
    this.settings = settings;
    this.moods = Map.copyOf(moods);
  }

  @Override
  public <T> T get(Setting<T> setting) {
    return settings.get(setting);
  }

  @Override
  @SuppressWarnings("unchecked") // Made by this section's own reading.
  public <T> T get(MoodsSection<T> section) {
    Object value = moods.get(section);
    if (value == null) {
      throw new IllegalStateException(
          "the section " + section.moodKeys() + " was not read; its feature must declare it");
    }
    return (T) value;
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public Path stateDir() {
    return stateDir;
  }

  @Override
  public Problem problem(Setting<?> setting, String message) {
    return settings.problem(setting, message);
  }

  /** The same settings with the moods of another configuration. */
  LoadedConfig withMoods(Map<MoodsSection<?>, Object> others) {
    return new LoadedConfig(home, stateDir, settings, others);
  }

  /** What the sections of moods.yaml say. */
  Map<MoodsSection<?>, Object> moods() {
    return moods;
  }

  /** The settings of some kinds that have another value in another configuration. */
  public Set<String> differences(
      LoadedConfig other, Collection<Setting<?>> declared, Set<Setting.Kind> kinds) {
    Set<String> names = new TreeSet<>();
    for (Setting<?> setting : declared) {
      if (kinds.contains(setting.kind())
          && !settings
              .texts()
              .get(setting.name())
              .equals(other.settings.texts().get(setting.name()))) {
        names.add(setting.name());
      }
    }
    return names;
  }

  /** The texts of all settings that may be shown, by name, for routes' placeholders. */
  public Map<String, String> placeholders(Collection<Setting<?>> declared) {
    Map<String, String> shown = new TreeMap<>();
    for (Setting<?> setting : declared) {
      if (!setting.kind().isSecret()) {
        shown.put(setting.name(), settings.texts().get(setting.name()));
      }
    }
    return shown;
  }
}
