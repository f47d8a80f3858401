package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import java.util.List;

/**
 * Finds the temperature that makes a model's confidence honest: the one with the least mean log
 * loss on faces it has not learned from (Guo and others, "On calibration of modern neural
 * networks", 2017).
 */
public final class Calibration {
  /** One face's logits in the canonical order, beside its truth. */
  @SuppressWarnings("ArrayRecordComponent") // Made and read in one place.
  public record Answer(float[] logits, Emotion truth) {
    /** The emotion with the largest logit. */
    Emotion top() {
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      return Emotion.all().get(best);
    }
  }

  private static final double LEAST = 0.2;
  private static final double MOST = 5;

  /** Thirty halvings of the search interval by the golden ratio leave it below 0.00001. */
  private static final int STEPS = 30;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Calibration() {}

  /** The temperature, between 0.2 and 5; 1 if there are no answers. */
  public static double temperature(List<Answer> answers) {
    if (answers.isEmpty()) {
      return 1;
    }
    // The loss has a single valley in the logarithm of the temperature.
    double low = Math.log(LEAST);
    double high = Math.log(MOST);
    for (int i = 0; i < STEPS; i++) {
      double a = high - GOLDEN * (high - low);
      double b = low + GOLDEN * (high - low);
      if (logLoss(answers, Math.exp(a)) < logLoss(answers, Math.exp(b))) {
        high = b;
      } else {
        low = a;
      }
    }
    return Math.exp((low + high) / 2);
  }

  /** The mean of -ln of the true emotion's score at a temperature. */
  static double logLoss(List<Answer> answers, double temperature) {
    double sum = 0;
    for (Answer answer : answers) {
      float[] logits = answer.logits();
      double largest = Double.NEGATIVE_INFINITY;
      for (float logit : logits) {
        largest = Math.max(largest, logit);
      }
      double exponentials = 0;
      for (float logit : logits) {
        exponentials += Math.exp((logit - largest) / temperature);
      }
      sum += Math.log(exponentials) - (logits[answer.truth().ordinal()] - largest) / temperature;
    }
    return sum / answers.size();
  }
}
