package io.moodspeaker.training.landmarks;

import com.google.protobuf.CodedOutputStream;
import io.moodspeaker.support.Natives;
import io.moodspeaker.training.network.Layers;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** Writes a taught landmark network as a folder of {@code models/}. */
final class LandmarkExport {
  static {
    Natives.TENSORFLOW.load();
  }

  private static final String GRAPH = "saved_model.pb";
  private static final String INPUT = "faces";
  private static final String OUTPUT = "points";

  private LandmarkExport() {}

  /** Writes the SavedModel, its weights as constants, and its model.yaml. */
  static void write(Path folder, Weights weights) throws IOException {
    GraphDef definition;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      int size = LandmarkNet.SIZE;
      Placeholder<TFloat32> faces =
          tf.withName(INPUT)
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, 1)));
      Layers layers = new Layers(tf, new Constants(tf, weights), Optional.empty());
      tf.withName(OUTPUT).identity(LandmarkNet.points(tf, layers, faces));
      definition = graph.toGraphDef();
    }
    byte[] bytes = bytes(definition);
    Files.createDirectories(folder);
    Files.write(folder.resolve(GRAPH), bytes);
    Files.writeString(
        folder.resolve("model.yaml"),
        """
        # A SavedModel from a standardised gray face, %d pixels wide and high, to 68 points: x and y
        # of each as shares of the picture, in the order of iBUG's 300-W.
        input: %s
        size: %d
        output: %s
        sha256: %s
        """
            .formatted(LandmarkNet.SIZE, INPUT, LandmarkNet.SIZE, OUTPUT, sha256(bytes)));
  }

  private record Constants(Ops tf, Weights weights) implements Layers.Parameters {
    @Override
    public Operand<TFloat32> get(String name, Layers.Role role, long... shape) {
      return tf.withName(name)
          .constant(Shape.of(shape), DataBuffers.of(weights.get(name, shape).values()));
    }

    @Override
    public void move(String name, Operand<TFloat32> batchValue) {
      throw new IllegalStateException("inference moves no statistics: " + name);
    }
  }

  /** The same bytes for the same network, whatever order its maps are in: so a checksum tells. */
  private static byte[] bytes(GraphDef graph) throws IOException {
    int size = LandmarkNet.SIZE;
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(
                MetaGraphDef.newBuilder()
                    .setMetaInfoDef(
                        MetaGraphDef.MetaInfoDef.newBuilder().addTags(SavedModelBundle.DEFAULT_TAG))
                    .setGraphDef(graph)
                    .putSignatureDef(
                        "serving_default",
                        SignatureDef.newBuilder()
                            .setMethodName("tensorflow/serving/predict")
                            .putInputs(INPUT, tensor(INPUT, -1, size, size, 1))
                            .putOutputs(OUTPUT, tensor(OUTPUT, -1, 136))
                            .build()))
            .build();
    byte[] bytes = new byte[model.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    model.writeTo(out);
    out.checkNoSpaceLeft();
    return bytes;
  }

  private static TensorInfo tensor(String name, long... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (long side : shape) {
      dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(side));
    }
    return TensorInfo.newBuilder()
        .setName(name + ":0")
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(dimensions)
        .build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
