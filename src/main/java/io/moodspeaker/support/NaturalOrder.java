package io.moodspeaker.support;

import java.util.Comparator;
import java.util.Locale;

/**
 * The order in which people count: {@code track 2} before {@code Track 10}, whatever the case, and
 * a folder's own files before those of a folder whose name begins with its name.
 */
public final class NaturalOrder implements Comparator<String> {
  public static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    String x = a.toLowerCase(Locale.ROOT);
    String y = b.toLowerCase(Locale.ROOT);
    int i = 0;
    int j = 0;
    while (i < x.length() && j < y.length()) {
      int order;
      if (isDigit(x.charAt(i)) && isDigit(y.charAt(j))) {
        int iEnd = endOfNumber(x, i);
        int jEnd = endOfNumber(y, j);
        order = compareNumbers(x.substring(i, iEnd), y.substring(j, jEnd));
        i = iEnd;
        j = jEnd;
      } else {
        order = Integer.compare(rank(x.charAt(i++)), rank(y.charAt(j++)));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(x.length() - i, y.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static int rank(char c) {
    return c == '/' ? -1 : c;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Compares digit strings of any length. */
  private static int compareNumbers(String a, String b) {
    String x = a.replaceFirst("^0+(?=.)", "");
    String y = b.replaceFirst("^0+(?=.)", "");
    int byLength = Integer.compare(x.length(), y.length());
    return byLength != 0 ? byLength : x.compareTo(y);
  }
}
