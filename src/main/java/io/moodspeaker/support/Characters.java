package io.moodspeaker.support;

import java.util.Locale;
import java.util.stream.Collectors;

/** Characters that one does not see and that make words differ. */
public final class Characters {
  private Characters() {}

  /**
   * Words to follow a text that holds such characters: {@code (holds a NO-BREAK SPACE, U+00A0; type
   * it anew)}; empty if it holds none.
   */
  public static String warning(String text) {
    String names =
        text.codePoints()
            .filter(Characters::unseen)
            .distinct()
            .mapToObj(
                point ->
                    String.format(
                        Locale.ROOT,
                        "%s, U+%04X",
                        Character.getName(point) == null
                            ? "an unassigned character"
                            : Character.getName(point),
                        point))
            .collect(Collectors.joining("; "));
    return names.isEmpty() ? "" : " (holds " + names + "; type it anew)";
  }

  private static boolean unseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.UNASSIGNED -> true;
      case Character.SPACE_SEPARATOR -> point != ' ';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
