package io.moodspeaker.music;

import java.util.Locale;

/** The order in which people number things: "track 2" before "Track 10". */
final class NaturalOrder {
  private NaturalOrder() {}

  static int compare(String a, String b) {
    String x = a.toLowerCase(Locale.ROOT);
    String y = b.toLowerCase(Locale.ROOT);
    int i = 0;
    int j = 0;
    while (i < x.length() && j < y.length()) {
      if (isDigit(x.charAt(i)) && isDigit(y.charAt(j))) {
        int iEnd = endOfDigits(x, i);
        int jEnd = endOfDigits(y, j);
        String m = withoutZeros(x.substring(i, iEnd));
        String n = withoutZeros(y.substring(j, jEnd));
        int order =
            m.length() != n.length() ? Integer.compare(m.length(), n.length()) : m.compareTo(n);
        if (order != 0) {
          return order;
        }
        i = iEnd;
        j = jEnd;
      } else {
        // A folder's own files come before those of a folder whose name begins with its name.
        int order = Integer.compare(rank(x.charAt(i)), rank(y.charAt(j)));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
    }
    int order = Integer.compare(x.length() - i, y.length() - j);
    return order != 0 ? order : a.compareTo(b);
  }

  private static int rank(char c) {
    return c == '/' ? -1 : c;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
