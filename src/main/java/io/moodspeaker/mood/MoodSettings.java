package io.moodspeaker.mood;

import java.time.Duration;

/**
 * How a mood is judged.
 *
 * @param window the stretch of time over which scores are averaged, above 0
 * @param dwell how long a mood lasts at least, unless everybody leaves; 0 or more
 * @param absentAfter how long nobody is seen before the mood is absent, above 0
 * @param evidence how much must be seen before a mood is believed
 * @param faces which face of several speaks
 */
public record MoodSettings(
    Duration window,
    Duration dwell,
    Duration absentAfter,
    DecisionThresholds evidence,
    FaceChoice faces) {
  /**
   * What suits a living room at two frames a second.
   *
   * <ul>
   *   <li>Window 5 s: ten frames, so that one odd frame weighs a tenth, and a new expression that
   *       stays has won after three seconds. {@code bench moods} shows fewer wrong moods the longer
   *       it is, and later ones.
   *   <li>Dwell 5 s: longer than a fade out and in, and at most four changes in 20 s however the
   *       scores may jump.
   *   <li>Absent after 3 s: longer than a look aside or a hand before the face makes a detector
   *       fail, and short enough that somebody who leaves the room doesn't leave music behind.
   * </ul>
   */
  public static final MoodSettings DEFAULT =
      new MoodSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(3),
          DecisionThresholds.DEFAULT,
          FaceChoice.LARGEST);

  public MoodSettings {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("window must be above 0, was " + window);
    }
    if (dwell.isNegative()) {
      throw new IllegalArgumentException("dwell must be 0 or more, was " + dwell);
    }
    if (!absentAfter.isPositive()) {
      throw new IllegalArgumentException("absentAfter must be above 0, was " + absentAfter);
    }
  }

  /** The same with another choice of faces. */
  public MoodSettings withFaces(FaceChoice other) {
    return new MoodSettings(window, dwell, absentAfter, evidence, other);
  }
}
