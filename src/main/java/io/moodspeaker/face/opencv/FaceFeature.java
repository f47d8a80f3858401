package io.moodspeaker.face.opencv;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.FaceFinder;
import io.moodspeaker.face.IgnoredZones;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Problem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  public static final Setting<IgnoredZones> IGNORE =
      new Setting<>(
          "camera.ignore",
          "",
          Setting.Kind.START,
          IgnoredZones::of,
          "Parts of the picture in which no face counts, such as a poster: x,y,width,height in"
              + " shares of the picture, and more after a semicolon, as in 0.7,0,0.3,0.5.");

  public static final Setting<String> PHOTOGRAPHS =
      Setting.oneOf(
          "face.photographs",
          List.of("count", "ignore"),
          "Whether a face that never moves within itself, as a printed one doesn't, counts as a"
              + " person: count or ignore. With ignore somebody counts from the first blink, word or"
              + " look aside on.");

  private FaceDetector detector;
  private FaceFinder finder;
  private IgnoredZones zones = IgnoredZones.NONE;

  @Override
  public String name() {
    return "face";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(DETECTOR, MINIMUM, IGNORE, PHOTOGRAPHS);
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
    zones = config.get(IGNORE);
    finder = new FaceFinder(detector, zones, config.get(PHOTOGRAPHS).equals("ignore"));
    context.bind("face-finder", finder);
  }

  @Override
  public Map<String, Object> status() {
    if (finder == null) {
      return Map.of();
    }
    Map<String, Object> status = new LinkedHashMap<>();
    if (!zones.zones().isEmpty()) {
      status.put(
          "ignored",
          zones.zones().stream()
              .map(zone -> List.of(zone.x(), zone.y(), zone.width(), zone.height()))
              .toList());
    }
    List<Box> photographs = finder.photographs();
    if (!photographs.isEmpty()) {
      status.put(
          "photographs",
          photographs.stream()
              .map(box -> List.of(box.x(), box.y(), box.width(), box.height()))
              .toList());
    }
    return status;
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
      return opened().detect(frame).stream().filter(this::isLarge).toList();
    }

    @Override
    public List<Box> follow(Frame frame, List<Box> places) {
      List<Box> found = opened().follow(frame, places);
      return found.stream().allMatch(this::isLarge) ? found : List.of();
    }

    private boolean isLarge(Box box) {
      return Math.max(box.width(), box.height()) >= minimum;
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
