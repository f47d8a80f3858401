package io.moodspeaker.mood;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The changes of one tracker: published once, answered by all who subscribe, each on a thread of
 * its own, so that one that hangs holds up no other. When all have answered, or too much time has
 * passed, the change is told with what was done. Safe for use by several threads.
 */
public final class MoodChanges {
  /**
   * Opening a playlist on a disk that sleeps takes a few seconds; nobody waits longer for a line.
   */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Function<MoodChange, Optional<String>> words;
  private final Consumer<Outcome> outcomes;
  private final Scheduler timer;
  private final List<Subscription> answers = new CopyOnWriteArrayList<>();
  private final List<Consumer<AnsweredChange>> listeners = new CopyOnWriteArrayList<>();
  private final List<Consumer<MoodChange>> changeListeners = new CopyOnWriteArrayList<>();
  private volatile Optional<AnsweredChange> last = Optional.empty();

  /**
   * Changes that nobody answers yet.
   *
   * @param words a mood's own sentence
   * @param outcomes told of each outcome as soon as it is known
   * @param timer ends the wait for those that take too long
   */
  public MoodChanges(
      Function<MoodChange, Optional<String>> words, Consumer<Outcome> outcomes, Scheduler timer) {
    this.words = words;
    this.outcomes = outcomes;
    this.timer = timer;
  }

  /** Who answers: named, and in which place its outcome stands. */
  private record Subscription(
      String name, int position, BiConsumer<MoodChange, Consumer<Optional<Outcome>>> answer) {}

  /**
   * Answers each change from now on.
   *
   * @param name of the route, for outcomes that it does not tell itself
   * @param position where its outcome stands among the others; lower comes first
   * @param answer must return at once, and later tell its outcome, once; empty for nothing to tell
   * @return ends it
   */
  public Runnable subscribe(
      String name, int position, BiConsumer<MoodChange, Consumer<Optional<Outcome>>> answer) {
    Subscription mine = new Subscription(name, position, answer);
    answers.add(mine);
    return () -> answers.remove(mine);
  }

  /** Hears of each change before it is answered. */
  public void onChange(Consumer<MoodChange> listener) {
    changeListeners.add(listener);
  }

  /** Hears of each change when it has been answered; returns what ends that. */
  public Runnable onAnswered(Consumer<AnsweredChange> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** The last change that was answered. */
  public Optional<AnsweredChange> last() {
    return last;
  }

  /** Tells all who subscribe. */
  public void publish(MoodChange change) {
    changeListeners.forEach(listener -> listener.accept(change));
    Round round = new Round(change, answers);
    if (round.waiting.isEmpty()) {
      round.finish();
      return;
    }
    timer.after(PATIENCE, round::finish);
    for (Subscription answer : List.copyOf(round.waiting)) {
      answer.answer().accept(change, outcome -> round.answered(answer, outcome));
    }
  }

  /** One change on its way to being answered. */
  private final class Round {
    private final MoodChange change;
    private final List<Subscription> waiting;
    private final Map<Subscription, Outcome> told = new LinkedHashMap<>();
    private boolean finished;

    Round(MoodChange change, List<Subscription> answers) {
      this.change = change;
      this.waiting = new ArrayList<>(answers);
    }

    void answered(Subscription answer, Optional<Outcome> outcome) {
      boolean complete;
      synchronized (this) {
        if (!waiting.remove(answer)) {
          return;
        }
        outcome.ifPresent(done -> told.put(answer, done));
        complete = waiting.isEmpty();
      }
      outcome.ifPresent(outcomes);
      if (complete) {
        finish();
      }
    }

    void finish() {
      AnsweredChange answered;
      synchronized (this) {
        if (finished) {
          return;
        }
        finished = true;
        waiting.forEach(
            slow ->
                told.put(
                    slow,
                    Outcome.failed(
                        slow.name(),
                        "",
                        slow.name() + " still at work",
                        "no answer after " + PATIENCE.toSeconds() + " s")));
        answered =
            new AnsweredChange(
                change,
                told.entrySet().stream()
                    .sorted(Comparator.comparingInt(entry -> entry.getKey().position()))
                    .map(Map.Entry::getValue)
                    .toList(),
                words.apply(change));
      }
      last = Optional.of(answered);
      listeners.forEach(listener -> listener.accept(answered));
    }
  }
}
