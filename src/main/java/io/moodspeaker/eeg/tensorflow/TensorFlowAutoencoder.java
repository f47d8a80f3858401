package io.moodspeaker.eeg.tensorflow;

import io.moodspeaker.eeg.BrainStates;
import io.moodspeaker.support.Natives;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * An autoencoder of two numbers with a hidden layer before and behind them. TensorFlow gives the
 * loss and its gradients; the weights lie in plain arrays, which Adam (Kingma and Ba, 2015) moves.
 * One thread.
 */
public final class TensorFlowAutoencoder implements BrainStates.Autoencoder {
  static {
    Natives.TENSORFLOW.load();
  }

  private static final int CODE = 2;
  private static final int HIDDEN = 8;
  private static final int STEPS = 400;
  private static final double RATE = 0.01;

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> values;
  private final Operand<TFloat32> code;
  private final List<Placeholder<TFloat32>> places = new ArrayList<>();
  private final List<long[]> shapes = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);

  private TensorFlowAutoencoder(List<double[]> examples) {
    Ops tf = Ops.create(graph);
    int count = examples.getFirst().length;
    values = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, count)));
    code = layer(tf, tf.math.tanh(layer(tf, values, count, HIDDEN)), HIDDEN, CODE);
    Operand<TFloat32> again = layer(tf, tf.math.tanh(layer(tf, code, CODE, HIDDEN)), HIDDEN, count);
    Operand<TFloat32> loss =
        tf.math.mean(tf.math.squaredDifference(again, values), tf.constant(new int[] {0, 1}));
    Output<?>[] gradients =
        graph.addGradients(
            loss.asOutput(), places.stream().map(Placeholder::asOutput).toArray(Output<?>[]::new));
    session = new Session(graph);
    learn(examples, gradients);
  }

  /** Learns to make the examples again from two numbers; the caller closes it. */
  public static TensorFlowAutoencoder learn(List<double[]> examples) {
    return new TensorFlowAutoencoder(examples);
  }

  private Operand<TFloat32> layer(Ops tf, Operand<TFloat32> in, int from, int to) {
    Operand<TFloat32> product = tf.linalg.matMul(in, weight(tf, from, to));
    return tf.math.add(product, weight(tf, to));
  }

  private Placeholder<TFloat32> weight(Ops tf, long... shape) {
    Placeholder<TFloat32> place =
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
    float[] start = new float[(int) Shape.of(shape).size()];
    for (int i = 0; i < start.length && shape.length > 1; i++) {
      start[i] = (float) (random.nextGaussian() / Math.sqrt((double) shape[0]));
    }
    places.add(place);
    shapes.add(shape);
    weights.add(start);
    return place;
  }

  private void learn(List<double[]> examples, Output<?>[] gradients) {
    List<float[]> first = weights.stream().map(w -> new float[w.length]).toList();
    List<float[]> second = weights.stream().map(w -> new float[w.length]).toList();
    for (int step = 1; step <= STEPS; step++) {
      List<float[]> slopes = run(examples, List.of(gradients));
      double scale = RATE * Math.sqrt(1 - Math.pow(0.999, step)) / (1 - Math.pow(0.9, step));
      for (int k = 0; k < weights.size(); k++) {
        float[] slope = slopes.get(k);
        for (int i = 0; i < slope.length; i++) {
          first.get(k)[i] = 0.9f * first.get(k)[i] + 0.1f * slope[i];
          second.get(k)[i] = 0.999f * second.get(k)[i] + 0.001f * slope[i] * slope[i];
          weights.get(k)[i] -=
              (float) (scale * first.get(k)[i] / (Math.sqrt(second.get(k)[i]) + 1e-7));
        }
      }
    }
  }

  private List<float[]> run(List<double[]> rows, List<Output<?>> asked) {
    int count = rows.getFirst().length;
    float[] flat = new float[rows.size() * count];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < count; j++) {
        flat[i * count + j] = (float) rows.get(i)[j];
      }
    }
    List<TFloat32> fed = new ArrayList<>();
    Session.Runner runner = session.runner();
    fed.add(TFloat32.tensorOf(Shape.of(rows.size(), count), DataBuffers.of(flat)));
    runner.feed(values, fed.getFirst());
    for (int k = 0; k < places.size(); k++) {
      TFloat32 tensor = TFloat32.tensorOf(Shape.of(shapes.get(k)), DataBuffers.of(weights.get(k)));
      fed.add(tensor);
      runner.feed(places.get(k), tensor);
    }
    asked.forEach(runner::fetch);
    try (Result result = runner.run()) {
      List<float[]> out = new ArrayList<>();
      for (int k = 0; k < asked.size(); k++) {
        TFloat32 tensor = (TFloat32) result.get(k);
        float[] numbers = new float[(int) tensor.size()];
        tensor.copyTo(DataBuffers.of(numbers));
        out.add(numbers);
      }
      return out;
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  @Override
  public double[] encode(double[] row) {
    float[] numbers = run(List.of(row), List.of(code.asOutput())).getFirst();
    double[] two = new double[numbers.length];
    for (int i = 0; i < two.length; i++) {
      two[i] = numbers[i];
    }
    return two;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
