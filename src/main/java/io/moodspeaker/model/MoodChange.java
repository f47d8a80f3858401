package io.moodspeaker.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A new mood and what it follows.
 *
 * @param time when it was decided
 * @param mood the new mood
 * @param from the mood before; {@link Mood#ABSENT} at the start
 * @param held how long the mood before lasted
 * @param confidence the new mood's score over the window, 0 to 1; 1 for absent
 * @param scores the window's mean scores; empty when nobody was seen
 * @param person whose face decided, of those who asked to be known
 */
public record MoodChange(
    Instant time,
    Mood mood,
    Mood from,
    Duration held,
    double confidence,
    Optional<EmotionScores> scores,
    Optional<String> person) {
  public MoodChange {
    if (mood == from) {
      throw new IllegalArgumentException("a change needs two moods, both were " + mood);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1, was " + confidence);
    }
  }

  /** A change that nobody who is known decided. */
  public MoodChange(
      Instant time,
      Mood mood,
      Mood from,
      Duration held,
      double confidence,
      Optional<EmotionScores> scores) {
    this(time, mood, from, held, confidence, scores, Optional.empty());
  }
}
