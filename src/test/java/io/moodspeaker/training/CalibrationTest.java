package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  @Test
  void finds_the_temperature_by_which_logits_were_multiplied() {
    SplittableRandom random = new SplittableRandom(7);
    List<Calibration.Answer> answers = new ArrayList<>();
    for (int n = 0; n < 20_000; n++) {
      float[] logits = new float[8];
      double[] shares = new double[8];
      double sum = 0;
      for (int i = 0; i < 8; i++) {
        logits[i] = (float) (1.5 * random.nextGaussian());
        shares[i] = Math.exp(logits[i]);
        sum += shares[i];
        logits[i] *= 2.5f;
      }
      double pick = random.nextDouble() * sum;
      int truth = 0;
      while (truth < 7 && pick > shares[truth]) {
        pick -= shares[truth++];
      }
      answers.add(new Calibration.Answer(logits, Emotion.all().get(truth)));
    }

    assertThat(Calibration.temperature(answers)).isCloseTo(2.5, within(0.1));
  }

  @Test
  void without_answers_nothing_changes() {
    assertThat(Calibration.temperature(List.of())).isEqualTo(1);
  }
}
