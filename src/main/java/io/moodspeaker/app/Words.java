package io.moodspeaker.app;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.PlainWords;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The log's plain words for a mood change. */
public final class Words {
  private final Answers answers;
  private final BooleanSupplier held;

  /**
   * Words that name what the answers are at that moment.
   *
   * @param held whether the music stays as a hand chose it
   */
  public Words(Answers answers, BooleanSupplier held) {
    this.answers = answers;
    this.held = held;
  }

  /**
   * One line: {@code mood sadness (0.71) after neutral 4 min 12 s: playing comfort, light pin 21},
   * and the mood's own words after it.
   */
  public String sayChange(MoodChange change) {
    return String.format(
        Locale.ROOT,
        "mood %s (%.2f) after %s %s: %s, %s%s",
        change.mood(),
        change.confidence(),
        change.from(),
        PlainWords.duration(change.held()),
        music(change.mood()),
        answers.lightWords(change.mood()),
        answers.words(change.mood()).map(words -> "; \"" + words + '"').orElse(""));
  }

  /** An empty room pauses the music, whoever chose it. */
  private String music(Mood mood) {
    return held.getAsBoolean() && mood != Mood.ABSENT
        ? "music as chosen by hand"
        : answers.musicWords(mood);
  }
}
