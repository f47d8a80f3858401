package io.moodspeaker.training;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.network.MiniXception;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How long one face takes on one thread, beside a mini-Xception that runs turn by turn with it, so
 * that both meet the same machine.
 *
 * @param model the median in milliseconds
 * @param miniXception the same of the mini-Xception
 */
public record LatencyBenchmark(double model, double miniXception) {
  private static final int WARM_UP = 100;
  private static final int RUNS = 500;

  /** Measures a model that is open. */
  public static LatencyBenchmark of(FaceModel model) throws EmotionException, IOException {
    Path folder = Files.createTempDirectory("mini-xception");
    try {
      Network network = new MiniXception();
      Weights weights;
      try (TrainingGraph graph =
          new TrainingGraph(network, Emotion.all().size(), 1, 0, new Hardware(1, false))) {
        weights = graph.start(1);
      }
      ModelExport.write(folder, network, weights, Trainer.LARGEST_SIZE, 1, false, Map.of());
      try (FaceModel mini = FaceModels.open(folder)) {
        double[] ours = new double[RUNS];
        double[] peers = new double[RUNS];
        for (int i = -WARM_UP; i < RUNS; i++) {
          double one = milliseconds(model);
          double other = milliseconds(mini);
          if (i >= 0) {
            ours[i] = one;
            peers[i] = other;
          }
        }
        return new LatencyBenchmark(median(ours), median(peers));
      }
    } finally {
      for (Path file : List.of(folder.resolve("saved_model.pb"), folder.resolve("model.yaml"))) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    }
  }

  private static double milliseconds(FaceModel classifier) throws EmotionException {
    int size = classifier.description().input().size();
    float[] face = new float[size * size * classifier.description().input().colour().channels()];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < face.length; i++) {
      face[i] = random.nextInt(256);
    }
    long start = System.nanoTime();
    classifier.classify(List.of(face));
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
