package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.LabeledFace;
import java.util.List;

/**
 * What a network is to learn from each face.
 *
 * @param truth where the targets come from
 * @param balance 0 counts all faces alike, 1 counts all emotions alike
 * @param smoothing the share of each target that is spread evenly over all emotions
 * @param distillation the share of each target that the network's own past answers have at the end
 */
public record TargetConfig(
    LabelSource truth, double balance, double smoothing, double distillation) {
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

  /** The target shares of one face, in canonical order. */
  float[] target(LabeledFace face) {
    float[] target =
        truth
            .target(face)
            .orElseThrow(() -> new IllegalArgumentException(face.name() + " has no target"));
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) (target[i] * (1 - smoothing) + smoothing / target.length);
    }
    return target;
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
