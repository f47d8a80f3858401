package io.moodspeaker.training;

import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fits a network's last layer anew and leaves the rest as it is: what the network sees stays, and
 * what it calls it changes. That takes minutes where training takes hours, for each face is looked
 * at only once, as it is and mirrored.
 *
 * @param network ends in a dense layer called {@value #LAYER}
 * @param config what it learns from each face
 * @param seed of the order of the faces
 */
public record HeadFit(Network network, TargetConfig config, long seed) {
  private static final String LAYER = "classes";
  private static final String KERNEL = LAYER + ".kernel";
  private static final String BIAS = LAYER + ".bias";

  /** Faces that go through the network at once. */
  private static final int BATCH = 64;

  /** With these the loss no longer falls visibly; Adam's usual decays otherwise. */
  private static final int STEPS = 300;

  private static final int STEP_FACES = 2048;
  private static final double RATE = 0.02;
  private static final double WEIGHT_DECAY = 1e-4;
  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.99;

  /**
   * The weights with a new last layer.
   *
   * @param start the weights to begin with
   * @param training faces with a target each
   * @throws IllegalArgumentException if the network has no such layer
   */
  public Weights fit(
      Weights start, List<LabeledFace> training, Hardware hardware, PrintWriter out) {
    Weights.Weight kernel = start.all().get(KERNEL);
    if (kernel == null) {
      throw new IllegalArgumentException(
          network.name() + " has no last layer that can be fitted alone; leave --head out");
    }
    int width = (int) kernel.shape()[0];
    float[][] features = features(start, width, training, hardware, out);
    float[][] targets = new float[training.size()][];
    double[] weights = new double[training.size()];
    float[] emotionWeights = config.emotionWeights(training);
    for (int i = 0; i < targets.length; i++) {
      targets[i] = config.target(training.get(i));
      for (int c = 0; c < emotionWeights.length; c++) {
        weights[i] += targets[i][c] * emotionWeights[c];
      }
    }
    float[] old = start.all().get(BIAS).values();
    int classes = old.length;
    // The kernel, then the bias as the weights of a feature that is always 1.
    double[] head = new double[(width + 1) * classes];
    for (int i = 0; i < width * classes; i++) {
      head[i] = kernel.values()[i];
    }
    for (int c = 0; c < classes; c++) {
      head[width * classes + c] = old[c];
    }
    learn(head, width, classes, features, targets, weights);
    float[] fresh = new float[width * classes];
    float[] bias = new float[classes];
    for (int i = 0; i < head.length; i++) {
      (i < fresh.length ? fresh : bias)[i % fresh.length] = (float) head[i];
    }
    Weights fitted = new Weights();
    start.all().forEach(fitted::put);
    fitted.put(KERNEL, new Weights.Weight(kernel.shape(), fresh));
    fitted.put(BIAS, new Weights.Weight(new long[] {classes}, bias));
    return fitted;
  }

  /** What reaches the last layer: two rows a face, as it is and mirrored. */
  private float[][] features(
      Weights start, int width, List<LabeledFace> faces, Hardware hardware, PrintWriter out) {
    Weights through = new Weights();
    start.all().forEach(through::put);
    float[] identity = new float[width * width];
    for (int i = 0; i < width; i++) {
      identity[i * (width + 1)] = 1;
    }
    through.put(KERNEL, new Weights.Weight(new long[] {width, width}, identity));
    through.put(BIAS, new Weights.Weight(new long[] {width}, new float[width]));
    int size = Trainer.LARGEST_SIZE;
    List<float[]> rows = new ArrayList<>();
    Augmenter augmenter = new Augmenter(size);
    try (InferenceGraph graph = new InferenceGraph(network, through, width, hardware.config())) {
      for (int from = 0; from < faces.size(); from += BATCH) {
        List<LabeledFace> part = faces.subList(from, Math.min(faces.size(), from + BATCH));
        float[] images = new float[part.size() * size * size];
        for (int i = 0; i < part.size(); i++) {
          LabeledFace face = part.get(i);
          augmenter.plain(face.gray(), face.size(), size, images, i * size * size);
        }
        float[][] plain = graph.logits(images, part.size(), size);
        float[][] mirrored = graph.logits(Augmenter.mirrored(images, size), part.size(), size);
        for (int i = 0; i < part.size(); i++) {
          rows.add(plain[i]);
          rows.add(mirrored[i]);
        }
        if (from / BATCH % 100 == 99) {
          out.printf("looked at %d of %d faces%n", from + part.size(), faces.size());
          out.flush();
        }
      }
    }
    return rows.toArray(float[][]::new);
  }

  /**
   * Adam (Kingma and Ba, 2015) on the weighted cross-entropy, its rate falling as half a cosine.
   */
  private void learn(
      double[] head,
      int width,
      int classes,
      float[][] features,
      float[][] targets,
      double[] weights) {
    double[] first = new double[head.length];
    double[] second = new double[head.length];
    double[] gradient = new double[head.length];
    double mean = Arrays.stream(weights).average().orElseThrow();
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < head.length; i++) {
        gradient[i] = i < width * classes ? WEIGHT_DECAY * head[i] : 0;
      }
      for (int n = 0; n < STEP_FACES; n++) {
        int row = random.nextInt(features.length);
        int face = row / 2;
        double[] shares = shares(head, classes, features[row]);
        double weight = weights[face] / mean / STEP_FACES;
        for (int c = 0; c < classes; c++) {
          double error = weight * (shares[c] - targets[face][c]);
          for (int f = 0; f < width; f++) {
            gradient[f * classes + c] += error * features[row][f];
          }
          gradient[width * classes + c] += error;
        }
      }
      double rate = RATE * 0.5 * (1 + Math.cos(Math.PI * step / STEPS));
      double firstScale = 1 - Math.pow(FIRST_DECAY, step + 1);
      double secondScale = 1 - Math.pow(SECOND_DECAY, step + 1);
      for (int i = 0; i < head.length; i++) {
        first[i] = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * gradient[i];
        second[i] = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * gradient[i] * gradient[i];
        head[i] -= rate * (first[i] / firstScale) / (Math.sqrt(second[i] / secondScale) + 1e-8);
      }
    }
  }

  private static double[] shares(double[] head, int classes, float[] row) {
    double[] shares = Arrays.copyOfRange(head, row.length * classes, head.length);
    for (int f = 0; f < row.length; f++) {
      for (int c = 0; c < classes; c++) {
        shares[c] += head[f * classes + c] * row[f];
      }
    }
    double largest = Arrays.stream(shares).max().orElseThrow();
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      shares[c] = Math.exp(shares[c] - largest);
      sum += shares[c];
    }
    for (int c = 0; c < classes; c++) {
      shares[c] /= sum;
    }
    return shares;
  }
}
