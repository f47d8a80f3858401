package io.moodspeaker.training.landmarks;

import io.moodspeaker.training.Hardware;
import io.moodspeaker.training.ModelExport;
import io.moodspeaker.training.data.Fer2013;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Teaches the landmark network what the teacher sees on FER2013's Training faces. */
public final class LandmarkTrainer {
  private static final int BATCH = 64;

  /** The share of the run in which the rate rises. */
  private static final double WARM_UP = 0.03;

  /** Every third face: varied anew each time, they show as much of faces in a third of the time. */
  private static final int EVERY = 3;

  private static final double CALM = 0.6;

  private LandmarkTrainer() {}

  /**
   * Trains and writes a model.
   *
   * @param fer2013 the zip of FER2013's faces
   * @param teacher the folder of the teacher's weights
   * @param out the model's folder; after each epoch it holds what was learned so far
   * @param kept the file that keeps what the teacher saw, for the next run
   * @param from the folder of a model to go on from; empty to begin anew
   * @param epochs how often each face is looked at
   * @param peakRate the learning rate after the warm-up
   * @param progress takes a line now and then
   * @throws IOException if something can't be read or written; the message names it
   */
  public static void run(
      Path fer2013,
      Path teacher,
      Path out,
      Path kept,
      Optional<Path> from,
      int epochs,
      double peakRate,
      Consumer<String> progress)
      throws IOException {
    Optional<Weights> start =
        from.isPresent() ? Optional.of(ModelExport.weights(from.get())) : Optional.empty();
    List<LabeledFace> all =
        Fer2013.read(fer2013).stream().filter(face -> face.split().equals("Training")).toList();
    List<LabeledFace> training =
        IntStream.range(0, all.size()).filter(i -> i % EVERY == 0).mapToObj(all::get).toList();
    Hardware hardware = Hardware.here();
    LandmarkFaces faces;
    try (FaceApiLandmarks net = new FaceApiLandmarks(teacher, hardware.threads())) {
      int[] seen = new int[1];
      faces =
          LandmarkFaces.of(
              training,
              net,
              kept,
              count -> {
                seen[0] += count;
                if (seen[0] % 1600 == 0) {
                  progress.accept("the teacher has seen " + seen[0] + " of " + training.size());
                }
              });
    }
    try (LandmarkGraph graph = new LandmarkGraph(hardware, start)) {
      SplittableRandom random = new SplittableRandom(7);
      // Who goes on knows the odd cases already, and learns to be exact.
      double strength = from.isPresent() ? CALM : 1;
      int batches = training.size() / BATCH;
      int pixels = LandmarkNet.SIZE * LandmarkNet.SIZE;
      float[] crop = new float[pixels];
      float[] scratch = new float[pixels];
      float[] target = new float[136];
      float[] crops = new float[BATCH * pixels];
      float[] targets = new float[BATCH * 136];
      for (int epoch = 0; epoch < epochs; epoch++) {
        double sum = 0;
        for (int batch = 0; batch < batches; batch++) {
          for (int i = 0; i < BATCH; i++) {
            faces.vary(random.nextInt(training.size()), strength, random, scratch, crop, target);
            System.arraycopy(crop, 0, crops, i * pixels, pixels);
            System.arraycopy(target, 0, targets, i * 136, 136);
          }
          double done = (epoch + (double) batch / batches) / epochs;
          sum += graph.step(crops, targets, BATCH, (float) (peakRate * rate(done)));
        }
        Weights weights = graph.weights();
        LandmarkExport.write(out, weights);
        progress.accept(
            String.format(
                Locale.ROOT,
                "epoch %d of %d: mean error %.4f of a crop's side, %d parameters",
                epoch + 1,
                epochs,
                sum / batches,
                weights.count()));
      }
    }
  }

  private static double rate(double done) {
    double rise = Math.min(1, (done + 1e-3) / WARM_UP);
    double rest = Math.max(0, (done - WARM_UP) / (1 - WARM_UP));
    return rise * 0.5 * (1 + Math.cos(Math.PI * rest));
  }
}
