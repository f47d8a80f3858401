package io.moodspeaker.emotion;

import io.moodspeaker.emotion.ModelDescription.Colour;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Reads faces with a network as its {@code model.yaml} describes it. All faces of a frame go
 * through the network together. Owns the network; as safe for several threads as that.
 */
public final class FaceModel implements FaceClassifier {
  /** A network that was loaded. */
  public interface Network extends AutoCloseable {
    /**
     * The network's answers.
     *
     * @param batch {@code count} pictures, scaled, with their channels last
     * @return a row of numbers for each picture
     * @throws EmotionException if it failed; the message says why and what helps
     */
    float[][] run(float[] batch, int count) throws EmotionException;

    @Override
    void close();
  }

  /** A fiftieth: what 16-bit arithmetic may lose of shares that add up to 1. */
  private static final double INEXACT = 0.02;

  private final ModelDescription description;
  private final List<Emotion> labels;
  private final Network network;
  private final String name;

  private FaceModel(String name, ModelDescription description, Network network) {
    this.name = name;
    this.description = description;
    this.labels = List.copyOf(description.output().labels().values());
    this.network = network;
  }

  /**
   * A model, after it has looked at one blank picture.
   *
   * @param name what messages call it: its folder, or its server
   * @throws ModelMisfitException if network and description do not fit together; the network is
   *     closed
   */
  public static FaceModel of(String name, ModelDescription description, Network network)
      throws EmotionException {
    FaceModel model = new FaceModel(name, description, network);
    try {
      float[] answer = network.run(new float[model.numbers()], 1)[0];
      if (answer.length != model.labels.size()) {
        throw new ModelMisfitException(
            "output",
            "labels",
            "labels name %d outputs, but the model has %d"
                .formatted(model.labels.size(), answer.length));
      }
      model.requireNumbers(answer);
    } catch (EmotionException | RuntimeException e) {
      network.close();
      throw e;
    }
    return model;
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
    return classify(crops(frame, boxes, description.input().margin()));
  }

  @Override
  public List<Reading> read(Frame frame, List<Box> boxes) throws EmotionException {
    return readings(crops(frame, boxes, description.input().margin()));
  }

  /** Reads a picture that is one face already, cut out as the model wants it. */
  public Reading read(Frame face) throws EmotionException {
    Box whole = new Box(0, 0, face.width(), face.height());
    return readings(crops(face, List.of(whole), 0)).getFirst();
  }

  /** The same, for the scores alone. */
  public EmotionScores classify(Frame face) throws EmotionException {
    return read(face).scores();
  }

  private List<Reading> readings(List<float[]> crops) throws EmotionException {
    ModelDescription.Output out = description.output();
    List<Reading> readings = new ArrayList<>();
    for (double[] shares : shares(crops, out.temperature(), out.bias())) {
      Map<String, Double> words = new LinkedHashMap<>();
      if (out.speaksOwnWords()) {
        double sum = DoubleStream.of(shares).sum();
        int i = 0;
        for (String word : out.labels().keySet()) {
          words.put(word, shares[i++] / sum);
        }
      }
      readings.add(new Reading(scores(shares), true, words));
    }
    return readings;
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
    return read(crops(frame, boxes, description.input().margin()), 1, Map.of());
  }

  private int numbers() {
    ModelDescription.Input in = description.input();
    return in.size() * in.size() * in.colour().channels();
  }

  private List<float[]> crops(Frame frame, List<Box> boxes, double margin) {
    ModelDescription.Input in = description.input();
    List<float[]> crops = new ArrayList<>(boxes.size());
    for (Box box : boxes) {
      float[] crop =
          in.colour() == Colour.GRAY
              ? FaceCrop.gray(frame, box, margin, in.size())
              : FaceCrop.rgb(frame, box, margin, in.size());
      if (in.colour() == Colour.BGR) {
        for (int i = 0; i < crop.length; i += 3) {
          float red = crop[i];
          crop[i] = crop[i + 2];
          crop[i + 2] = red;
        }
      }
      crops.add(crop);
    }
    return crops;
  }

  private List<EmotionScores> read(
      List<float[]> crops, double temperature, Map<Emotion, Double> bias) throws EmotionException {
    return shares(crops, temperature, bias).stream().map(this::scores).toList();
  }

  /** How much each of the model's classes counts, for each face; 0 or more. */
  private List<double[]> shares(List<float[]> crops, double temperature, Map<Emotion, Double> bias)
      throws EmotionException {
    if (crops.isEmpty()) {
      return List.of();
    }
    ModelDescription.Input in = description.input();
    int numbers = numbers();
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
    float[][] rows = network.run(batch, count);
    List<double[]> shares = new ArrayList<>(crops.size());
    for (int i = 0; i < crops.size(); i++) {
      float[] row = mirror ? mean(rows[i], rows[crops.size() + i]) : rows[i];
      shares.add(shares(row, temperature, bias));
    }
    return shares;
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

  private EmotionScores scores(double[] shares) {
    double[] values = new double[Emotion.all().size()];
    for (int i = 0; i < shares.length; i++) {
      values[labels.get(i).ordinal()] += shares[i];
    }
    return EmotionScores.of(values);
  }

  private double[] shares(float[] row, double temperature, Map<Emotion, Double> bias)
      throws EmotionException {
    double[] shares = new double[row.length];
    boolean logits = description.output().kind() == ModelDescription.Kind.LOGITS;
    requireNumbers(row);
    double largest = Double.NEGATIVE_INFINITY;
    for (float number : row) {
      largest = Math.max(largest, number);
    }
    for (int i = 0; i < row.length; i++) {
      double share = logits ? Math.exp((row[i] - largest) / temperature) : row[i];
      shares[i] = Math.max(0, share) * Math.exp(bias.getOrDefault(labels.get(i), 0.0));
    }
    return shares;
  }

  /** Refuses an answer that is none, or not of the kind that the description names. */
  private void requireNumbers(float[] row) throws EmotionException {
    double sum = 0;
    boolean below = false;
    for (float number : row) {
      if (!Float.isFinite(number)) {
        throw new EmotionException(
            name + " answered " + number + "; its weights are damaged, export it again");
      }
      sum += number;
      below |= number < -INEXACT;
    }
    if (description.output().kind() == ModelDescription.Kind.PROBABILITIES
        && (below || Math.abs(sum - 1) > INEXACT)) {
      throw new ModelMisfitException(
          "output",
          "kind",
          "kind is probabilities, but the model answered %s, which %s; name logits"
              .formatted(Arrays.toString(row), below ? "go below 0" : "do not add up to 1"));
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
