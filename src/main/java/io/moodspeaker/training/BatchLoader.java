package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabeledFace;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Prepares the batches of one epoch on a thread of its own, a few ahead of the trainer. The same
 * seed and epoch give the same batches. {@link #close} ends the thread.
 */
final class BatchLoader implements AutoCloseable {
  /** Enough to bridge a pause of the thread; more would only hold memory. */
  private static final int AHEAD = 4;

  /** Keeps the random streams of neighbouring seeds apart. */
  private static final long STRIDE = 1_000_003;

  private final BlockingQueue<Supplier<Batch>> queue = new ArrayBlockingQueue<>(AHEAD);
  private final List<LabeledFace> faces;
  private final TargetConfig config;
  private final Optional<SoftTargets> teacher;
  private final SoftTargets past;
  private final double trust;
  private final int batch;
  private final int size;
  private final double variation;
  private final int epoch;
  private final Thread thread;

  BatchLoader(
      List<LabeledFace> faces,
      TargetConfig config,
      Optional<SoftTargets> teacher,
      SoftTargets past,
      Schedule schedule,
      int batch,
      long seed,
      int epoch) {
    this.faces = faces;
    this.config = config;
    this.teacher = teacher;
    this.past = past;
    trust = config.distillation() * epoch / schedule.epochs();
    this.batch = batch;
    this.epoch = epoch;
    size = schedule.size(epoch);
    variation = schedule.variation(epoch);
    SplittableRandom random = new SplittableRandom(seed * STRIDE + epoch);
    thread = Thread.ofPlatform().name("loader").daemon().start(() -> load(random));
  }

  /** How many batches there are in all; faces that fill no whole batch wait for another epoch. */
  int batches() {
    return faces.size() / batch;
  }

  /** The next batch. */
  Batch next() throws InterruptedException {
    return queue.take().get();
  }

  private void load(SplittableRandom random) {
    try {
      fill(random);
    } catch (RuntimeException e) {
      // Whoever waits for a batch is to hear of it.
      queue.clear();
      queue.add(
          () -> {
            throw e;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fill(SplittableRandom random) throws InterruptedException {
    int[] order = shuffled(faces.size(), random);
    float[] emotionWeights = config.emotionWeights(faces);
    Augmenter augmenter = new Augmenter(size);
    for (int i = 0; i < batches(); i++) {
      Batch next = batch(order, i * batch, emotionWeights, augmenter, random.split());
      queue.put(() -> next);
    }
  }

  private Batch batch(
      int[] order, int from, float[] emotionWeights, Augmenter augmenter, RandomGenerator random) {
    int classes = Emotion.all().size();
    int[] chosen = java.util.Arrays.copyOfRange(order, from, from + batch);
    float[] images = new float[batch * size * size];
    float[] targets = new float[batch * classes];
    float[] weights = new float[batch];
    double sum = 0;
    for (int i = 0; i < batch; i++) {
      LabeledFace shown = faces.get(chosen[i]);
      augmenter.vary(shown.gray(), shown.size(), size, variation, random, images, i * size * size);
      float[] target = config.target(shown);
      for (int c = 0; c < classes; c++) {
        weights[i] += target[c] * emotionWeights[c];
      }
      int face = chosen[i];
      teacher.ifPresent(answers -> answers.blend(face, TargetConfig.TEACHING, target));
      past.blend(face, trust, target);
      System.arraycopy(target, 0, targets, i * classes, classes);
      sum += weights[i];
    }
    for (int i = 0; i < batch; i++) {
      weights[i] *= (float) (batch / sum);
    }
    long number = (long) epoch * batches() + from / batch;
    return new Batch(number, batch, size, chosen, images, targets, weights);
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
