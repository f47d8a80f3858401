package io.moodspeaker.model;

/**
 * A face in a frame and the expression read from it.
 *
 * @param box where it is in its frame
 * @param scores what it shows
 * @param track the number that it keeps from frame to frame; 0 where nobody follows it
 * @param evidence whether it is seen well enough to be read; one that is turned away or blurred
 *     counts as somebody who is there, and its scores count for nothing
 */
public record Face(Box box, EmotionScores scores, int track, boolean evidence) {
  /** A face that is seen well and that nobody follows. */
  public Face(Box box, EmotionScores scores) {
    this(box, scores, 0, true);
  }

  /** The same face with other scores. */
  public Face withScores(EmotionScores others) {
    return new Face(box, others, track, evidence);
  }
}
