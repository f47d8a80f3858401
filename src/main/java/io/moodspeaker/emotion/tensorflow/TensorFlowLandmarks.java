package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.emotion.LandmarkFinder;
import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.emotion.ModelDescription.Scaling;
import io.moodspeaker.emotion.ModelFiles;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Natives;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/**
 * Finds the 68 points of faces with the network in {@code models/landmarks}. It looks twice: at the
 * detector's box, and then, upright, at the square around what it saw there. Safe for several
 * threads; {@link #close} must come after the last call.
 */
public final class TensorFlowLandmarks implements LandmarkFinder {
  /** The folder's name under {@code models/}. */
  public static final String FOLDER = "landmarks";

  /** The network's picture: width and height in pixels. */
  private static final int SIZE = 48;

  /** How much wider than the points the second picture is: so the network is most exact. */
  private static final double ROOM = 1.1;

  /** How far below the middle of the points the second picture's middle lies. */
  private static final double DOWN = 0.07;

  /** What is added to the detector's box on each side, so that chin and ears are in the picture. */
  private static final double MARGIN = 0.1;

  private static final Frame BLANK =
      new Frame(Instant.EPOCH, SIZE, SIZE, new byte[3 * SIZE * SIZE]);

  private final SavedModelBundle bundle;

  private TensorFlowLandmarks(SavedModelBundle bundle) {
    this.bundle = bundle;
  }

  /**
   * Loads the network and checks its checksum.
   *
   * @param folder holds {@code model.yaml} and a SavedModel
   * @throws EmotionException if something is missing or damaged
   */
  public static TensorFlowLandmarks open(Path folder) throws EmotionException {
    return NativeLog.kept(
        () -> {
          TensorFlowLandmarks opened = load(folder);
          try {
            // TensorFlow has something to say of the first picture, too.
            opened.find(BLANK, List.of(new Box(0, 0, SIZE, SIZE)));
          } catch (EmotionException | RuntimeException e) {
            opened.close();
            throw e;
          }
          return opened;
        });
  }

  private static TensorFlowLandmarks load(Path folder) throws EmotionException {
    ModelFiles.check(folder);
    Natives.TENSORFLOW.load();
    try {
      return new TensorFlowLandmarks(
          SavedModelBundle.loader(folder.toString())
              .withTags(SavedModelBundle.DEFAULT_TAG)
              .withConfigProto(Sessions.config(1, false))
              .load());
    } catch (TensorFlowException e) {
      throw new EmotionException(
          folder + " holds no SavedModel that TensorFlow can load: " + e.getMessage(), e);
    }
  }

  /** Where in a frame a picture of the network was cut out: its middle, side and tilt. */
  private record View(double x, double y, double side, double roll) {
    static View of(Box box) {
      double side = Math.max(box.width(), box.height()) * (1 + 2 * MARGIN);
      return new View(box.x() + box.width() / 2.0, box.y() + box.height() / 2.0, side, 0);
    }

    /** The upright square around some points. */
    static View around(Landmarks points) {
      double roll = points.roll();
      double cos = Math.cos(roll);
      double sin = Math.sin(roll);
      double left = Double.MAX_VALUE;
      double top = Double.MAX_VALUE;
      double right = -Double.MAX_VALUE;
      double bottom = -Double.MAX_VALUE;
      for (int i = 0; i < Landmarks.COUNT; i++) {
        double u = cos * points.x(i) + sin * points.y(i);
        double v = -sin * points.x(i) + cos * points.y(i);
        left = Math.min(left, u);
        right = Math.max(right, u);
        top = Math.min(top, v);
        bottom = Math.max(bottom, v);
      }
      double side = ROOM * Math.max(right - left, bottom - top);
      double u = (left + right) / 2;
      double v = (top + bottom) / 2 + DOWN * side;
      return new View(cos * u - sin * v, sin * u + cos * v, side, roll);
    }

    Landmarks inFrame(float[] shares) {
      double cos = Math.cos(roll) * side;
      double sin = Math.sin(roll) * side;
      double[] xy = new double[2 * Landmarks.COUNT];
      for (int i = 0; i < Landmarks.COUNT; i++) {
        double u = shares[2 * i] - 0.5;
        double v = shares[2 * i + 1] - 0.5;
        xy[2 * i] = x + cos * u - sin * v;
        xy[2 * i + 1] = y + sin * u + cos * v;
      }
      return new Landmarks(xy);
    }
  }

  @Override
  public List<Landmarks> find(Frame frame, List<Box> boxes) throws EmotionException {
    if (boxes.isEmpty()) {
      return List.of();
    }
    List<Landmarks> first = look(frame, boxes.stream().map(View::of).toList());
    return look(frame, first.stream().map(View::around).toList());
  }

  private List<Landmarks> look(Frame frame, List<View> views) throws EmotionException {
    int pixels = SIZE * SIZE;
    int numbers = 2 * Landmarks.COUNT;
    float[] batch = new float[2 * views.size() * pixels];
    for (int i = 0; i < views.size(); i++) {
      View view = views.get(i);
      float[] crop = FaceCrop.gray(frame, view.x, view.y, view.side, view.roll, SIZE);
      Scaling.STANDARDISE.apply(crop);
      for (int k = 0; k < pixels; k++) {
        batch[2 * i * pixels + k] = crop[k];
        // And mirrored: the mean of both is nearer than either.
        batch[(2 * i + 1) * pixels + k] = crop[k / SIZE * SIZE + SIZE - 1 - k % SIZE];
      }
    }
    float[] shares = new float[2 * views.size() * numbers];
    try (TFloat32 faces =
            TFloat32.tensorOf(Shape.of(2L * views.size(), SIZE, SIZE, 1), DataBuffers.of(batch));
        Result result = bundle.session().runner().feed("faces", faces).fetch("points").run()) {
      ((TFloat32) result.get(0)).copyTo(DataBuffers.of(shares));
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new EmotionException("the landmark model could not read a face: " + e.getMessage(), e);
    }
    List<Landmarks> found = new ArrayList<>(views.size());
    for (int i = 0; i < views.size(); i++) {
      found.add(views.get(i).inFrame(mean(shares, 2 * i * numbers, (2 * i + 1) * numbers)));
    }
    return found;
  }

  private static float[] mean(float[] shares, int straight, int mirrored) {
    float[] mean = new float[2 * Landmarks.COUNT];
    for (int i = 0; i < Landmarks.COUNT; i++) {
      int other = Landmarks.mirrored(i);
      mean[2 * i] = (shares[straight + 2 * i] + 1 - shares[mirrored + 2 * other]) / 2;
      mean[2 * i + 1] = (shares[straight + 2 * i + 1] + shares[mirrored + 2 * other + 1]) / 2;
    }
    return mean;
  }

  @Override
  public void close() {
    bundle.close();
  }
}
