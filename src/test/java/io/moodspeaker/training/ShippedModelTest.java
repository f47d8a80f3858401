package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.Sample;
import io.moodspeaker.training.data.SharedFer2013;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Holds the shipped model to the figures of its card. */
class ShippedModelTest {
  private static final Path FOLDER = Path.of("models", "emotion");

  private static Metrics measure(LabelSource truth) throws Exception {
    List<Sample> samples =
        SharedFer2013.faces().stream()
            .filter(face -> face.split().equals("PrivateTest"))
            .map(LabeledFace::sample)
            .toList();
    try (FaceModel classifier = FaceModels.open(FOLDER)) {
      return new Evaluator(truth, Optional.empty(), List.of())
          .run(samples, classifier, done -> {}, reason -> {})
          .metrics();
    }
  }

  @Test
  void it_is_right_as_often_and_as_honest_as_its_card_says() throws Exception {
    Metrics metrics = measure(LabelSource.FERPLUS);

    assertThat(metrics.n()).isEqualTo(3_153);
    assertThat(metrics.accuracy()).isGreaterThan(0.875);
    assertThat(metrics.calibrationError()).isLessThan(0.03);
  }

  @Test
  void no_emotion_that_matters_is_stuck_or_floods_another() throws Exception {
    Metrics metrics = measure(LabelSource.FERPLUS);

    for (Emotion emotion :
        List.of(Emotion.NEUTRAL, Emotion.HAPPINESS, Emotion.SURPRISE, Emotion.ANGER)) {
      assertThat(metrics.recall(emotion)).as(emotion.label()).isGreaterThan(0.8);
      assertThat(metrics.precision(emotion)).as(emotion.label()).isGreaterThan(0.8);
    }
    assertThat(metrics.recall(Emotion.SADNESS)).isGreaterThan(0.75);
    assertThat(metrics.precision(Emotion.SADNESS)).isGreaterThan(0.6);
    assertThat(metrics.recall(Emotion.FEAR)).isGreaterThan(0.5);
    assertThat(metrics.precision(Emotion.FEAR)).isGreaterThan(0.6);
  }

  @Test
  void it_is_small() throws IOException {
    assertThat(Files.size(FOLDER.resolve("saved_model.pb"))).isLessThan(8_000_000);
    assertThat(ModelExport.weights(FOLDER).count()).isLessThan(2_000_000);
  }
}
