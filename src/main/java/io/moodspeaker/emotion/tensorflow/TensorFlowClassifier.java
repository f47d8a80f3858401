package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * Reads faces with a SavedModel, loaded once. All faces of a frame go through the model together;
 * nothing native outlives a call. Safe for several threads; {@link #close} must come after the last
 * call.
 */
public final class TensorFlowClassifier implements FaceClassifier {
  private static final String SIGNATURE = "serving_default";

  private final ModelDescription description;
  private final List<Emotion> labels;
  private final SavedModelBundle bundle;
  private final String input;
  private final String output;

  private TensorFlowClassifier(
      ModelDescription description, SavedModelBundle bundle, String input, String output) {
    this.description = description;
    this.labels = List.copyOf(description.output().labels().values());
    this.bundle = bundle;
    this.input = input;
    this.output = output;
  }

  /**
   * Loads a model, checks it and lets it look at one blank picture.
   *
   * @param folder holds {@code model.yaml} and a SavedModel
   * @throws EmotionException if something is missing, damaged or does not fit together
   */
  public static TensorFlowClassifier open(Path folder) throws EmotionException {
    ModelDescription description = ModelYaml.read(folder.resolve(ModelYaml.FILE));
    for (Map.Entry<String, String> entry : description.sha256().entrySet()) {
      ModelFiles.check(folder.resolve(entry.getKey()), entry.getValue());
    }
    SavedModelBundle bundle = load(folder);
    try {
      SignatureDef signature = bundle.metaGraphDef().getSignatureDefMap().get(SIGNATURE);
      if (signature == null) {
        throw new EmotionException(
            folder + " has no signature " + SIGNATURE + "; export the model with it");
      }
      TensorFlowClassifier classifier =
          new TensorFlowClassifier(
              description,
              bundle,
              input(folder, description.input(), signature),
              tensor(folder, "output", description.output().name(), signature.getOutputsMap())
                  .getName());
      classifier.warmUp(folder);
      return classifier;
    } catch (EmotionException | RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  private static SavedModelBundle load(Path folder) throws EmotionException {
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

  private static String input(Path folder, ModelDescription.Input wanted, SignatureDef signature)
      throws EmotionException {
    TensorInfo info = tensor(folder, "input", wanted.name(), signature.getInputsMap());
    List<Long> shape =
        info.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    // TensorFlow would take three channels for one, as groups of a convolution.
    boolean fits =
        shape.size() == 4
            && fits(shape.get(1), wanted.size())
            && fits(shape.get(2), wanted.size())
            && fits(shape.get(3), wanted.colour().channels());
    if (!fits) {
      throw new EmotionException(
          String.format(
              Locale.ROOT,
              "%s: pictures must be %dx%d and %s, but the model takes %s",
              folder.resolve(ModelYaml.FILE),
              wanted.size(),
              wanted.size(),
              wanted.colour().name().toLowerCase(Locale.ROOT),
              shape));
    }
    return info.getName();
  }

  /** Whether a dimension is open or as wanted. */
  private static boolean fits(long dimension, int wanted) {
    return dimension == -1 || dimension == wanted;
  }

  private static TensorInfo tensor(
      Path folder, String kind, String name, Map<String, TensorInfo> known)
      throws EmotionException {
    TensorInfo info = known.get(name);
    if (info == null) {
      throw new EmotionException(
          String.format(
              "%s: the model has no %s called '%s'; it has %s",
              folder.resolve(ModelYaml.FILE), kind, name, known.keySet()));
    }
    return info;
  }

  private void warmUp(Path folder) throws EmotionException {
    ModelDescription.Input in = description.input();
    int numbers = in.size() * in.size() * in.colour().channels();
    float[][] rows = run(new float[numbers], 1);
    if (rows[0].length != labels.size()) {
      throw new EmotionException(
          String.format(
              "%s: labels name %d outputs, but the model has %d",
              folder.resolve(ModelYaml.FILE), labels.size(), rows[0].length));
    }
  }

  /** What the model expects and answers. */
  public ModelDescription description() {
    return description;
  }

  @Override
  public EmotionScores resting() {
    return description.resting();
  }

  @Override
  public List<EmotionScores> classify(Frame frame, List<Box> boxes) throws EmotionException {
    return classify(crops(frame, boxes));
  }

  /**
   * Reads faces that are cropped already.
   *
   * @param crops unscaled crops of the model's size and colour, as {@link FaceCrop} makes them;
   *     they are overwritten
   */
  public List<EmotionScores> classify(List<float[]> crops) throws EmotionException {
    return read(crops, description.output().temperature(), description.output().bias());
  }

  /**
   * Reads faces as the model learned to answer, without temperature and bias: for another model to
   * learn from.
   */
  public List<EmotionScores> raw(Frame frame, List<Box> boxes) throws EmotionException {
    return read(crops(frame, boxes), 1, Map.of());
  }

  private List<float[]> crops(Frame frame, List<Box> boxes) {
    ModelDescription.Input in = description.input();
    List<float[]> crops = new ArrayList<>(boxes.size());
    for (Box box : boxes) {
      crops.add(
          in.colour() == ModelDescription.Colour.GRAY
              ? FaceCrop.gray(frame, box, in.margin(), in.size())
              : FaceCrop.rgb(frame, box, in.margin(), in.size()));
    }
    return crops;
  }

  private List<EmotionScores> read(
      List<float[]> crops, double temperature, Map<Emotion, Double> bias) throws EmotionException {
    if (crops.isEmpty()) {
      return List.of();
    }
    ModelDescription.Input in = description.input();
    int numbers = in.size() * in.size() * in.colour().channels();
    boolean mirror = description.output().mirror();
    int count = crops.size() * (mirror ? 2 : 1);
    float[] batch = new float[count * numbers];
    for (int i = 0; i < crops.size(); i++) {
      float[] crop = crops.get(i);
      in.scaling().apply(crop);
      System.arraycopy(crop, 0, batch, i * numbers, numbers);
      if (mirror) {
        mirror(crop, batch, (crops.size() + i) * numbers, in.size(), in.colour().channels());
      }
    }
    float[][] rows = run(batch, count);
    List<EmotionScores> scores = new ArrayList<>(crops.size());
    for (int i = 0; i < crops.size(); i++) {
      float[] row = mirror ? mean(rows[i], rows[crops.size() + i]) : rows[i];
      scores.add(scores(row, temperature, bias));
    }
    return scores;
  }

  private static float[] mean(float[] a, float[] b) {
    float[] mean = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      mean[i] = (a[i] + b[i]) / 2;
    }
    return mean;
  }

  private static void mirror(float[] crop, float[] out, int at, int size, int channels) {
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        System.arraycopy(
            crop,
            (y * size + x) * channels,
            out,
            at + (y * size + size - 1 - x) * channels,
            channels);
      }
    }
  }

  private EmotionScores scores(float[] row, double temperature, Map<Emotion, Double> bias)
      throws EmotionException {
    double[] values = new double[Emotion.all().size()];
    boolean logits = description.output().kind() == ModelDescription.Kind.LOGITS;
    double largest = Double.NEGATIVE_INFINITY;
    for (float number : row) {
      if (!Float.isFinite(number)) {
        throw new EmotionException(
            "the model answered " + number + "; its weights are damaged, export it again");
      }
      largest = Math.max(largest, number);
    }
    for (int i = 0; i < row.length; i++) {
      double share = logits ? Math.exp((row[i] - largest) / temperature) : row[i];
      Emotion emotion = labels.get(i);
      values[emotion.ordinal()] += Math.max(0, share) * Math.exp(bias.getOrDefault(emotion, 0.0));
    }
    return EmotionScores.of(values);
  }

  private float[][] run(float[] batch, int count) throws EmotionException {
    ModelDescription.Input in = description.input();
    Shape shape = Shape.of(count, in.size(), in.size(), in.colour().channels());
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
