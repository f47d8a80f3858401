package io.moodspeaker.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A face in a frame and the expression read from it.
 *
 * @param box where it is in its frame
 * @param scores what it shows
 * @param track the number that it keeps from frame to frame; 0 where nobody follows it
 * @param evidence whether it is seen well enough to be read; one that is turned away or blurred
 *     counts as somebody who is there, and its scores count for nothing
 * @param person whose it is, of those who asked to be known
 * @param words the model's own classes in its order, each with its share, 0 to 1; empty where they
 *     are the canonical emotions
 */
public record Face(
    Box box,
    EmotionScores scores,
    int track,
    boolean evidence,
    Optional<String> person,
    Map<String, Double> words) {
  public Face {
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** A face of somebody who is not known. */
  public Face(Box box, EmotionScores scores, int track, boolean evidence) {
    this(box, scores, track, evidence, Optional.empty(), Map.of());
  }

  /** A face that is seen well and that nobody follows. */
  public Face(Box box, EmotionScores scores) {
    this(box, scores, 0, true);
  }

  /** The same face with other scores. */
  public Face withScores(EmotionScores others) {
    return new Face(box, others, track, evidence, person, words);
  }

  /** The same face as somebody's. */
  public Face of(Optional<String> somebody) {
    return new Face(box, scores, track, evidence, somebody, words);
  }

  /** The model's own word for what it shows; the emotion's where it has none. */
  public String label() {
    return words.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(scores.top().label());
  }
}
