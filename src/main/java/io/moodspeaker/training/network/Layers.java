package io.moodspeaker.training.network;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.MaxPool;
import org.tensorflow.types.TFloat32;

/**
 * The layers that networks are written in. The same description builds a training graph (batch
 * statistics, dropout) and an inference graph (moving statistics, no dropout); where the parameters
 * live is the affair of {@link Parameters}. Images are NHWC.
 */
public final class Layers {
  /** Added to a variance before the root; TensorFlow's and Keras's default. */
  public static final float EPSILON = 1e-3f;

  /** What a parameter is for, which decides how it starts and whether it decays. */
  public enum Role {
    /** Convolution and dense kernels: He's normal start, decays. */
    KERNEL,
    /** Batch normalisation's scale: starts at 1. */
    SCALE,
    /** An offset: starts at 0. */
    OFFSET,
    /** A moving mean: starts at 0, moved by the batches, not by gradients. */
    MEAN,
    /** A moving variance: starts at 1, moved by the batches, not by gradients. */
    VARIANCE
  }

  /** Gives each layer its parameters. */
  public interface Parameters {
    /** The current value of a parameter, created on first use. */
    Operand<TFloat32> get(String name, Role role, long... shape);

    /** Moves a moving statistic towards what a batch showed; called in training only. */
    void move(String name, Operand<TFloat32> batchValue);
  }

  /** What training adds: the seed of the dropout masks, a pair of integers fed at each step. */
  public record Training(Operand<org.tensorflow.types.TInt32> dropoutSeed) {}

  private final Ops tf;
  private final Parameters parameters;
  private final java.util.Optional<Training> training;

  public Layers(Ops tf, Parameters parameters, java.util.Optional<Training> training) {
    this.tf = tf;
    this.parameters = parameters;
    this.training = training;
  }

  /** A square convolution with padding and no bias (batch normalisation follows). */
  public Operand<TFloat32> convolution(
      String name, Operand<TFloat32> x, int from, int to, int size, int stride) {
    return convolution(name, x, from, to, size, stride, "SAME");
  }

  /** A square convolution that shrinks the picture by its size less one. */
  public Operand<TFloat32> unpaddedConvolution(
      String name, Operand<TFloat32> x, int from, int to, int size) {
    return convolution(name, x, from, to, size, 1, "VALID");
  }

  private Operand<TFloat32> convolution(
      String name, Operand<TFloat32> x, int from, int to, int size, int stride, String padding) {
    Operand<TFloat32> kernel = parameters.get(name + ".kernel", Role.KERNEL, size, size, from, to);
    return tf.nn.conv2d(x, kernel, List.of(1L, (long) stride, (long) stride, 1L), padding);
  }

  /** A 3x3 convolution of each channel for itself, then a 1x1 convolution across channels. */
  public Operand<TFloat32> separable(String name, Operand<TFloat32> x, int from, int to) {
    Operand<TFloat32> kernel = parameters.get(name + ".depthwise", Role.KERNEL, 3, 3, from, 1);
    Operand<TFloat32> y = tf.nn.depthwiseConv2dNative(x, kernel, List.of(1L, 1L, 1L, 1L), "SAME");
    return convolution(name + ".pointwise", y, from, to, 1, 1);
  }

  /** Batch normalisation over all but the channels. */
  public Operand<TFloat32> normalise(String name, Operand<TFloat32> x, int channels) {
    Operand<TFloat32> scale = parameters.get(name + ".scale", Role.SCALE, channels);
    Operand<TFloat32> offset = parameters.get(name + ".offset", Role.OFFSET, channels);
    Operand<TFloat32> mean = parameters.get(name + ".mean", Role.MEAN, channels);
    Operand<TFloat32> variance = parameters.get(name + ".variance", Role.VARIANCE, channels);
    if (training.isEmpty()) {
      // As a product and a sum with constants, which TensorFlow folds into the convolution before.
      Operand<TFloat32> factor =
          tf.math.mul(scale, tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))));
      Operand<TFloat32> shift = tf.math.sub(offset, tf.math.mul(mean, factor));
      return tf.nn.biasAdd(tf.math.mul(x, factor), shift);
    }
    Operand<TFloat32> none = tf.constant(new float[0]);
    FusedBatchNorm<TFloat32, TFloat32> normal =
        tf.nn.fusedBatchNorm(
            x,
            scale,
            offset,
            none,
            none,
            FusedBatchNorm.epsilon(EPSILON),
            FusedBatchNorm.isTraining(true));
    parameters.move(name + ".mean", normal.batchMean());
    parameters.move(name + ".variance", normal.batchVariance());
    return normal.y();
  }

  /** Negative values become 0. */
  public Operand<TFloat32> relu(Operand<TFloat32> x) {
    return tf.nn.relu(x);
  }

  /** The sum of a block and its short cut. */
  public Operand<TFloat32> add(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.math.add(a, b);
  }

  /** The largest value of each square. */
  public Operand<TFloat32> maxPool(Operand<TFloat32> x, int size, int stride) {
    return tf.nn.maxPool(
        x,
        tf.constant(new int[] {1, size, size, 1}),
        tf.constant(new int[] {1, stride, stride, 1}),
        "SAME",
        new MaxPool.Options[0]);
  }

  /** The mean of each channel over the picture, whatever its size. */
  public Operand<TFloat32> globalAverage(Operand<TFloat32> x) {
    return tf.math.mean(x, tf.constant(new int[] {1, 2}));
  }

  /** In training, drops a share of the values and scales up the rest; nothing in inference. */
  public Operand<TFloat32> dropout(Operand<TFloat32> x, float share) {
    if (training.isEmpty() || share == 0) {
      return x;
    }
    Operand<TFloat32> uniform =
        tf.random.statelessRandomUniform(tf.shape(x), training.get().dropoutSeed());
    Operand<TFloat32> mask =
        tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant(share)), TFloat32.class);
    return tf.math.mul(tf.math.mul(x, mask), tf.constant(1 / (1 - share)));
  }

  /** A fully connected layer with a bias. */
  public Operand<TFloat32> dense(String name, Operand<TFloat32> x, int from, int to) {
    Operand<TFloat32> kernel = parameters.get(name + ".kernel", Role.KERNEL, from, to);
    Operand<TFloat32> bias = parameters.get(name + ".bias", Role.OFFSET, to);
    return tf.math.add(tf.linalg.matMul(x, kernel), bias);
  }

  /** Static channels for an input whose height and width are open. */
  public static Shape imageShape() {
    return Shape.of(-1, -1, -1, 1);
  }
}
