package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.TargetMixture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a network is to learn from each face.
 *
 * @param truth what counts as right, and where the targets come from if nothing is mixed
 * @param mixture several opinions that make up each target
 * @param balance 0 counts all faces alike, 1 counts all emotions alike
 * @param smoothing the share of each target that is spread evenly over all emotions
 * @param distillation the share of each target that the network's own past answers have at the end
 */
public record TargetConfig(
    LabelSource truth,
    Optional<TargetMixture> mixture,
    double balance,
    double smoothing,
    double distillation) {
  /** The share of the data's target that a teacher's answer takes the place of. */
  static final float TEACHING = 0.5f;

  public TargetConfig {
    if (!(balance >= 0 && balance <= 1)) {
      throw new IllegalArgumentException("balance must be 0 to 1, was " + balance);
    }
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing must be 0 to below 1, was " + smoothing);
    }
    if (!(distillation >= 0 && distillation < 1)) {
      throw new IllegalArgumentException("distillation must be 0 to below 1, was " + distillation);
    }
  }

  /** Targets of one source alone. */
  public TargetConfig(LabelSource truth, double balance, double smoothing, double distillation) {
    this(truth, Optional.empty(), balance, smoothing, distillation);
  }

  /** The target shares of one face, in canonical order. */
  float[] target(LabeledFace face) {
    float[] target =
        mixture
            .map(opinions -> opinions.target(face))
            .orElseGet(() -> truth.target(face))
            .orElseThrow(() -> new IllegalArgumentException(face.name() + " has no target"));
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) (target[i] * (1 - smoothing) + smoothing / target.length);
    }
    return target;
  }

  /** On one line, for the log and to tell one plan from another. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "truth=%s%s balance=%s smoothing=%s distillation=%s",
        truth.word(),
        mixture.map(opinions -> " mixture=" + opinions).orElse(""),
        balance,
        smoothing,
        distillation);
  }

  /** How much a face of each emotion counts, in canonical order: 1 for the most frequent. */
  float[] emotionWeights(List<LabeledFace> faces) {
    int classes = Emotion.all().size();
    double[] mass = new double[classes];
    double largest = 0;
    for (LabeledFace face : faces) {
      float[] target = target(face);
      for (int i = 0; i < classes; i++) {
        mass[i] += target[i];
        largest = Math.max(largest, mass[i]);
      }
    }
    float[] weights = new float[classes];
    for (int i = 0; i < classes; i++) {
      weights[i] = mass[i] == 0 ? 1 : (float) Math.pow(largest / mass[i], balance);
    }
    return weights;
  }
}
