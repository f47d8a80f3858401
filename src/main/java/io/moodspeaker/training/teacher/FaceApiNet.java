package io.moodspeaker.training.teacher;

import io.moodspeaker.support.Natives;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * A network of the npm package {@code @vladmandic/face-api} (MIT), with the weights of its files: a
 * teacher. Four dense blocks of depthwise separable convolutions, each of which halves the picture,
 * then a mean and one layer. One thread; {@link #close} releases all that is native.
 */
public final class FaceApiNet implements AutoCloseable {
  static {
    Natives.TENSORFLOW.load();
  }

  /** The width and height of the faces it looks at, in pixels. */
  public static final int SIZE = 112;

  /** The mean red, green and blue that it was taught without. */
  private static final float[] MEAN = {122.782f, 117.001f, 104.298f};

  private static final int[] WIDTHS = {32, 64, 128, 256};

  private static final Pattern ENTRY =
      Pattern.compile(
          "\"name\":\"([^\"]+)\",\"shape\":\\[([\\d,]+)],\"dtype\":\"float32\""
              + "(?:,\"quantization\":\\{\"dtype\":\"uint8\",\"scale\":([^,]+),\"min\":([^}]+)})?");

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> faces;
  private final Operand<TFloat32> answers;
  private final int outputs;

  /**
   * The network with the weights in a folder.
   *
   * @param model the beginning of its files' names: {@code face_landmark_68_model}
   * @param outputs how many numbers it answers
   * @throws IOException if its files are missing or of another form
   */
  public FaceApiNet(Path folder, String model, int outputs, int threads) throws IOException {
    this.outputs = outputs;
    Weights weights = weights(folder, model);
    Ops tf = Ops.create(graph);
    Net net = new Net(tf, weights);
    faces = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, SIZE, SIZE, 3)));
    Operand<TFloat32> x = tf.math.div(tf.math.sub(faces, tf.constant(MEAN)), tf.constant(255f));
    for (int block = 0; block < WIDTHS.length; block++) {
      x = net.block("dense" + block, x, block == 0 ? 3 : WIDTHS[block - 1], WIDTHS[block]);
    }
    int last = WIDTHS[WIDTHS.length - 1];
    answers =
        tf.math.add(
            tf.linalg.matMul(
                tf.math.mean(x, tf.constant(new int[] {1, 2})),
                net.get("fc/weights", last, outputs)),
            net.get("fc/bias", outputs));
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build());
  }

  private record Net(Ops tf, Weights weights) {
    Operand<TFloat32> get(String name, long... shape) {
      return tf.constant(Shape.of(shape), DataBuffers.of(weights.get(name, shape).values()));
    }

    Operand<TFloat32> block(String name, Operand<TFloat32> x, int from, int to) {
      Operand<TFloat32> first =
          from == 3
              ? tf.math.add(
                  tf.nn.conv2d(
                      x,
                      get(name + "/conv0/filters", 3, 3, 3, to),
                      List.of(1L, 2L, 2L, 1L),
                      "SAME"),
                  get(name + "/conv0/bias", to))
              : separable(name + "/conv0", x, from, to, 2);
      first = tf.nn.relu(first);
      Operand<TFloat32> sum = first;
      Operand<TFloat32> y = first;
      for (int i = 1; i <= 3; i++) {
        sum = tf.math.add(sum, separable(name + "/conv" + i, y, to, to, 1));
        y = tf.nn.relu(sum);
      }
      return y;
    }

    Operand<TFloat32> separable(String name, Operand<TFloat32> x, int from, int to, long stride) {
      Operand<TFloat32> y =
          tf.nn.depthwiseConv2dNative(
              x,
              get(name + "/depthwise_filter", 3, 3, from, 1),
              List.of(1L, stride, stride, 1L),
              "SAME");
      y =
          tf.nn.conv2d(
              y, get(name + "/pointwise_filter", 1, 1, from, to), List.of(1L, 1L, 1L, 1L), "SAME");
      return tf.math.add(y, get(name + "/bias", to));
    }
  }

  /** The weights that a manifest lists, from bytes with a scale and a least value each. */
  private static Weights weights(Path folder, String model) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(model + ".bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    Matcher entries =
        ENTRY.matcher(Files.readString(folder.resolve(model + "-weights_manifest.json")));
    Weights weights = new Weights();
    while (entries.find()) {
      long[] shape =
          Arrays.stream(entries.group(2).split(",")).mapToLong(Long::parseLong).toArray();
      float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      boolean small = entries.group(3) != null;
      double scale = small ? Double.parseDouble(entries.group(3)) : 1;
      double least = small ? Double.parseDouble(entries.group(4)) : 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = small ? (float) ((bytes.get() & 0xff) * scale + least) : bytes.getFloat();
      }
      weights.put(entries.group(1), new Weights.Weight(shape, values));
    }
    if (bytes.hasRemaining()) {
      throw new IOException(
          folder + ": " + model + ".bin is longer than its manifest says; fetch both again");
    }
    return weights;
  }

  /**
   * What it answers to some faces.
   *
   * @param rgb faces of {@link #SIZE} with numbers of 0 to 255, one after the other
   * @return a row of numbers for each face
   */
  public float[][] answers(float[] rgb) {
    int count = rgb.length / (SIZE * SIZE * 3);
    try (TFloat32 x = TFloat32.tensorOf(Shape.of(count, SIZE, SIZE, 3), DataBuffers.of(rgb));
        Result result = session.runner().feed(faces, x).fetch(answers).run()) {
      float[] flat = new float[count * outputs];
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(flat));
      float[][] rows = new float[count][];
      for (int i = 0; i < count; i++) {
        rows[i] = Arrays.copyOfRange(flat, i * outputs, (i + 1) * outputs);
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
