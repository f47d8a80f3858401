package io.moodspeaker.config;

import java.util.Locale;

/** How music answers a mood. */
public enum Strategy {
  /** Music like the mood. */
  MATCH,
  /** Music that comforts. */
  COMFORT,
  /** Music that begins near the mood and leads out of it in steps. */
  ISO,
  /** Whatever plays goes on. */
  KEEP,
  /** No music. */
  SILENCE,
  /** The music waits until somebody returns and then goes on; for an empty room alone. */
  PAUSE;

  /** The lower-case word used in files and logs: {@code comfort}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
