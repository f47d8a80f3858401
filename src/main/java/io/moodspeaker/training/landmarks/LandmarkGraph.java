package io.moodspeaker.training.landmarks;

import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.emotion.tensorflow.Sessions;
import io.moodspeaker.support.Natives;
import io.moodspeaker.training.Hardware;
import io.moodspeaker.training.network.Layers;
import io.moodspeaker.training.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/**
 * The landmark network with its loss and Adam (Kingma and Ba, 2015). One thread; {@link #close}
 * releases all that is native.
 */
final class LandmarkGraph implements AutoCloseable {
  static {
    Natives.TENSORFLOW.load();
  }

  private static final float BETA_1 = 0.9f;
  private static final float BETA_2 = 0.999f;

  /** How much of the moving statistics a batch leaves. */
  private static final float STATISTICS_DECAY = 0.98f;

  /** A ten-thousandth of a crop: below it an error counts by its square, above it by itself. */
  private static final float SMOOTH = 1e-4f;

  @SuppressWarnings("ArrayRecordComponent") // A shape, which nobody changes.
  private record Variable(
      Layers.Role role, long[] shape, VarHandleOp handle, Operand<TFloat32> value) {
    boolean learned() {
      return role != Layers.Role.MEAN && role != Layers.Role.VARIANCE;
    }
  }

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final List<Op> moves = new ArrayList<>();
  private final List<Op> start = new ArrayList<>();
  private final Optional<Weights> from;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Placeholder<TFloat32> faces;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> power1;
  private final Placeholder<TFloat32> power2;
  private final Operand<TFloat32> loss;
  private final Op train;
  private final Session session;
  private int steps;

  /** A graph that begins with random weights, or with those of an earlier run. */
  LandmarkGraph(Hardware hardware, Optional<Weights> from) {
    this.from = from;
    int size = LandmarkNet.SIZE;
    faces = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, 1)));
    targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 136)));
    rate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    Layers layers =
        new Layers(
            tf, new Variables(), Optional.of(new Layers.Training(tf.constant(new int[] {0, 0}))));
    Operand<TFloat32> error = tf.math.sub(LandmarkNet.points(tf, layers, faces), targets);
    // The length of each point's error, smooth at 0.
    Operand<TFloat32> square =
        tf.math.mul(
            tf.reshape(error, tf.constant(new int[] {-1, Landmarks.COUNT, 2})),
            tf.reshape(error, tf.constant(new int[] {-1, Landmarks.COUNT, 2})));
    Operand<TFloat32> length =
        tf.math.sqrt(
            tf.math.add(tf.reduceSum(square, tf.constant(2)), tf.constant(SMOOTH * SMOOTH)));
    loss = tf.math.mean(length, tf.constant(new int[] {0, 1}));

    List<Variable> learned = variables.values().stream().filter(Variable::learned).toList();
    Output<?>[] gradients =
        graph.addGradients(
            loss.asOutput(),
            learned.stream().map(v -> v.value().asOutput()).toArray(Output<?>[]::new));
    // No weight is changed before all gradients have read it.
    List<Op> ready = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      ready.add(tf.identity(gradient));
    }
    Ops after = tf.withControlDependencies(ready);
    List<Op> updates = new ArrayList<>(moves);
    for (int i = 0; i < learned.size(); i++) {
      Variable variable = learned.get(i);
      @SuppressWarnings("unchecked") // A float loss of float weights has float gradients.
      Operand<TFloat32> gradient = (Output<TFloat32>) gradients[i];
      updates.add(
          after.train.resourceApplyAdam(
              variable.handle(),
              zeros("m" + i, variable.shape()),
              zeros("v" + i, variable.shape()),
              power1,
              power2,
              rate,
              tf.constant(BETA_1),
              tf.constant(BETA_2),
              tf.constant(1e-7f),
              gradient));
    }
    train = tf.withControlDependencies(updates).noOp();
    session = new Session(graph, Sessions.config(hardware.threads(), hardware.bfloat16()));
    Session.Runner runner = session.runner();
    start.forEach(runner::addTarget);
    runner.run().close();
  }

  private VarHandleOp variable(String name, Operand<TFloat32> value, long... shape) {
    VarHandleOp handle =
        tf.varHandleOp(TFloat32.class, Shape.of(shape), VarHandleOp.sharedName(name));
    start.add(tf.assignVariableOp(handle, value));
    return handle;
  }

  private VarHandleOp zeros(String name, long... shape) {
    return variable(name, constant(0, shape), shape);
  }

  private Operand<TFloat32> constant(float value, long... shape) {
    return tf.fill(tf.constant(shape), tf.constant(value));
  }

  /** He's normal start for kernels, the identity for normalisation, the middle for the points. */
  private Operand<TFloat32> first(String name, Layers.Role role, long... shape) {
    if (from.isPresent()) {
      return tf.constant(Shape.of(shape), DataBuffers.of(from.get().get(name, shape).values()));
    }
    return switch (role) {
      case KERNEL -> {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        double fanIn = (double) size / shape[shape.length - 1];
        double deviation = Math.sqrt((name.startsWith("points") ? 0.1 : 2) / fanIn);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = (float) (random.nextGaussian() * deviation);
        }
        yield tf.constant(Shape.of(shape), DataBuffers.of(values));
      }
      case SCALE, VARIANCE -> constant(1, shape);
      case OFFSET -> constant(name.startsWith("points") ? 0.5f : 0, shape);
      case MEAN -> constant(0, shape);
    };
  }

  private final class Variables implements Layers.Parameters {
    @Override
    public Operand<TFloat32> get(String name, Layers.Role role, long... shape) {
      return variables
          .computeIfAbsent(
              name,
              n -> {
                VarHandleOp handle = variable(n, first(n, role, shape), shape);
                return new Variable(role, shape, handle, tf.readVariableOp(handle, TFloat32.class));
              })
          .value();
    }

    @Override
    public void move(String name, Operand<TFloat32> batchValue) {
      Variable variable = variables.get(name);
      moves.add(
          tf.assignSubVariableOp(
              variable.handle(),
              tf.math.mul(
                  tf.math.sub(variable.value(), batchValue), tf.constant(1 - STATISTICS_DECAY))));
    }
  }

  /** Learns from one batch; tells the mean error as a share of the crops. */
  float step(float[] crops, float[] points, int count, float learningRate) {
    steps++;
    int size = LandmarkNet.SIZE;
    try (TFloat32 x = TFloat32.tensorOf(Shape.of(count, size, size, 1), DataBuffers.of(crops));
        TFloat32 y = TFloat32.tensorOf(Shape.of(count, 136), DataBuffers.of(points));
        TFloat32 r = TFloat32.scalarOf(learningRate);
        TFloat32 p1 = TFloat32.scalarOf((float) Math.pow(BETA_1, steps));
        TFloat32 p2 = TFloat32.scalarOf((float) Math.pow(BETA_2, steps));
        Result result =
            session
                .runner()
                .feed(faces, x)
                .feed(targets, y)
                .feed(rate, r)
                .feed(power1, p1)
                .feed(power2, p2)
                .fetch(loss)
                .addTarget(train)
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  /** The weights as they are. */
  Weights weights() {
    Session.Runner runner = session.runner();
    variables.values().forEach(variable -> runner.fetch(variable.value()));
    Weights weights = new Weights();
    try (Result result = runner.run()) {
      int i = 0;
      for (Map.Entry<String, Variable> entry : variables.entrySet()) {
        TFloat32 tensor = (TFloat32) result.get(i++);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(values));
        weights.put(entry.getKey(), new Weights.Weight(entry.getValue().shape(), values));
      }
    }
    return weights;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
