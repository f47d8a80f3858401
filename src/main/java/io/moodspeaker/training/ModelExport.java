package io.moodspeaker.training;

import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes a trained network as a folder of {@code models/} and reads its weights back. The
 * SavedModel holds the weights as constants, under the names that the network gives them: one file,
 * no optimiser, and TensorFlow may fuse it as it likes.
 */
public final class ModelExport {
  private static final String GRAPH = "saved_model.pb";

  private ModelExport() {}

  /**
   * Writes the SavedModel and its {@code model.yaml}; what stood there is replaced.
   *
   * @param size the side of the faces that it will look at, best that at which it last learned
   * @param temperature as {@link Calibration} found it, or 1
   * @param mirror whether it shall also look at each face mirrored
   * @param bias towards some emotions, as {@link ModelDescription.Output} says
   */
  public static void write(
      Path folder,
      Network network,
      Weights weights,
      int size,
      double temperature,
      boolean mirror,
      Map<Emotion, Double> bias)
      throws IOException {
    write(folder, network, weights, size, temperature, mirror, bias, ModelDescription.RESTING);
  }

  /**
   * The same with resting scores of its own.
   *
   * @param resting the scores as which a person's own neutral face shall come out
   */
  public static void write(
      Path folder,
      Network network,
      Weights weights,
      int size,
      double temperature,
      boolean mirror,
      Map<Emotion, Double> bias,
      EmotionScores resting)
      throws IOException {
    int classes = Emotion.all().size();
    GraphDef graph;
    try (InferenceGraph inference =
        new InferenceGraph(network, weights, classes, ConfigProto.getDefaultInstance())) {
      graph = inference.definition();
    }
    byte[] bytes =
        SavedModels.bytes(
            graph,
            SavedModels.Port.of(InferenceGraph.INPUT, -1L, -1L, -1L, 1L),
            SavedModels.Port.of(InferenceGraph.OUTPUT, -1L, (long) classes));
    SequencedMap<String, Emotion> labels = new LinkedHashMap<>();
    Emotion.all().forEach(emotion -> labels.put(emotion.label(), emotion));
    ModelDescription description =
        new ModelDescription(
            ModelDescription.Format.SAVEDMODEL,
            new ModelDescription.Input(
                InferenceGraph.INPUT,
                size,
                ModelDescription.Colour.GRAY,
                ModelDescription.Scaling.STANDARDISE,
                0),
            new ModelDescription.Output(
                InferenceGraph.OUTPUT,
                ModelDescription.Kind.LOGITS,
                labels,
                temperature,
                bias,
                mirror),
            Map.of(GRAPH, SavedModels.sha256(bytes)),
            resting);
    Files.createDirectories(folder);
    Files.write(folder.resolve(GRAPH), bytes);
    Files.writeString(folder.resolve(ModelYaml.FILE), ModelYaml.text(description));
  }

  /**
   * The weights in a model that {@link #write} wrote.
   *
   * @throws IOException if the file is missing or no SavedModel
   */
  public static Weights weights(Path folder) throws IOException {
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(folder.resolve(GRAPH)));
    Weights weights = new Weights();
    for (NodeDef node : model.getMetaGraphs(0).getGraphDef().getNodeList()) {
      if (!node.getOp().equals("Const")
          || node.getAttrOrThrow("dtype").getType() != DataType.DT_FLOAT) {
        continue;
      }
      TensorProto tensor = node.getAttrOrThrow("value").getTensor();
      long[] shape =
          tensor.getTensorShape().getDimList().stream()
              .mapToLong(TensorShapeProto.Dim::getSize)
              .toArray();
      if (shape.length == 0) {
        // A number of the arithmetic, such as normalisation's epsilon.
        continue;
      }
      int size = 1;
      for (long dimension : shape) {
        size = Math.toIntExact(size * dimension);
      }
      float[] values = new float[size];
      if (tensor.getTensorContent().isEmpty()) {
        // TensorFlow shortens a constant whose last numbers repeat.
        for (int i = 0; i < size; i++) {
          values[i] = tensor.getFloatVal(Math.min(i, tensor.getFloatValCount() - 1));
        }
      } else {
        tensor
            .getTensorContent()
            .asReadOnlyByteBuffer()
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer()
            .get(values);
      }
      weights.put(node.getName(), new Weights.Weight(shape, values));
    }
    return weights;
  }
}
