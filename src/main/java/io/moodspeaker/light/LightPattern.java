package io.moodspeaker.light;

import java.time.Duration;
import java.util.Locale;

/** How brightness goes over time. */
public enum LightPattern {
  STEADY,
  /** Half a second on, half a second off. */
  BLINK,
  /**
   * Breathes out and in, bright first so that a change is seen at once; a lamp that knows only on
   * and off is on in the brighter half.
   */
  PULSE;

  /** One second: quick enough to catch the eye, far below the 3 Hz that can trigger seizures. */
  static final Duration BLINK_PERIOD = Duration.ofSeconds(1);

  /** Four seconds: the pace of a calm breath. */
  static final Duration PULSE_PERIOD = Duration.ofSeconds(4);

  /**
   * The pattern with this label, in any case.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public static LightPattern of(String label) {
    for (LightPattern pattern : values()) {
      if (pattern.name().equalsIgnoreCase(label.strip())) {
        return pattern;
      }
    }
    throw new IllegalArgumentException(
        "light pattern must be steady, blink or pulse, was '" + label + "'");
  }

  /** The brightness this long after the start, 0 to 1. */
  public double levelAt(Duration elapsed) {
    return switch (this) {
      case STEADY -> 1;
      case BLINK -> phase(elapsed, BLINK_PERIOD) < 0.5 ? 1 : 0;
      case PULSE -> (1 + Math.cos(2 * Math.PI * phase(elapsed, PULSE_PERIOD))) / 2;
    };
  }

  private static double phase(Duration elapsed, Duration period) {
    return Math.floorMod(elapsed.toMillis(), period.toMillis()) / (double) period.toMillis();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
