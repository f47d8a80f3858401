package io.moodspeaker.face.opencv;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.FaceFinder;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finding faces in the camera's frames. */
public final class FaceFeature implements Feature {
  public static final Setting<String> DETECTOR =
      Setting.oneOf(
          "face.detector",
          List.of("auto", "haar", "yunet", "full-range"),
          "What finds faces: haar is always there, yunet and full-range find more and need their"
              + " files, which 'moodspeaker models add' fetches. auto takes the best that is there.");

  public static final Setting<Integer> MINIMUM =
      Setting.integer("face.minimum", 64, 16, 2000, "The smallest face, in pixels of the picture.");

  private FaceDetector detector;

  @Override
  public String name() {
    return "face";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(DETECTOR, MINIMUM);
  }

  @Override
  public List<Problem> check(Config config) {
    return config.get(DETECTOR).equals("yunet") && !FaceDetectors.hasYuNet(models(config))
        ? List.of(
            config.problem(
                DETECTOR,
                "face.detector yunet has no *.onnx in "
                    + models(config)
                    + "; 'moodspeaker models add yunet' fetches it, or take auto"))
        : List.of();
  }

  @Override
  public List<Finding> examine(Config config) {
    return List.of(
        FaceDetectors.hasYuNet(models(config))
            ? Finding.ok("face detector: YuNet")
            : Finding.note(
                "face detector: Haar; YuNet finds more", "moodspeaker models add yunet"));
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    detector = detector(models(config), config.get(DETECTOR), config.get(MINIMUM));
    context.bind("face-finder", new FaceFinder(detector));
  }

  @Override
  public void close() {
    if (detector != null) {
      detector.close();
    }
  }

  private static Path models(Config config) {
    return config.home().resolve("models/face");
  }

  /**
   * A detector for a camera's frames, opened at the first one; the caller closes it.
   *
   * @param models the folder that may hold a YuNet model
   * @param which {@code auto}, {@code haar} or {@code yunet}
   * @param minimum the least side of a face that counts, in pixels
   */
  public static FaceDetector detector(Path models, String which, int minimum) {
    return new LiveDetector(models, which, minimum);
  }

  private static final class LiveDetector implements FaceDetector {
    private final Path models;
    private final String which;
    private final int minimum;
    private FaceDetector opened;

    LiveDetector(Path models, String which, int minimum) {
      this.models = models;
      this.which = which;
      this.minimum = minimum;
    }

    @Override
    public List<Box> detect(Frame frame) {
      return opened().detect(frame).stream()
          .filter(box -> Math.max(box.width(), box.height()) >= minimum)
          .toList();
    }

    @Override
    public Optional<Box> near(Frame frame, Box last) {
      return opened().near(frame, last);
    }

    private synchronized FaceDetector opened() {
      if (opened == null) {
        try {
          opened = FaceDetectors.open(models, which, FaceDetectors.Use.LIVE);
        } catch (FaceDetectorException failed) {
          throw new IllegalStateException(failed.getMessage(), failed);
        }
      }
      return opened;
    }

    @Override
    public String name() {
      return which;
    }

    @Override
    public synchronized void close() {
      if (opened != null) {
        opened.close();
        opened = null;
      }
    }
  }
}
