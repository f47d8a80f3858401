package io.moodspeaker.emotion;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the recogniser reads on one person's neutral face, against which it weighs what it reads
 * later.
 *
 * <p>A prior correction in log space, to both sides. With <i>m</i> the person's neutral scores,
 * <i>r</i> those at which a model calls a face at rest, and <i>a</i> the {@linkplain #strength()
 * strength}:
 *
 * <pre>
 * d(e)  = ln m(e)/m(neutral) - ln r(e)/r(neutral)
 * p'(e) ~ p(e) * exp(-a * d(e)),  scaled to sum to 1
 * </pre>
 *
 * <p>So the person's own neutral face comes out as <i>r</i>; an emotion that it pretends has to
 * show more, and one of which it never shows a trace has to show less, before it is believed.
 *
 * @param neutral what the person's neutral face reads as: of each emotion's logarithms the median,
 *     which one odd frame does not move
 * @param frames how many faces went into it, 1 to {@value #MOST_FRAMES}
 * @param taken when
 * @param learned for how long a neutral face has been seen, where it was learned along the way;
 *     empty where a person asked for it
 */
public record Baseline(
    EmotionScores neutral, int frames, Instant taken, Optional<Duration> learned) {
  /**
   * A millionth: networks do tell apart scores that small, and a score of 0 must not rule a mean.
   */
  private static final double LEAST = 1e-6;

  /** Two minutes: a person who looks neutral in passing has not shown a face at rest yet. */
  static final Duration EFFECT_FROM = Duration.ofMinutes(2);

  /** Twenty minutes: what a face shows for so long without an expression is the face itself. */
  static final Duration FULL_EFFECT = Duration.ofMinutes(20);

  /** A thousand million: ten frames a second for three years. */
  static final int MOST_FRAMES = 1_000_000_000;

  /** An hour of neutral frames: so slowly a learned baseline forgets, and follows light and age. */
  private static final Duration MEMORY = Duration.ofHours(1);

  public Baseline {
    if (frames < 1 || frames > MOST_FRAMES) {
      throw new IllegalArgumentException("a baseline needs 1 frame or more, got " + frames);
    }
    if (learned.isPresent() && learned.get().isNegative()) {
      throw new IllegalArgumentException("learned must not be negative, was " + learned.get());
    }
  }

  /**
   * The baseline of what was read on a face that is known to be neutral.
   *
   * @throws IllegalArgumentException if nothing was
   */
  public static Baseline of(Collection<EmotionScores> neutral, Instant taken) {
    if (neutral.isEmpty()) {
      throw new IllegalArgumentException("a baseline needs 1 frame or more, got 0");
    }
    double[] logs = new double[Emotion.all().size()];
    for (Emotion emotion : Emotion.all()) {
      logs[emotion.ordinal()] =
          median(neutral.stream().mapToDouble(scores -> log(scores, emotion)).sorted().toArray());
    }
    return new Baseline(exp(logs), neutral.size(), taken, Optional.empty());
  }

  /** The beginning of a baseline that is learned along the way: one frame, no time yet. */
  static Baseline learning(EmotionScores first, Instant taken) {
    return new Baseline(of(List.of(first), taken).neutral(), 1, taken, Optional.of(Duration.ZERO));
  }

  /**
   * The learned baseline with one more frame in it.
   *
   * @param time for how long the face has shown this
   */
  Baseline with(EmotionScores scores, Duration time, Instant now) {
    Duration seen = learned.orElseThrow().plus(time);
    double share = (double) time.toMillis() / Math.clamp(seen.toMillis(), 1, MEMORY.toMillis());
    double[] logs = new double[Emotion.all().size()];
    for (Emotion emotion : Emotion.all()) {
      double before = log(neutral, emotion);
      logs[emotion.ordinal()] = before + share * (log(scores, emotion) - before);
    }
    return new Baseline(exp(logs), Math.min(frames + 1, MOST_FRAMES), now, Optional.of(seen));
  }

  /** How much of the correction is done, 0 to 1: all of it where a person asked for it. */
  public double strength() {
    return learned
        .map(
            seen ->
                Math.clamp(
                    (double) seen.minus(EFFECT_FROM).toMillis()
                        / FULL_EFFECT.minus(EFFECT_FROM).toMillis(),
                    0.0,
                    1.0))
        .orElse(1.0);
  }

  /**
   * What the scores say of this person.
   *
   * @param resting the scores at which the model calls a face at rest
   */
  public EmotionScores apply(EmotionScores scores, EmotionScores resting) {
    double strength = strength();
    if (strength == 0) {
      return scores;
    }
    double[] logs = new double[Emotion.all().size()];
    for (Emotion emotion : Emotion.all()) {
      double pretended = overNeutral(neutral, emotion) - overNeutral(resting, emotion);
      logs[emotion.ordinal()] = log(scores, emotion) - strength * pretended;
    }
    return exp(logs);
  }

  private static double median(double... sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double overNeutral(EmotionScores scores, Emotion emotion) {
    return log(scores, emotion) - log(scores, Emotion.NEUTRAL);
  }

  private static double log(EmotionScores scores, Emotion emotion) {
    return Math.log(Math.max(scores.of(emotion), LEAST));
  }

  private static EmotionScores exp(double[] logs) {
    double[] values = new double[logs.length];
    for (int i = 0; i < logs.length; i++) {
      values[i] = Math.exp(logs[i]);
    }
    return EmotionScores.of(values);
  }
}
