package io.moodspeaker.composer;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of music: bars between strokes, each shared out evenly among its signs. {@code -} holds
 * the sign before, even of the section before, {@code .} rests, {@code %} repeats the bar before,
 * {@code [a b]} shares one place, {@code !} after a sign accents it and {@code ?} softens it.
 *
 * @param bars its length
 * @param steps what sounds
 */
record Line(int bars, List<Step> steps) {
  /** The sign of a step that goes on with what sounded before the line. */
  static final String TIE = "-";

  Line {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a line such as {@code | 1 - 3 5 | [6 5] 3 - . |}.
   *
   * @throws IllegalArgumentException if brackets don't match or there is no bar
   */
  static Line of(String text) {
    List<Step> steps = new ArrayList<>();
    List<String> signs = List.of();
    int bars = 0;
    for (String bar : text.split("\\|", -1)) {
      if (!bar.isBlank()) {
        List<String> now = signs(bar);
        signs = now.equals(List.of("%")) ? signs : now;
        share(signs, bars, 1, steps);
        bars++;
      }
    }
    if (bars == 0) {
      throw new IllegalArgumentException("a line needs a bar between strokes, was '" + text + "'");
    }
    return new Line(bars, steps);
  }

  /** The signs of a bar, a bracket with its content as one. */
  private static List<String> signs(String bar) {
    List<String> signs = new ArrayList<>();
    StringBuilder sign = new StringBuilder();
    int depth = 0;
    for (char c : (bar + " ").toCharArray()) {
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (depth < 0) {
        break;
      }
      if (Character.isWhitespace(c) && depth == 0) {
        if (!sign.isEmpty()) {
          signs.add(sign.toString());
        }
        sign.setLength(0);
      } else {
        sign.append(c);
      }
    }
    if (depth != 0) {
      throw new IllegalArgumentException("brackets don't match in '" + bar.strip() + "'");
    }
    return signs;
  }

  private static void share(List<String> signs, double at, double length, List<Step> steps) {
    double each = length / signs.size();
    for (int i = 0; i < signs.size(); i++) {
      String sign = signs.get(i);
      double start = at + i * each;
      if (sign.startsWith("[")) {
        share(signs(sign.substring(1, sign.length() - 1)), start, each, steps);
      } else if (sign.equals("-")) {
        hold(steps, start, each);
      } else if (!sign.equals(".")) {
        int accent = sign.endsWith("!") ? 1 : sign.endsWith("?") ? -1 : 0;
        String plain = accent == 0 ? sign : sign.substring(0, sign.length() - 1);
        steps.add(new Step(start, each, plain, accent));
      }
    }
  }

  private static void hold(List<Step> steps, double start, double each) {
    if (start == 0) {
      steps.add(new Step(0, each, TIE, 0));
    } else if (!steps.isEmpty()) {
      Step last = steps.remove(steps.size() - 1);
      // After a rest there is nothing to hold.
      double length =
          last.at() + last.length() > start - 1e-9 ? last.length() + each : last.length();
      steps.add(new Step(last.at(), length, last.sign(), last.accent()));
    }
  }
}
