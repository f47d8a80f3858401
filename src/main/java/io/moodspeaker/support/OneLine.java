package io.moodspeaker.support;

/** Texts of others, as a log or a status can show them. */
public final class OneLine {
  /** In characters. */
  private static final int LONGEST = 300;

  private OneLine() {}

  /**
   * The text with spaces for line breaks and other control characters, and no longer than 300
   * characters; one that is cut ends with "… (N characters)".
   */
  public static String of(String text) {
    String cut =
        text.length() <= LONGEST
            ? text
            : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    return cut.replaceAll("\\R|\\p{Cntrl}", " ");
  }
}
