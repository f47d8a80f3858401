package io.moodspeaker.training;

import com.google.protobuf.CodedOutputStream;
import io.moodspeaker.training.network.Layers;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/** SavedModels whose weights are constants: one graph, one input, one output. */
public final class SavedModels {
  private SavedModels() {}

  /**
   * The bytes of a model: the same for the same graph, whatever order its maps are in, so that a
   * checksum tells.
   *
   * @param input its placeholder's name and shape, -1 where any size will do
   * @param output the same of what it answers
   */
  public static byte[] bytes(GraphDef graph, Port input, Port output) throws IOException {
    SignatureDef signature =
        SignatureDef.newBuilder()
            .setMethodName("tensorflow/serving/predict")
            .putInputs(input.name(), input.info())
            .putOutputs(output.name(), output.info())
            .build();
    MetaGraphDef meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder().addTags(SavedModelBundle.DEFAULT_TAG))
            .setGraphDef(graph)
            .putSignatureDef("serving_default", signature)
            .build();
    SavedModel model =
        SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
    byte[] bytes = new byte[model.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    model.writeTo(out);
    out.checkNoSpaceLeft();
    return bytes;
  }

  /** Bytes' SHA-256 in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A tensor of floats that goes in or comes out. */
  public record Port(String name, List<Long> shape) {
    /** A tensor of this name and shape. */
    public static Port of(String name, Long... shape) {
      return new Port(name, List.of(shape));
    }

    private TensorInfo info() {
      TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
      for (long size : shape) {
        dimensions.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
      }
      return TensorInfo.newBuilder()
          .setName(name + ":0")
          .setDtype(DataType.DT_FLOAT)
          .setTensorShape(dimensions)
          .build();
    }
  }

  /** Reads parameters as constants that bear their names. */
  public record Constants(Ops tf, Weights weights) implements Layers.Parameters {
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
}
