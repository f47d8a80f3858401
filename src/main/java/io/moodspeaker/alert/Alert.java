package io.moodspeaker.alert;

import io.moodspeaker.model.Mood;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that somebody is told: a mood that held, or a test.
 *
 * @param id the same for each attempt to tell it, also after a restart, so that a receiver can drop
 *     doubles
 * @param mood the mood that held; empty for a test
 * @param since when the mood began, by the machine's clock
 * @param confidence the mood's score when it began, 0 to 1
 * @param message plain words: {@code looks afraid for 5 s}
 */
public record Alert(
    String id, Optional<Mood> mood, Instant since, double confidence, String message) {
  /** What kind of alert it is: {@code mood} or {@code test}. */
  public String event() {
    return mood.isPresent() ? "mood" : "test";
  }
}
