package io.moodspeaker.feature;

import io.moodspeaker.support.Problem;
import java.nio.file.Path;

/** The configuration at one moment: all settings and all of moods.yaml. Immutable. */
public interface Config {
  /** The value of a setting. */
  <T> T get(Setting<T> setting);

  /** What a feature's section of moods.yaml says. */
  <T> T get(MoodsSection<T> section);

  /** The installation's folder, which holds config, routes, playlists and models; absolute. */
  Path home();

  /** The folder for what must outlive a restart; absolute, and may not exist yet. */
  Path stateDir();

  /** A problem with a setting, at the place where it was set. */
  Problem problem(Setting<?> setting, String message);
}
