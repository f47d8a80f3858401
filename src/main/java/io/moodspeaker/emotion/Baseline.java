package io.moodspeaker.emotion;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.time.Instant;
import java.util.Collection;

/**
 * What the recogniser reads on one person's neutral face, to be taken out of what it reads later.
 *
 * <p>A prior correction in log space. With <i>m</i> the person's neutral scores and <i>r</i> the
 * {@linkplain #REFERENCE scores of neutral faces in general}, what the face pretends of an emotion
 * <i>e</i> is its surplus over neutral:
 *
 * <pre>
 * s(e)  = min( max( ln m(e)/m(neutral) - ln r(e)/r(neutral), 0 ), ln {@value #LIMIT} )
 * p'(e) ~ p(e) * exp(-s(e)),  scaled to sum to 1
 * </pre>
 *
 * <p>So the person's own neutral face comes out as a common one; an emotion that the neutral face
 * does not pretend loses nothing to the others; and one that scores above {@value #LIMIT}/({@value
 * #LIMIT} + 1) stays on top, whatever the baseline.
 *
 * @param neutral the geometric mean of the scores of the person's neutral face
 * @param frames how many faces went into it, 1 or more
 * @param taken when
 */
public record Baseline(EmotionScores neutral, int frames, Instant taken) {
  /**
   * Fifty: what scores above 0.98 is believed even of a face that pretends it when neutral, and no
   * neutral face up to that certainty is beyond help.
   */
  static final int LIMIT = 50;

  /**
   * One in a thousand: a score below says no more than "hardly", and its logarithm must not rule a
   * mean.
   */
  private static final double HARDLY = 0.001;

  /**
   * The mean vote shares of the 8,376 FER2013 Training faces that FER+'s majority calls neutral.
   */
  static final EmotionScores REFERENCE =
      EmotionScores.of(0.0260, 0.0218, 0.0081, 0.0048, 0.0288, 0.7948, 0.0988, 0.0169);

  public Baseline {
    if (frames < 1) {
      throw new IllegalArgumentException("a baseline needs 1 frame or more, got " + frames);
    }
  }

  /**
   * The baseline of what was read on a neutral face.
   *
   * @throws IllegalArgumentException if nothing was
   */
  public static Baseline of(Collection<EmotionScores> neutral, Instant taken) {
    if (neutral.isEmpty()) {
      throw new IllegalArgumentException("a baseline needs 1 frame or more, got 0");
    }
    double[] logs = new double[Emotion.all().size()];
    for (EmotionScores scores : neutral) {
      for (Emotion emotion : Emotion.all()) {
        logs[emotion.ordinal()] += log(scores, emotion) / neutral.size();
      }
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.exp(logs[i]);
    }
    return new Baseline(EmotionScores.of(logs), neutral.size(), taken);
  }

  /** The scores less what this person's neutral face pretends; the same where it pretends none. */
  public EmotionScores apply(EmotionScores scores) {
    double[] values = scores.toArray();
    boolean changed = false;
    for (Emotion emotion : Emotion.all()) {
      double surplus = surplus(emotion);
      values[emotion.ordinal()] *= Math.exp(-surplus);
      changed |= surplus > 0;
    }
    return changed ? EmotionScores.of(values) : scores;
  }

  /** What the neutral face pretends of an emotion, in natural logarithms: 0 for nothing. */
  double surplus(Emotion emotion) {
    double pretended = overNeutral(neutral, emotion) - overNeutral(REFERENCE, emotion);
    return Math.min(Math.max(pretended, 0), Math.log(LIMIT));
  }

  private static double overNeutral(EmotionScores scores, Emotion emotion) {
    return log(scores, emotion) - log(scores, Emotion.NEUTRAL);
  }

  private static double log(EmotionScores scores, Emotion emotion) {
    return Math.log(Math.max(scores.of(emotion), HARDLY));
  }
}
