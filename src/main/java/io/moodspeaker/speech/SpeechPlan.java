package io.moodspeaker.speech;

import io.moodspeaker.model.Mood;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/**
 * What is said, and how often.
 *
 * @param lines for each mood that something is said to
 * @param language a language's code
 * @param every the least time from one sentence to the next
 * @param quietFrom when it falls silent for the night
 * @param quietTo when it may speak again; the same as {@code quietFrom} for no night
 */
public record SpeechPlan(
    Map<Mood, List<String>> lines,
    String language,
    Duration every,
    LocalTime quietFrom,
    LocalTime quietTo) {
  public SpeechPlan {
    lines = Map.copyOf(lines);
  }

  /** Whether it keeps quiet at a time of day. */
  public boolean isQuiet(LocalTime time) {
    boolean begun = !time.isBefore(quietFrom);
    boolean running = time.isBefore(quietTo);
    return quietFrom.isBefore(quietTo)
        ? begun && running
        : !quietFrom.equals(quietTo) && (begun || running);
  }
}
