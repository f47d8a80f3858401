package io.moodspeaker.mood;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.PlainWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mood change and what its answers did.
 *
 * @param change the change
 * @param outcomes what was done, in the order in which the answers stand
 * @param words the mood's own sentence
 */
public record AnsweredChange(MoodChange change, List<Outcome> outcomes, Optional<String> words) {
  public AnsweredChange {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * One line: {@code mood sadness (0.71) after neutral 4 min 12 s: playing comfort, light pin 21;
   * "Here is something warm."}.
   */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "mood %s (%.2f) after %s %s%s%s",
        change.mood(),
        change.confidence(),
        change.from(),
        PlainWords.duration(change.held()),
        outcomes.isEmpty()
            ? ""
            : outcomes.stream().map(Outcome::toString).collect(Collectors.joining(", ", ": ", "")),
        words.map(sentence -> "; \"" + sentence + '"').orElse(""));
  }
}
