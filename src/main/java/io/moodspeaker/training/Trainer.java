package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.Truth;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.random.RandomGenerator;

/** Trains one network on labelled faces, epoch by epoch, from a start or a checkpoint. */
public final class Trainer {
  /**
   * What decides the result of a run.
   *
   * @param network the network
   * @param truth what to learn
   * @param schedule epochs and learning rate
   * @param batch faces a step
   * @param weightDecay how strongly kernels are drawn to 0
   * @param balance 0 counts all faces alike, 1 counts all emotions alike
   * @param seed of the start, the order and the variations
   * @param start the weights to begin with; random if empty
   */
  public record Plan(
      Network network,
      Truth truth,
      Schedule schedule,
      int batch,
      float weightDecay,
      double balance,
      long seed,
      Optional<Weights> start) {
    String text() {
      return String.format(
          Locale.ROOT,
          "%s %s %s batch=%d weightDecay=%s balance=%s seed=%d",
          network.name(),
          truth.word(),
          schedule,
          batch,
          weightDecay,
          balance,
          seed);
    }
  }

  /** What one epoch showed. */
  public record Epoch(
      int number, double loss, double accuracy, double rate, double validation, double seconds) {}

  private static final int CLASSES = Emotion.all().size();

  /** About four epochs: long enough to average out a batch, short enough to follow. */
  private static final double AVERAGE_DECAY = 0.999;

  /** The shipped models look at this many pixels each way, as FER2013 has them. */
  static final int LARGEST_SIZE = 48;

  private final Plan plan;
  private final List<LabeledFace> training;
  private final List<LabeledFace> validation;
  private final TrainingGraph.Hardware hardware;
  private final PrintStream out;

  public Trainer(
      Plan plan,
      List<LabeledFace> training,
      List<LabeledFace> validation,
      TrainingGraph.Hardware hardware,
      PrintStream out) {
    this.plan = plan;
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
    this.hardware = hardware;
    this.out = out;
  }

  /**
   * Runs all epochs that are left.
   *
   * @param folder where the checkpoint and the log of epochs live
   * @return the averaged weights
   */
  public Weights run(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path file = folder.resolve("checkpoint");
    float[] emotionWeights = emotionWeights();
    try (TrainingGraph graph =
        new TrainingGraph(plan.network(), CLASSES, plan.weightDecay(), hardware)) {
      int first = 0;
      if (Files.exists(file)) {
        Checkpoint checkpoint = Checkpoint.read(file);
        if (!checkpoint.plan().equals(plan.text())) {
          throw new IOException(
              file
                  + " belongs to another plan ("
                  + checkpoint.plan()
                  + "), this one is ("
                  + plan.text()
                  + "); use another folder or the same options");
        }
        graph.set(checkpoint.state());
        first = checkpoint.epochs();
      } else {
        Weights start = plan.start().orElseGet(() -> graph.start(plan.seed()));
        graph.set(TrainingGraph.State.resting(start));
      }
      out.printf(
          Locale.ROOT,
          "%s%n%d faces to learn from, %d to validate on%n",
          plan.text(),
          training.size(),
          validation.size());
      for (int epoch = first; epoch < plan.schedule().epochs(); epoch++) {
        Epoch done = epoch(graph, epoch, emotionWeights, file);
        String line =
            String.format(
                Locale.ROOT,
                "epoch %d size %d loss %.4f accuracy %.4f rate %.4f validation %.4f seconds %.0f",
                done.number(),
                plan.schedule().size(epoch),
                done.loss(),
                done.accuracy(),
                done.rate(),
                done.validation(),
                done.seconds());
        out.println(line);
        Files.writeString(
            folder.resolve("epochs.log"),
            line + "\n",
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND);
      }
      return graph.state().average();
    }
  }

  private float[] emotionWeights() {
    double[] mass = new double[CLASSES];
    double largest = 0;
    for (LabeledFace face : training) {
      float[] target = plan.truth().target(face).orElseThrow();
      for (int i = 0; i < CLASSES; i++) {
        mass[i] += target[i];
        largest = Math.max(largest, mass[i]);
      }
    }
    float[] weights = new float[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      weights[i] = mass[i] == 0 ? 1 : (float) Math.pow(largest / mass[i], plan.balance());
    }
    return weights;
  }

  private Epoch epoch(TrainingGraph graph, int epoch, float[] emotionWeights, Path file)
      throws IOException, InterruptedException {
    int steps = training.size() / plan.batch();
    int size = plan.schedule().size(epoch);
    BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(4);
    Thread feeder =
        Thread.ofPlatform()
            .name("feeder")
            .daemon()
            .start(() -> feed(epoch, steps, size, emotionWeights, queue));
    double loss = 0;
    long right = 0;
    float rate = 0;
    long start = System.nanoTime();
    long said = start;
    for (int step = 0; step < steps; step++) {
      long number = (long) epoch * steps + step;
      rate = plan.schedule().rate((double) number / ((long) steps * plan.schedule().epochs()));
      float decay = (float) Math.min(AVERAGE_DECAY, (1.0 + number) / (10.0 + number));
      TrainingGraph.Step done =
          graph.step(queue.take(), rate, decay, (int) plan.seed(), (int) number);
      loss += done.loss();
      right += done.right();
      long now = System.nanoTime();
      if (now - said > 15e9) {
        said = now;
        double seconds = (now - start) / 1e9;
        double speed = (step + 1.0) * plan.batch() / seconds;
        out.printf(
            Locale.ROOT,
            "  epoch %d/%d  %3d %%  %.0f images/s  loss %.4f  accuracy %.4f  %.0f s left in the"
                + " epoch%n",
            epoch + 1,
            plan.schedule().epochs(),
            100 * (step + 1) / steps,
            speed,
            loss / (step + 1),
            (double) right / ((step + 1) * plan.batch()),
            seconds / (step + 1) * (steps - step - 1));
      }
    }
    feeder.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    TrainingGraph.State state = graph.state();
    new Checkpoint(plan.text(), epoch + 1, state).write(file);
    return new Epoch(
        epoch + 1,
        loss / steps,
        (double) right / ((long) steps * plan.batch()),
        rate,
        validate(state.average(), size),
        seconds);
  }

  private void feed(
      int epoch, int steps, int size, float[] emotionWeights, BlockingQueue<Batch> queue) {
    SplittableRandom order = new SplittableRandom(plan.seed() * 1_000_003 + epoch);
    int[] shuffled = new int[training.size()];
    for (int i = 0; i < shuffled.length; i++) {
      int j = order.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = i;
    }
    Augmenter augmenter = new Augmenter(LARGEST_SIZE);
    double variation = plan.schedule().variation(epoch);
    int batch = plan.batch();
    try {
      for (int step = 0; step < steps; step++) {
        float[] images = new float[batch * size * size];
        float[] targets = new float[batch * CLASSES];
        float[] weights = new float[batch];
        RandomGenerator random = order.split();
        double sum = 0;
        for (int i = 0; i < batch; i++) {
          LabeledFace face = training.get(shuffled[step * batch + i]);
          augmenter.vary(
              face.gray(), face.size(), size, variation, random, images, i * size * size);
          float[] target = plan.truth().target(face).orElseThrow();
          for (int c = 0; c < CLASSES; c++) {
            targets[i * CLASSES + c] = target[c];
            weights[i] += target[c] * emotionWeights[c];
          }
          sum += weights[i];
        }
        for (int i = 0; i < batch; i++) {
          weights[i] *= (float) (batch / sum);
        }
        queue.put(new Batch(batch, size, images, targets, weights));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private double validate(Weights weights, int size) {
    Augmenter augmenter = new Augmenter(LARGEST_SIZE);
    int right = 0;
    int n = 0;
    try (InferenceGraph graph =
        new InferenceGraph(plan.network(), weights, CLASSES, hardware.config())) {
      List<LabeledFace> part = new ArrayList<>();
      for (LabeledFace face : validation) {
        part.add(face);
        if (part.size() == plan.batch() || n + part.size() == validation.size()) {
          float[] images = new float[part.size() * size * size];
          for (int i = 0; i < part.size(); i++) {
            augmenter.plain(part.get(i).gray(), part.get(i).size(), size, images, i * size * size);
          }
          float[][] logits = graph.logits(images, part.size(), size);
          for (int i = 0; i < part.size(); i++) {
            Emotion truth = plan.truth().of(part.get(i)).orElseThrow();
            right += largest(logits[i]) == truth.ordinal() ? 1 : 0;
          }
          n += part.size();
          part.clear();
        }
      }
    }
    return (double) right / Math.max(1, n);
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
