package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static Metrics.Judged judged(Emotion answer, double confidence, Emotion truth) {
    Emotion other = answer == Emotion.CONTEMPT ? Emotion.DISGUST : Emotion.CONTEMPT;
    return new Metrics.Judged(
        EmotionScores.of(Map.of(answer, confidence, other, 1 - confidence)), truth);
  }

  @Test
  void accuracy_precision_and_recall_are_those_counted_by_hand() {
    Metrics metrics =
        Metrics.of(
            List.of(
                judged(Emotion.ANGER, 0.9, Emotion.ANGER),
                judged(Emotion.ANGER, 0.9, Emotion.ANGER),
                judged(Emotion.ANGER, 0.9, Emotion.FEAR),
                judged(Emotion.FEAR, 0.9, Emotion.FEAR),
                judged(Emotion.NEUTRAL, 0.9, Emotion.ANGER)));

    assertThat(metrics.n()).isEqualTo(5);
    assertThat(metrics.accuracy()).isEqualTo(0.6);
    assertThat(metrics.precision(Emotion.ANGER)).isEqualTo(2 / 3.0);
    assertThat(metrics.recall(Emotion.ANGER)).isEqualTo(2 / 3.0);
    assertThat(metrics.precision(Emotion.FEAR)).isEqualTo(1);
    assertThat(metrics.recall(Emotion.FEAR)).isEqualTo(0.5);
    assertThat(metrics.recall(Emotion.SADNESS)).isZero();
    assertThat(metrics.macroRecall()).isCloseTo((2 / 3.0 + 0.5) / 2, within(1e-12));
  }

  @Test
  void macro_f1_is_the_mean_over_the_emotions_that_occur() {
    Metrics metrics =
        Metrics.of(
            List.of(
                judged(Emotion.ANGER, 0.9, Emotion.ANGER),
                judged(Emotion.ANGER, 0.9, Emotion.FEAR),
                judged(Emotion.FEAR, 0.9, Emotion.FEAR)));

    // Anger: precision 1/2, recall 1; fear: precision 1, recall 1/2; nothing else occurs.
    assertThat(metrics.macroF1()).isCloseTo(2 / 3.0, within(1e-12));
  }

  @Test
  void the_calibration_error_is_the_gap_between_confidence_and_accuracy() {
    List<Metrics.Judged> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(judged(Emotion.HAPPINESS, 0.9, i < 7 ? Emotion.HAPPINESS : Emotion.SADNESS));
    }

    assertThat(Metrics.of(all).calibrationError()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void bins_weigh_as_much_as_they_hold() {
    List<Metrics.Judged> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(judged(Emotion.HAPPINESS, 1, Emotion.HAPPINESS));
    }
    for (int i = 0; i < 10; i++) {
      all.add(judged(Emotion.HAPPINESS, 0.6, Emotion.SADNESS));
    }

    assertThat(Metrics.of(all).calibrationError()).isCloseTo(10 * 0.6 / 40, within(1e-9));
  }

  @Test
  void one_sure_error_costs_a_finite_loss() {
    Metrics metrics = Metrics.of(List.of(judged(Emotion.ANGER, 1, Emotion.FEAR)));

    assertThat(metrics.logLoss()).isBetween(10.0, 20.0);
  }

  @Test
  void nothing_judged_is_no_failure() {
    Metrics metrics = Metrics.of(List.of());

    assertThat(metrics.n()).isZero();
    assertThat(metrics.accuracy()).isZero();
    assertThat(metrics.macroF1()).isZero();
    assertThat(metrics.calibrationError()).isZero();
  }
}
