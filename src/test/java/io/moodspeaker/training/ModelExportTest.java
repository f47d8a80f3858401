package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.emotion.tensorflow.Sessions;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.support.Natives;
import io.moodspeaker.training.network.Layers;
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
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

class ModelExportTest {
  static {
    Natives.TENSORFLOW.load();
  }

  @TempDir Path folder;

  private static Weights start(Network network) {
    try (TrainingGraph graph =
        new TrainingGraph(network, Emotion.all().size(), 1, 0, new Hardware(1, false))) {
      return graph.start(1);
    }
  }

  @Test
  void weights_come_back_as_they_were_written() throws Exception {
    Network network = new MiniXception();
    Weights weights = start(network);

    ModelExport.write(folder, network, weights, 48, 1, false, Map.of());
    Weights read = ModelExport.weights(folder);

    assertThat(read.all().keySet()).containsExactlyInAnyOrderElementsOf(weights.all().keySet());
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
    try (FaceModel classifier = FaceModels.open(folder)) {
      scores = classifier.classify(List.of(face.clone())).getFirst();
    }

    float[] standard = face.clone();
    ModelDescription.Scaling.STANDARDISE.apply(standard);
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
          .isEqualTo(Math.exp(logits[emotion.ordinal()] / 2) / sum, within(1e-3));
    }
  }

  @Test
  void inference_normalises_with_the_moving_statistics() {
    Network network =
        new Network() {
          @Override
          public String name() {
            return "one-layer";
          }

          @Override
          public Operand<TFloat32> logits(Layers l, Operand<TFloat32> images, int classes) {
            Operand<TFloat32> x = l.convolution("only", images, 1, classes, 1, 1);
            return l.globalAverage(l.normalise("only", x, classes));
          }
        };
    Weights weights = new Weights();
    weights.put("only.kernel", new Weights.Weight(new long[] {1, 1, 1, 2}, new float[] {2, -1}));
    weights.put("only.scale", new Weights.Weight(new long[] {2}, new float[] {3, 0.5f}));
    weights.put("only.offset", new Weights.Weight(new long[] {2}, new float[] {1, -2}));
    weights.put("only.mean", new Weights.Weight(new long[] {2}, new float[] {5, 0.25f}));
    weights.put("only.variance", new Weights.Weight(new long[] {2}, new float[] {4, 9}));

    try (InferenceGraph graph =
        new InferenceGraph(network, weights, 2, new Hardware(1, false).config())) {
      float[] logits = graph.logits(new float[] {7, 7, 7, 7}, 1, 2)[0];

      assertThat(logits[0]).isCloseTo((float) (3 * (14 - 5) / Math.sqrt(4.001) + 1), within(1e-4f));
      assertThat(logits[1])
          .isCloseTo((float) (0.5 * (-7 - 0.25) / Math.sqrt(9.001) - 2), within(1e-4f));
    }
  }

  /** For speed: what the daemon's session makes of the graph, on this processor. */
  @Test
  void normalisation_sums_and_relus_are_folded_into_the_convolutions() throws Exception {
    // Trained weights: TensorFlow leaves out the offsets of fresh ones, which are 0.
    Weights trained = ModelExport.weights(Path.of("models", "emotion"));
    ModelExport.write(folder, new MoodNet(), trained, 48, 1, false, Map.of());
    List<String> operations;
    try (SavedModelBundle model =
            SavedModelBundle.loader(folder.toString())
                .withTags(SavedModelBundle.DEFAULT_TAG)
                .withConfigProto(Sessions.config(1, Sessions.hasBfloat16()))
                .load();
        TFloat32 face = TFloat32.tensorOf(Shape.of(1, 48, 48, 1));
        Result result =
            model
                .session()
                .runner()
                .setOptions(RunOptions.newBuilder().setOutputPartitionGraphs(true).build())
                .feed(InferenceGraph.INPUT, face)
                .fetch(InferenceGraph.OUTPUT)
                .runAndFetchMetadata()) {
      operations =
          result.getMetadata().orElseThrow().getPartitionGraphs(0).getNodeList().stream()
              .map(NodeDef::getOp)
              .toList();
    }

    assertThat(operations).filteredOn(op -> op.contains("FusedConv2D")).hasSize(13);
    assertThat(operations)
        .doesNotContain("Conv2D", "Mul", "Rsqrt", "BiasAdd")
        .noneMatch(op -> op.contains("BatchNorm"));
    // TensorFlow's own kernels fold no sum of two branches; oneDNN's do, from AVX-512 on.
    boolean oneDnn = Files.readString(Path.of("/proc/cpuinfo")).contains("avx512f");
    assertThat(operations).filteredOn("Relu"::equals).hasSize(oneDnn ? 0 : 5);
  }

  /** An older form would be as right, and slower. */
  @Test
  void the_shipped_models_are_written_as_train_writes_them_now() throws Exception {
    for (String name : List.of("emotion", "fer2013-labels")) {
      Path shipped = Path.of("models", name);
      ModelExport.write(
          folder, new MoodNet(), ModelExport.weights(shipped), 48, 1, false, Map.of());

      assertThat(folder.resolve("saved_model.pb"))
          .as(name)
          .hasSameBinaryContentAs(shipped.resolve("saved_model.pb"));
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
