package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.emotion.tensorflow.Sessions;
import io.moodspeaker.emotion.tensorflow.TensorFlowClassifier;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.training.network.MiniXception;
import io.moodspeaker.training.network.MoodNet;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.PlainCnn;
import io.moodspeaker.training.network.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelExportTest {
  @TempDir Path folder;

  private static Weights start(Network network) {
    try (TrainingGraph graph =
        new TrainingGraph(network, Emotion.all().size(), 0, new Hardware(1, false))) {
      return graph.start(1);
    }
  }

  @Test
  void weights_come_back_as_they_were_written() throws Exception {
    Network network = new MiniXception();
    Weights weights = start(network);

    ModelExport.write(folder, network, weights, 48, 1, false, Map.of());
    Weights read = ModelExport.weights(folder);

    weights
        .all()
        .forEach(
            (name, weight) ->
                assertThat(read.get(name, weight.shape()).values())
                    .as(name)
                    .isEqualTo(weight.values()));
  }

  @Test
  void the_same_weights_make_the_same_file() throws Exception {
    Network network = new MiniXception();
    Weights weights = start(network);
    Path again = folder.resolve("again");

    ModelExport.write(folder, network, weights, 48, 1, false, Map.of());
    ModelExport.write(again, network, ModelExport.weights(folder), 48, 1, false, Map.of());

    assertThat(again.resolve("saved_model.pb"))
        .hasSameBinaryContentAs(folder.resolve("saved_model.pb"));
  }

  @Test
  void the_exported_model_answers_what_the_network_computes() throws Exception {
    Network network = new MiniXception();
    Weights weights = start(network);
    float[] face = new float[48 * 48];
    for (int i = 0; i < face.length; i++) {
      face[i] = (i * 7) % 255;
    }
    ModelExport.write(folder, network, weights, 48, 2, false, Map.of());

    EmotionScores scores;
    try (TensorFlowClassifier classifier = TensorFlowClassifier.open(folder)) {
      scores = classifier.classify(List.of(face.clone())).getFirst();
    }

    float[] standard = face.clone();
    io.moodspeaker.emotion.ModelDescription.Scaling.STANDARDISE.apply(standard);
    float[] logits;
    try (InferenceGraph graph =
        new InferenceGraph(network, weights, 8, new Hardware(1, Sessions.hasBfloat16()).config())) {
      logits = graph.logits(standard, 1, 48)[0];
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit / 2);
    }
    for (Emotion emotion : Emotion.all()) {
      assertThat(scores.of(emotion))
          .isEqualTo(
              Math.exp(logits[emotion.ordinal()] / 2) / sum,
              org.assertj.core.api.Assertions.within(1e-3));
    }
  }

  @Test
  void no_network_has_more_than_two_million_parameters_or_eight_megabytes() throws Exception {
    for (Network network : List.of(new MoodNet(), new PlainCnn(), new MiniXception())) {
      Weights weights = start(network);
      ModelExport.write(folder, network, weights, 48, 1, false, Map.of());

      assertThat(weights.count()).as(network.name()).isLessThanOrEqualTo(2_000_000);
      assertThat(Files.size(folder.resolve("saved_model.pb")))
          .as(network.name())
          .isLessThanOrEqualTo(8_000_000);
    }
  }

  @Test
  void mini_xception_is_as_small_as_the_paper_says() {
    // The paper's 58 thousand are for its seven classes.
    assertThat(start(new MiniXception()).count()).isBetween(55_000L, 62_000L);
  }
}
