package io.moodspeaker.app;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.mood.PlainWords;
import java.util.Locale;

/** The log's plain words for a mood change. */
public final class Words {
  private final Answers answers;

  /** Words that name what the answers are at that moment. */
  public Words(Answers answers) {
    this.answers = answers;
  }

  /**
   * One line: {@code mood sadness (0.71) after neutral 4 min 12 s: playing comfort, light pin 21}.
   */
  public String sayChange(MoodChange change) {
    return String.format(
        Locale.ROOT,
        "mood %s (%.2f) after %s %s: %s, %s",
        change.mood(),
        change.confidence(),
        change.from(),
        PlainWords.duration(change.held()),
        answers.musicWords(change.mood()),
        answers.lightWords(change.mood()));
  }
}
