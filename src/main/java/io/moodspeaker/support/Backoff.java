package io.moodspeaker.support;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;

/** How long to wait after a number of failures in a row. */
@FunctionalInterface
public interface Backoff {
  /**
   * The pause after a failure.
   *
   * @param failures how many there were in a row, 1 or more
   */
  Duration pause(int failures);

  /**
   * Doubles with each failure, and varies by half so that many speakers spread out.
   *
   * @param first about the first pause
   * @param longest about the longest one
   */
  static Backoff exponential(Duration first, Duration longest) {
    return of(IntervalFunction.ofExponentialRandomBackoff(first, 2, 0.5, longest));
  }

  /** Doubles with each failure, and does not vary. */
  static Backoff steady(Duration first, Duration longest) {
    return of(IntervalFunction.ofExponentialBackoff(first, 2, longest));
  }

  private static Backoff of(IntervalFunction pauses) {
    // After 30 doublings of a millisecond it is over twelve days; the function counts each time.
    return failures -> Duration.ofMillis(pauses.apply(Math.clamp(failures, 1, 30)));
  }
}
