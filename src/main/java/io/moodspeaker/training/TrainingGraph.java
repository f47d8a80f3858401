package io.moodspeaker.training;

import io.moodspeaker.support.Natives;
import io.moodspeaker.training.network.Layers;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.util.ArrayList;
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
import org.tensorflow.op.nn.SoftmaxCrossEntropyWithLogits;
import org.tensorflow.op.train.ResourceApplyMomentum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A network with its loss, its optimiser (Nesterov's momentum with weight decay) and a running
 * average of its weights. One thread; {@link #close} releases all that is native.
 */
final class TrainingGraph implements AutoCloseable {
  static {
    Natives.TENSORFLOW.load();
  }

  /**
   * What one step showed.
   *
   * @param loss the batch's weighted mean loss
   * @param right how many faces whose largest target came out first
   * @param answers faces x classes shares
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, by the one that stepped.
  record Step(float loss, int right, float[] answers) {}

  private static final float MOMENTUM = 0.9f;

  /**
   * Into how many parts a batch is split, each with batch statistics of its own. Two threads that
   * work on a part each are done sooner than two that share every convolution.
   */
  private static final int PARTS = 2;

  /** A smaller part would say too little of what all faces are like. */
  private static final int SMALLEST_PART = 32;

  /** Keeps the dropout of the parts apart. */
  private static final int SEED_STRIDE = 1 << 16;

  /** How much of the moving statistics a batch leaves. */
  private static final float STATISTICS_DECAY = 0.97f;

  /**
   * All that changes from step to step.
   *
   * @param values the weights
   * @param momentum the optimiser's momentum, for the learned weights only
   * @param average the running average of the weights
   */
  record State(Weights values, Weights momentum, Weights average) {
    /** Weights that have not moved yet. */
    static State resting(Weights values) {
      Weights momentum = new Weights();
      values
          .all()
          .forEach(
              (name, weight) ->
                  momentum.put(
                      name, new Weights.Weight(weight.shape(), new float[weight.values().length])));
      return new State(values, momentum, values);
    }
  }

  private enum Part {
    VALUES,
    MOMENTUM,
    AVERAGE;

    Weights of(State state) {
      return switch (this) {
        case VALUES -> state.values();
        case MOMENTUM -> state.momentum();
        case AVERAGE -> state.average();
      };
    }
  }

  /** Where one variable of one part is read and set. */
  @SuppressWarnings("ArrayRecordComponent") // TensorFlow's and Weights' form of a shape.
  private record Slot(
      Part part,
      String name,
      long[] shape,
      Placeholder<TFloat32> fresh,
      Op set,
      Operand<TFloat32> get) {
    static Slot of(Ops tf, Part part, String name, long[] shape, VarHandleOp handle) {
      Placeholder<TFloat32> fresh =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
      return new Slot(
          part,
          name,
          shape,
          fresh,
          tf.assignVariableOp(handle, fresh),
          tf.readVariableOp(handle, TFloat32.class));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // TensorFlow's and Weights' form of a shape.
  private record Variable(
      Layers.Role role,
      long[] shape,
      VarHandleOp handle,
      Operand<TFloat32> value,
      VarHandleOp momentum,
      VarHandleOp average) {
    boolean learned() {
      return role != Layers.Role.MEAN && role != Layers.Role.VARIANCE;
    }
  }

  private final Graph graph = new Graph();
  private final Session session;
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final Placeholder<TFloat32> images;
  private final Placeholder<TFloat32> targets;
  private final Placeholder<TFloat32> sampleWeights;
  private final Placeholder<TFloat32> learningRate;
  private final Placeholder<TFloat32> averageDecay;
  private final Placeholder<TInt32> seed;
  private final List<Slot> slots = new ArrayList<>();
  private final Operand<TFloat32> loss;
  private final Operand<TInt32> right;
  private final Operand<TFloat32> answers;
  private final Op train;

  /**
   * A graph for one network.
   *
   * @param batch how many faces each step will bring
   */
  TrainingGraph(Network network, int classes, int batch, float weightDecay, Hardware hardware) {
    Ops tf = Ops.create(graph);
    images = tf.placeholder(TFloat32.class, Placeholder.shape(Layers.imageShape()));
    targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, classes)));
    sampleWeights = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
    learningRate = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    averageDecay = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    seed = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));

    Collector collector = new Collector(tf);
    int parts = batch % PARTS == 0 && batch / PARTS >= SMALLEST_PART ? PARTS : 1;
    List<Output<TFloat32>> partImages = split(tf, images, parts);
    List<Output<TFloat32>> partTargets = split(tf, targets, parts);
    List<Output<TFloat32>> partWeights = split(tf, sampleWeights, parts);
    List<Operand<TFloat32>> partLogits = new ArrayList<>();
    List<Operand<TFloat32>> partLosses = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      Operand<TInt32> own = tf.math.add(seed, tf.constant(new int[] {SEED_STRIDE * part, 0}));
      Layers layers = new Layers(tf, collector, Optional.of(new Layers.Training(own)));
      partLogits.add(network.logits(layers, partImages.get(part), classes));
      // A loss for each part, so that none has to wait for the others before it goes backwards.
      SoftmaxCrossEntropyWithLogits<TFloat32> entropy =
          tf.nn.softmaxCrossEntropyWithLogits(partLogits.getLast(), partTargets.get(part));
      partLosses.add(
          tf.math.mean(tf.math.mul(entropy.loss(), partWeights.get(part)), tf.constant(0)));
    }
    Operand<TFloat32> logits =
        parts == 1 ? partLogits.getFirst() : tf.concat(partLogits, tf.constant(0));
    loss = tf.math.div(tf.math.addN(partLosses), tf.constant((float) parts));
    answers = tf.nn.softmax(logits);
    right =
        tf.reduceSum(
            tf.dtypes.cast(
                tf.math.equal(
                    tf.math.argMax(logits, tf.constant(1)),
                    tf.math.argMax(targets, tf.constant(1))),
                TInt32.class),
            tf.constant(0));

    List<Variable> learned = variables.values().stream().filter(Variable::learned).toList();
    Output<?>[] gradients =
        graph.addGradients(
            loss.asOutput(),
            learned.stream().map(v -> v.value().asOutput()).toArray(Output<?>[]::new));
    List<Op> updates = new ArrayList<>(collector.moves());
    for (int i = 0; i < learned.size(); i++) {
      Variable variable = learned.get(i);
      @SuppressWarnings("unchecked") // A float loss of float weights has float gradients.
      Operand<TFloat32> gradient = (Output<TFloat32>) gradients[i];
      if (variable.role() == Layers.Role.KERNEL) {
        gradient = tf.math.add(gradient, tf.math.mul(variable.value(), tf.constant(weightDecay)));
      }
      updates.add(
          tf.train.resourceApplyMomentum(
              variable.handle(),
              variable.momentum(),
              learningRate,
              gradient,
              tf.constant(MOMENTUM),
              ResourceApplyMomentum.useNesterov(true)));
    }
    Ops after = tf.withControlDependencies(updates);
    Operand<TFloat32> share = tf.math.sub(tf.constant(1f), averageDecay);
    List<Op> averages = new ArrayList<>();
    for (Variable variable : variables.values()) {
      Operand<TFloat32> now = after.readVariableOp(variable.handle(), TFloat32.class);
      Operand<TFloat32> mean = after.readVariableOp(variable.average(), TFloat32.class);
      averages.add(
          tf.assignSubVariableOp(variable.average(), tf.math.mul(tf.math.sub(mean, now), share)));
    }
    train = tf.withControlDependencies(averages).noOp();
    variables.forEach(
        (name, variable) -> {
          slots.add(Slot.of(tf, Part.VALUES, name, variable.shape(), variable.handle()));
          slots.add(Slot.of(tf, Part.AVERAGE, name, variable.shape(), variable.average()));
          if (variable.learned()) {
            slots.add(Slot.of(tf, Part.MOMENTUM, name, variable.shape(), variable.momentum()));
          }
        });
    session = new Session(graph, hardware.config(parts));
  }

  private static List<Output<TFloat32>> split(Ops tf, Operand<TFloat32> whole, int parts) {
    return tf.split(tf.constant(0), whole, (long) parts).output();
  }

  private final class Collector implements Layers.Parameters {
    private final Ops tf;
    private final Map<String, List<Operand<TFloat32>>> shown = new LinkedHashMap<>();

    Collector(Ops tf) {
      this.tf = tf;
    }

    @Override
    public Operand<TFloat32> get(String name, Layers.Role role, long... shape) {
      return variables.computeIfAbsent(name, n -> create(n, role, shape)).value();
    }

    private Variable create(String name, Layers.Role role, long... shape) {
      VarHandleOp handle = handle(name, shape);
      return new Variable(
          role,
          shape,
          handle,
          tf.readVariableOp(handle, TFloat32.class),
          handle("momentum/" + name, shape),
          handle("average/" + name, shape));
    }

    private VarHandleOp handle(String name, long... shape) {
      return tf.varHandleOp(TFloat32.class, Shape.of(shape), VarHandleOp.sharedName(name));
    }

    @Override
    public void move(String name, Operand<TFloat32> batchValue) {
      shown.computeIfAbsent(name, n -> new ArrayList<>()).add(batchValue);
    }

    /** Moves each statistic once, towards the mean of what the parts showed. */
    List<Op> moves() {
      List<Op> moves = new ArrayList<>();
      shown.forEach(
          (name, values) -> {
            Variable variable = variables.get(name);
            Operand<TFloat32> mean =
                tf.math.div(tf.math.addN(values), tf.constant((float) values.size()));
            moves.add(
                tf.assignSubVariableOp(
                    variable.handle(),
                    tf.math.mul(
                        tf.math.sub(variable.value(), mean), tf.constant(1 - STATISTICS_DECAY))));
          });
      return moves;
    }
  }

  /** Random starting values: He's for kernels, the identity for normalisation. */
  Weights start(long randomSeed) {
    SplittableRandom random = new SplittableRandom(randomSeed);
    Weights weights = new Weights();
    variables.forEach(
        (name, variable) -> {
          long size = 1;
          for (long dimension : variable.shape()) {
            size *= dimension;
          }
          float[] values = new float[Math.toIntExact(size)];
          switch (variable.role()) {
            case KERNEL -> {
              long fanIn = size / variable.shape()[variable.shape().length - 1];
              double deviation = Math.sqrt(2.0 / fanIn);
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
              }
            }
            case SCALE, VARIANCE -> java.util.Arrays.fill(values, 1);
            case OFFSET, MEAN -> java.util.Arrays.fill(values, 0);
          }
          weights.put(name, new Weights.Weight(variable.shape(), values));
        });
    return weights;
  }

  /** Sets the weights, their momentum and their average. */
  void set(State state) {
    // One run for all: TensorFlow optimises the graph anew for every set of targets.
    Session.Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    try {
      for (Slot slot : slots) {
        Weights.Weight weight = slot.part().of(state).get(slot.name(), slot.shape());
        TFloat32 tensor =
            TFloat32.tensorOf(Shape.of(weight.shape()), DataBuffers.of(weight.values()));
        tensors.add(tensor);
        runner.feed(slot.fresh(), tensor).addTarget(slot.set());
      }
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  /** The weights, their momentum and their average, copied. */
  State state() {
    State state = new State(new Weights(), new Weights(), new Weights());
    Session.Runner runner = session.runner();
    slots.forEach(slot -> runner.fetch(slot.get()));
    try (Result result = runner.run()) {
      for (int i = 0; i < slots.size(); i++) {
        Slot slot = slots.get(i);
        TFloat32 tensor = (TFloat32) result.get(i);
        float[] numbers = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(numbers));
        slot.part().of(state).put(slot.name(), new Weights.Weight(slot.shape(), numbers));
      }
    }
    return state;
  }

  /** Learns from one batch. */
  Step step(Batch batch, float rate, float decay, int dropoutSeed) {
    try (TFloat32 x =
            TFloat32.tensorOf(
                Shape.of(batch.count(), batch.size(), batch.size(), 1),
                DataBuffers.of(batch.images()));
        TFloat32 y =
            TFloat32.tensorOf(
                Shape.of(batch.count(), targets.asOutput().shape().get(1)),
                DataBuffers.of(batch.targets()));
        TFloat32 w = TFloat32.vectorOf(batch.weights());
        TFloat32 r = TFloat32.scalarOf(rate);
        TFloat32 d = TFloat32.scalarOf(decay);
        TInt32 s = TInt32.vectorOf(dropoutSeed, (int) batch.number());
        Result result =
            session
                .runner()
                .feed(images, x)
                .feed(targets, y)
                .feed(sampleWeights, w)
                .feed(learningRate, r)
                .feed(averageDecay, d)
                .feed(seed, s)
                .fetch(loss)
                .fetch(right)
                .fetch(answers)
                .addTarget(train)
                .run()) {
      TFloat32 shares = (TFloat32) result.get(2);
      float[] numbers = new float[Math.toIntExact(shares.size())];
      shares.copyTo(DataBuffers.of(numbers));
      return new Step(
          ((TFloat32) result.get(0)).getFloat(), ((TInt32) result.get(1)).getInt(), numbers);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
