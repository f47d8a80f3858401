package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelDescription.Layout;
import io.moodspeaker.emotion.ModelMisfitException;
import io.moodspeaker.support.Natives;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * A SavedModel, loaded once. Nothing native outlives a call. Safe for several threads; {@link
 * #close} must come after the last call.
 */
final class SavedModelNetwork implements FaceModel.Network {
  private static final String SIGNATURE = "serving_default";

  private final ModelDescription.Input pictures;
  private final SavedModelBundle bundle;
  private final String input;
  private final String output;

  private SavedModelNetwork(
      ModelDescription.Input pictures, SavedModelBundle bundle, String input, String output) {
    this.pictures = pictures;
    this.bundle = bundle;
    this.input = input;
    this.output = output;
  }

  /**
   * Loads a network and checks that it is as described.
   *
   * @param folder holds a SavedModel
   * @throws EmotionException if something is missing, damaged or does not fit together
   */
  static SavedModelNetwork open(Path folder, ModelDescription description) throws EmotionException {
    SavedModelBundle bundle = load(folder);
    try {
      SignatureDef signature = bundle.metaGraphDef().getSignatureDefMap().get(SIGNATURE);
      if (signature == null) {
        throw new EmotionException(
            folder + " has no signature " + SIGNATURE + "; export the model with it");
      }
      return new SavedModelNetwork(
          description.input(),
          bundle,
          input(description.input(), signature),
          tensor("output", description.output().name(), signature.getOutputsMap()).getName());
    } catch (EmotionException | RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  private static SavedModelBundle load(Path folder) throws EmotionException {
    Natives.TENSORFLOW.load();
    try {
      return SavedModelBundle.loader(folder.toString())
          .withTags(SavedModelBundle.DEFAULT_TAG)
          // One thread is fastest for a model this small, and leaves the rest to the daemon.
          .withConfigProto(Sessions.config(1, Sessions.hasBfloat16()))
          .load();
    } catch (TensorFlowException e) {
      throw new EmotionException(
          folder + " holds no SavedModel that TensorFlow can load: " + e.getMessage(), e);
    }
  }

  private static String input(ModelDescription.Input wanted, SignatureDef signature)
      throws EmotionException {
    TensorInfo info = tensor("input", wanted.name(), signature.getInputsMap());
    List<Long> shape =
        info.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    if (wanted.layout() != Layout.CHANNELS_LAST) {
      throw new ModelMisfitException(
          "input",
          "layout",
          "layout channels-first is for ONNX files and servers; a SavedModel takes channels-last");
    }
    // TensorFlow would take three channels for one, as groups of a convolution.
    wanted.requireFit(shape, Layout.CHANNELS_LAST);
    return info.getName();
  }

  private static TensorInfo tensor(String kind, String name, Map<String, TensorInfo> known)
      throws EmotionException {
    TensorInfo info = known.get(name);
    if (info == null) {
      throw new ModelMisfitException(
          kind,
          "name",
          "the model has no %s called '%s'; it has %s".formatted(kind, name, known.keySet()));
    }
    return info;
  }

  @Override
  public float[][] run(float[] batch, int count) throws EmotionException {
    long side = pictures.size();
    Shape shape = Shape.of(count, side, side, pictures.colour().channels());
    try (TFloat32 images = TFloat32.tensorOf(shape, DataBuffers.of(batch));
        Result result = bundle.session().runner().feed(input, images).fetch(output).run()) {
      Tensor tensor = result.get(0);
      if (!(tensor instanceof TFloat32 numbers)
          || tensor.shape().numDimensions() != 2
          || tensor.shape().get(0) != count) {
        throw new EmotionException(
            "the model answered a tensor of shape "
                + tensor.shape()
                + "; it must be float32 of [faces, labels]");
      }
      int width = Math.toIntExact(numbers.shape().get(1));
      float[] flat = new float[count * width];
      numbers.copyTo(DataBuffers.of(flat));
      float[][] rows = new float[count][width];
      for (int i = 0; i < count; i++) {
        System.arraycopy(flat, i * width, rows[i], 0, width);
      }
      return rows;
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new EmotionException("the model could not read a face: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    bundle.close();
  }
}
