package io.moodspeaker.config;

import io.moodspeaker.feature.Setting;
import io.moodspeaker.feature.SharedSettings;
import java.util.List;

/** The settings that belong to no feature alone. */
public final class CoreSettings {
  /** The folder for what must outlive a restart, as it is written. */
  public static final Setting<String> STATE_DIR =
      Setting.text(
          "state.dir",
          "auto",
          "The folder for what must outlive a restart. auto takes the one that systemd gives, else"
              + " ~/.local/state/moodspeaker.");

  /** All of them. */
  public static final List<Setting<?>> ALL =
      List.of(STATE_DIR, SharedSettings.LANGUAGE, SharedSettings.TLS_ALLOW_INVALID);

  private CoreSettings() {}
}
