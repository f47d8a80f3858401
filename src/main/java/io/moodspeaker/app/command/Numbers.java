package io.moodspeaker.app.command;

import java.util.Locale;

/** Looks at numbers that a person gave. */
final class Numbers {
  private Numbers() {}

  /**
   * Refuses a number below a bound.
   *
   * @throws BadInputException if it is below
   */
  static void atLeast(String option, int least, int value) {
    if (value < least) {
      throw new BadInputException("%s must be %d or more, was %d".formatted(option, least, value));
    }
  }

  /**
   * Refuses a number outside a range.
   *
   * @throws BadInputException if it is not above the one bound, or is above the other, or is none
   */
  static void within(String option, double above, double most, double value) {
    if (!(value > above && value <= most)) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s must be above %s and at most %s, was %s",
              option,
              plain(above),
              plain(most),
              plain(value)));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
