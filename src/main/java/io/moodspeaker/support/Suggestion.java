package io.moodspeaker.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant. */
public final class Suggestion {
  private Suggestion() {}

  /** The word closest to a mistyped one; empty when none is close. */
  public static Optional<String> of(String typed, Collection<String> words) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return words.stream()
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= tolerance(word))
        .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))));
  }

  /** What to say after an unknown word: the close one, or else all there are. */
  public static String text(String typed, Collection<String> words) {
    return of(typed, words)
        .map(word -> "did you mean " + word + "?")
        .orElseGet(() -> "use one of " + String.join(", ", words));
  }

  /** The same with another way out than these words, such as "give a path". */
  public static String text(String typed, Collection<String> words, String otherwise) {
    return text(typed, words) + (of(typed, words).isPresent() ? " Else " : ", or ") + otherwise;
  }

  /** A third of the word, for a slip of the finger in a short one and two in a long one. */
  private static int tolerance(String word) {
    return Math.max(1, word.length() / 3);
  }

  /** How many letters must be put in, taken out, replaced or swapped with their neighbour. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        cost[i][j] =
            Math.min(cost[i - 1][j - 1] + replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
