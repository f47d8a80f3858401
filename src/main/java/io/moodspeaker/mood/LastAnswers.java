package io.moodspeaker.mood;

import io.moodspeaker.model.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each answer told last, and when: with the change of mood, or later, as when a file was saved
 * or a playlist is there at last. Safe for use by several threads.
 */
final class LastAnswers {
  /** What was told at a time. */
  record Told(Outcome outcome, Instant time) {}

  private final Map<String, Told> byAnswer = new HashMap<>();

  /** An answer tells something. */
  synchronized void told(Outcome outcome, Instant now) {
    byAnswer.put(outcome.answer(), new Told(outcome, now));
  }

  /** The answers to a change, each as it told last. */
  synchronized List<Told> to(Optional<AnsweredChange> change) {
    return change.stream()
        .flatMap(
            answered ->
                answered.outcomes().stream()
                    .map(
                        outcome ->
                            latest(answered, outcome)
                                .orElse(new Told(outcome, answered.change().time()))))
        .toList();
  }

  /** Where several go by one name, it is not known which of them told it. */
  private Optional<Told> latest(AnsweredChange change, Outcome outcome) {
    boolean one =
        change.outcomes().stream().filter(other -> other.answer().equals(outcome.answer())).count()
            == 1;
    return Optional.ofNullable(byAnswer.get(outcome.answer()))
        .filter(told -> one && !told.time().isBefore(change.change().time()));
  }
}
