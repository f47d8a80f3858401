package io.moodspeaker.training;

import io.moodspeaker.support.Natives;
import io.moodspeaker.training.network.Layers;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.util.Arrays;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A network with fixed weights, fit for evaluation and export: no optimiser, no dropout, constants
 * that TensorFlow can fold and fuse. {@link #close} releases all that is native.
 */
final class InferenceGraph implements AutoCloseable {
  static {
    Natives.TENSORFLOW.load();
  }

  static final String INPUT = "images";
  static final String OUTPUT = "logits";

  private final Graph graph = new Graph();
  private final Session session;
  private final int classes;

  InferenceGraph(Network network, Weights weights, int classes, ConfigProto config) {
    this.classes = classes;
    Ops tf = Ops.create(graph);
    Placeholder<TFloat32> images =
        tf.withName(INPUT).placeholder(TFloat32.class, Placeholder.shape(Layers.imageShape()));
    Operand<TFloat32> logits =
        network.logits(
            new Layers(tf, new SavedModels.Constants(tf, weights), Optional.empty()),
            images,
            classes);
    tf.withName(OUTPUT).identity(logits);
    session = new Session(graph, config);
  }

  GraphDef definition() {
    return graph.toGraphDef();
  }

  /** The logits of some standardised faces: {@code count} rows, one number a class. */
  float[][] logits(float[] images, int count, int size) {
    try (TFloat32 x =
            TFloat32.tensorOf(
                Shape.of(count, size, size, 1),
                DataBuffers.of(Arrays.copyOf(images, count * size * size)));
        Result result = session.runner().feed(INPUT, x).fetch(OUTPUT).run()) {
      float[] flat = new float[count * classes];
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(flat));
      float[][] rows = new float[count][];
      for (int i = 0; i < count; i++) {
        rows[i] = Arrays.copyOfRange(flat, i * classes, (i + 1) * classes);
      }
      return rows;
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
