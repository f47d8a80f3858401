package io.moodspeaker.feature;

import java.util.Optional;

/**
 * One line of {@code doctor}.
 *
 * @param level whether it works
 * @param text what was found
 * @param remedy what to do about it, as a command or a setting; empty for {@link Level#OK}
 */
public record Finding(Level level, String text, Optional<String> remedy) {
  /** How good it is. */
  public enum Level {
    OK,
    /** It works, and could work better. */
    NOTE,
    /** It does not work. */
    MISSING
  }

  /** All is there. */
  public static Finding ok(String text) {
    return new Finding(Level.OK, text, Optional.empty());
  }

  /** It works, and could work better. */
  public static Finding note(String text, String remedy) {
    return new Finding(Level.NOTE, text, Optional.of(remedy));
  }

  /** It does not work. */
  public static Finding missing(String text, String remedy) {
    return new Finding(Level.MISSING, text, Optional.of(remedy));
  }
}
