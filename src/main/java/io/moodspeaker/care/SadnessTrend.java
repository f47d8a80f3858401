package io.moodspeaker.care;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Tells whether somebody has looked sadder for days than in their own weeks before.
 *
 * <p>The share of sadness of each of three days, within the last five, must lie above what the days
 * before had: above their median by 2.5 of their median absolute deviations (scaled by 1.4826 to a
 * standard deviation, as is usual), and by at least {@value #LEAST_RISE}. Somebody who always looks
 * rather sad is at their usual.
 */
final class SadnessTrend {
  /** Two and a half minutes of two frames a second: a day that was seen. */
  static final int LEAST_FRAMES = 300;

  static final int HEAVY_DAYS = 3;
  private static final int WITHIN_DAYS = 5;

  /** So many days make somebody's usual. */
  static final int LEAST_USUAL_DAYS = 10;

  private static final int USUAL_WITHIN_DAYS = 42;
  private static final double LEAST_RISE = 0.08;
  private static final double DEVIATIONS = 2.5 * 1.4826;

  /**
   * A day's faces.
   *
   * @param frames how many were read
   * @param sadness the sum of their scores of sadness
   */
  record Day(LocalDate date, long frames, double sadness) {
    double share() {
      return frames == 0 ? 0 : sadness / frames;
    }

    boolean isSeen() {
      return frames >= LEAST_FRAMES;
    }
  }

  private SadnessTrend() {}

  /** Whether sadness holds on a day, by that day and those before it. */
  static boolean holds(List<Day> days, LocalDate today) {
    List<Day> recent =
        days.stream()
            .filter(Day::isSeen)
            .filter(day -> age(day, today) >= 0 && age(day, today) < WITHIN_DAYS)
            .sorted((a, b) -> b.date().compareTo(a.date()))
            .limit(HEAVY_DAYS)
            .toList();
    if (recent.size() < HEAVY_DAYS) {
      return false;
    }
    LocalDate first = recent.getLast().date();
    List<Double> usual =
        days.stream()
            .filter(Day::isSeen)
            .filter(day -> day.date().isBefore(first) && age(day, today) <= USUAL_WITHIN_DAYS)
            .map(Day::share)
            .toList();
    if (usual.size() < LEAST_USUAL_DAYS) {
      return false;
    }
    double median = median(usual);
    double deviation = median(usual.stream().map(share -> Math.abs(share - median)).toList());
    double limit = median + Math.max(LEAST_RISE, DEVIATIONS * deviation);
    return recent.stream().allMatch(day -> day.share() > limit);
  }

  private static long age(Day day, LocalDate today) {
    return ChronoUnit.DAYS.between(day.date(), today);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
