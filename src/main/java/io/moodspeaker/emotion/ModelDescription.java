package io.moodspeaker.emotion;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a model in a folder of {@code models/} expects and answers, as its {@code model.yaml} says.
 *
 * @param format what its files are
 * @param input the pictures it takes
 * @param output the numbers it gives
 * @param sha256 the checksum of each of its files, in lower-case hexadecimal, by relative path
 * @param resting the scores as which a person's own neutral face shall come out
 */
public record ModelDescription(
    Format format, Input input, Output output, Map<String, String> sha256, EmotionScores resting) {
  /**
   * Neutral, and any other emotion at a thirtieth of it: far enough that a face at rest is not
   * called something else, near enough that it takes no grimace to leave it. Sadness is shown less
   * strongly than the others, and so lies nearer.
   */
  public static final EmotionScores RESTING =
      EmotionScores.of(0.03, 0.03, 0.03, 0.03, 0.03, 1, 0.05, 0.03);

  public ModelDescription {
    sha256 = Map.copyOf(sha256);
    if (resting.top() != Emotion.NEUTRAL) {
      throw new IllegalArgumentException("resting must score neutral highest, was " + resting);
    }
  }

  /** A SavedModel with the usual resting scores. */
  public ModelDescription(Input input, Output output, Map<String, String> sha256) {
    this(Format.SAVEDMODEL, input, output, sha256, RESTING);
  }

  /**
   * The pictures that a model takes.
   *
   * @param name of the input in the SavedModel's default signature
   * @param size width and height in pixels
   * @param colour gray or RGB
   * @param scaling how pixels of 0 to 255 become the model's numbers
   * @param margin how much is added to a detector's box on each side, as a share of the box
   * @param layout the order of the numbers
   */
  public record Input(
      String name, int size, Colour colour, Scaling scaling, double margin, Layout layout) {
    /** Pictures in the order that TensorFlow has. */
    public Input(String name, int size, Colour colour, Scaling scaling, double margin) {
      this(name, size, colour, scaling, margin, Layout.CHANNELS_LAST);
    }

    public Input {
      if (size < 8 || size > 512) {
        throw new IllegalArgumentException("size must be 8 to 512, was " + size);
      }
      if (scaling == Scaling.IMAGENET && colour != Colour.RGB) {
        throw new IllegalArgumentException("scaling imagenet needs colour rgb");
      }
      if (!(margin >= -0.3 && margin <= 1)) {
        throw new IllegalArgumentException("margin must be -0.3 to 1, was " + margin);
      }
    }

    /**
     * Refuses a network that takes other pictures.
     *
     * @param shape the four dimensions of its input, -1 where one is open
     * @param order in which the pictures are given to it
     * @throws ModelMisfitException if size, colour or layout differ
     */
    public void requireFit(List<Long> shape, Layout order) throws ModelMisfitException {
      if (fits(shape, order)) {
        return;
      }
      Layout other = order == Layout.CHANNELS_LAST ? Layout.CHANNELS_FIRST : Layout.CHANNELS_LAST;
      int first = order == Layout.CHANNELS_LAST ? 1 : 2;
      boolean sides =
          shape.size() == 4 && fits(shape.get(first), size) && fits(shape.get(first + 1), size);
      throw new ModelMisfitException(
          "input",
          fits(shape, other) ? "layout" : sides ? "colour" : "size",
          "pictures must be %dx%d and %s, but the model takes %s%s"
              .formatted(
                  size,
                  size,
                  colour.name().toLowerCase(Locale.ROOT),
                  shape,
                  fits(shape, other)
                      ? ", which is layout: "
                          + other.name().toLowerCase(Locale.ROOT).replace('_', '-')
                      : ""));
    }

    private boolean fits(List<Long> shape, Layout order) {
      int first = order == Layout.CHANNELS_LAST ? 1 : 2;
      return shape.size() == 4
          && fits(shape.get(first), size)
          && fits(shape.get(first + 1), size)
          && fits(shape.get(order == Layout.CHANNELS_LAST ? 3 : 1), colour.channels());
    }

    /** Whether a dimension is open or as wanted. */
    private static boolean fits(long dimension, int wanted) {
      return dimension == -1 || dimension == wanted;
    }
  }

  /** What a model's files are. */
  public enum Format {
    /** TensorFlow's folder with {@code saved_model.pb}. */
    SAVEDMODEL,
    /** One {@code *.onnx} file, which OpenCV reads. */
    ONNX
  }

  /** The order of a picture's numbers. */
  public enum Layout {
    /** Height, width, channels: the colours of a pixel lie together. */
    CHANNELS_LAST,
    /** Channels, height, width: each colour is a picture of its own. */
    CHANNELS_FIRST
  }

  /** The channels of a model's pictures. */
  public enum Colour {
    GRAY(1),
    RGB(3),
    /** As OpenCV has them. */
    BGR(3);

    private final int channels;

    Colour(int channels) {
      this.channels = channels;
    }

    /** How many numbers one pixel has. */
    public int channels() {
      return channels;
    }
  }

  /** Red, green and blue of ImageNet's pictures, 0 to 1. */
  private static final float[] IMAGENET_MEAN = {0.485f, 0.456f, 0.406f};

  private static final float[] IMAGENET_DEVIATION = {0.229f, 0.224f, 0.225f};

  /** How pixels of 0 to 255 become a model's numbers. */
  public enum Scaling {
    /** Each picture to mean 0 and standard deviation 1. */
    STANDARDISE,
    /** To 0 to 1. */
    UNIT,
    /** To -1 to 1. */
    SYMMETRIC,
    /** To 0 to 1, less ImageNet's mean red, green and blue, divided by their deviations. */
    IMAGENET,
    /** Left as they are. */
    NONE;

    /** Scales one picture in place. */
    public void apply(float[] pixels) {
      switch (this) {
        case STANDARDISE -> standardise(pixels);
        case UNIT -> linear(pixels, 1 / 255f, 0);
        case SYMMETRIC -> linear(pixels, 1 / 127.5f, -1);
        case IMAGENET -> imageNet(pixels);
        case NONE -> linear(pixels, 1, 0);
      }
    }

    private static void imageNet(float[] rgb) {
      for (int i = 0; i < rgb.length; i++) {
        int channel = i % 3;
        rgb[i] = (rgb[i] / 255 - IMAGENET_MEAN[channel]) / IMAGENET_DEVIATION[channel];
      }
    }

    private static void linear(float[] pixels, float factor, float offset) {
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = pixels[i] * factor + offset;
      }
    }

    private static void standardise(float[] pixels) {
      double sum = 0;
      double squares = 0;
      for (float pixel : pixels) {
        sum += pixel;
        squares += (double) pixel * pixel;
      }
      double mean = sum / pixels.length;
      double variance = squares / pixels.length - mean * mean;
      // One gray level at least: a blank picture must not be divided by 0.
      double deviation = Math.max(1, Math.sqrt(Math.max(0, variance)));
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (float) ((pixels[i] - mean) / deviation);
      }
    }
  }

  /**
   * The numbers that a model gives.
   *
   * @param name of the output in the SavedModel's default signature
   * @param kind what its numbers are
   * @param labels the model's own labels in its order, each with the emotion that it stands for
   * @param temperature logits are divided by it before the softmax; 1 changes nothing
   * @param bias added to an emotion's logit after the temperature: ln of the factor by which its
   *     odds grow; 0 for those that are not in it
   * @param mirror whether each face is also shown mirrored and the answers averaged
   */
  public record Output(
      String name,
      Kind kind,
      SequencedMap<String, Emotion> labels,
      double temperature,
      Map<Emotion, Double> bias,
      boolean mirror) {
    /** A factor of 150: more would name an emotion whatever the face shows. */
    private static final double MOST_LEAN = 5;

    public Output {
      if (labels.isEmpty()) {
        throw new IllegalArgumentException("labels must name at least one output");
      }
      if (!(temperature >= 0.05 && temperature <= 20)) {
        throw new IllegalArgumentException("temperature must be 0.05 to 20, was " + temperature);
      }
      bias = requireBias(bias);
      labels =
          java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(labels));
    }

    /** Whether its classes have other names than the emotions for which they stand. */
    public boolean speaksOwnWords() {
      return labels.entrySet().stream()
          .anyMatch(label -> !label.getKey().equals(label.getValue().label()));
    }

    /** The model's own word for an emotion, the first of several; empty where it has none. */
    public java.util.Optional<String> word(Emotion emotion) {
      return speaksOwnWords()
          ? labels.entrySet().stream()
              .filter(label -> label.getValue() == emotion)
              .map(Map.Entry::getKey)
              .findFirst()
          : java.util.Optional.empty();
    }

    /**
     * The same biases.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public static Map<Emotion, Double> requireBias(Map<Emotion, Double> bias) {
      bias.forEach(
          (emotion, value) -> {
            if (!(Math.abs(value) <= MOST_LEAN)) {
              throw new IllegalArgumentException(
                  "bias must be -5 to 5, was " + value + " for " + emotion.label());
            }
          });
      return Map.copyOf(bias);
    }
  }

  /** What a model's numbers are. */
  public enum Kind {
    /** Any numbers: a softmax makes them shares. */
    LOGITS,
    /** Shares that sum to 1 already. */
    PROBABILITIES
  }
}
