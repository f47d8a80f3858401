package io.moodspeaker.config;

import io.moodspeaker.feature.Setting;
import io.moodspeaker.support.Characters;
import io.moodspeaker.support.Problem;
import java.util.Map;

/**
 * The values of all settings. Immutable.
 *
 * @param values by name, as their settings made them
 * @param texts by name, as they were written or by default
 * @param origins of those that somebody set
 */
record SettingValues(
    Map<String, Object> values, Map<String, String> texts, Map<String, SettingOrigin> origins) {
  SettingValues {
    values = Map.copyOf(values);
    texts = Map.copyOf(texts);
    origins = Map.copyOf(origins);
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked") // Made by this setting's own parser.
  <T> T get(Setting<T> setting) {
    Object value = values.get(setting.name());
    if (value == null) {
      throw new IllegalStateException(
          setting.name() + " was not read; its feature must declare it");
    }
    return (T) value;
  }

  /** A problem with a setting, at the place where it was set. */
  Problem problem(Setting<?> setting, String message) {
    SettingOrigin origin =
        origins.getOrDefault(setting.name(), SettingOrigin.none(SettingsReader.NAME));
    return origin.problem(
        message + (setting.kind().isSecret() ? "" : Characters.warning(origin.value())));
  }
}
