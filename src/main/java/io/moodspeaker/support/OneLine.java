package io.moodspeaker.support;

import java.util.regex.Pattern;

/** Texts of others, as a log or a status can show them. */
public final class OneLine {
  /** In characters. */
  private static final int LONGEST = 300;

  private static final Pattern CONTROL = Pattern.compile("\\R|\\p{gc=Cc}");

  /** Marks that turn the direction of what follows, also beyond the text's end. */
  private static final Pattern DIRECTION =
      Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private OneLine() {}

  /**
   * The text in {@link #whole one line}, and no longer than 300 characters; one that is cut ends
   * with "… (N characters)".
   */
  public static String of(String text) {
    return whole(
        text.length() <= LONGEST
            ? text
            : text.substring(0, LONGEST) + "… (" + text.length() + " characters)");
  }

  /**
   * The text with spaces for line breaks and other control characters, and without marks that turn
   * its direction.
   */
  public static String whole(String text) {
    return DIRECTION.matcher(CONTROL.matcher(text).replaceAll(" ")).replaceAll("");
  }
}
