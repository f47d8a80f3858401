package io.moodspeaker.music;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Volume as people set it, 0 to 100, and as samples feel it. */
public final class Volume {
  /** As mpc has it: 40, +10, -5; in ASCII alone. */
  private static final Pattern TEXT = Pattern.compile("([+-]?)([0-9]{1,3})");

  private Volume() {}

  /**
   * The volume that a person asks for, kept within 0 to 100.
   *
   * @param text 0 to 100, or a step from where it is: {@code +10}, {@code -5}
   * @param from where it is
   * @throws IllegalArgumentException if it is neither
   */
  public static int of(String text, int from) {
    Matcher parts = TEXT.matcher(text.strip());
    int number = parts.matches() ? Integer.parseInt(parts.group(2)) : -1;
    if (number < 0 || number > 100) {
      throw new IllegalArgumentException(
          "volume must be 0 to 100, or a step such as +10 or -5, was '" + text.strip() + "'");
    }
    return switch (parts.group(1)) {
      case "+" -> Math.min(100, from + number);
      case "-" -> Math.max(0, from - number);
      default -> number;
    };
  }

  /**
   * The factor for a volume: its cube, as in PulseAudio, so that equal steps sound about equal.
   *
   * @throws IllegalArgumentException if it is not 0 to 100
   */
  public static double gain(int percent) {
    double part = check(percent) / 100.0;
    return part * part * part;
  }

  /**
   * The same volume.
   *
   * @throws IllegalArgumentException if it is not 0 to 100
   */
  public static int check(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("volume must be 0 to 100, was " + percent);
    }
    return percent;
  }
}
