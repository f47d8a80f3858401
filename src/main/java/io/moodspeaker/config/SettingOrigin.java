package io.moodspeaker.config;

import io.moodspeaker.support.Problem;

/** A value as it was written, and where. */
record SettingOrigin(String value, String source, int line) {
  /** Nothing that a person wrote. */
  static SettingOrigin none(String source) {
    return new SettingOrigin("", source, 0);
  }

  Problem problem(String message) {
    return new Problem(source, line, line > 0 ? 1 : 0, message);
  }
}
