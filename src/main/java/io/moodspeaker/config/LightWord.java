package io.moodspeaker.config;

import java.util.Locale;

/** The rhythm of a light. */
public enum LightWord {
  STEADY,
  BLINK,
  PULSE;

  /** The lower-case word used in files and logs: {@code pulse}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
