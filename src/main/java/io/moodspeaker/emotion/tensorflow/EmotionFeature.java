package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.BaselineFile;
import io.moodspeaker.emotion.CalibratedRecognizer;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.FallbackRecognizer;
import io.moodspeaker.emotion.LocalRecognizer;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.emotion.PersonalBaseline;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.emotion.ReloadingRecognizer;
import io.moodspeaker.emotion.serving.ServedNetwork;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Urls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reading what faces show, by a model on this machine. */
public final class EmotionFeature implements Feature {
  public static final Setting<String> MODEL =
      Setting.text("emotion.model", "models/emotion", "The folder of the model that reads faces.");

  public static final Setting<Double> MINIMUM_CONFIDENCE =
      Setting.number(
          "emotion.minimum-confidence",
          "0",
          0,
          1,
          "Below this confidence of the model, 0 to 1, the Face service is asked; 0 for never.");

  public static final Setting<String> BASELINE =
      Setting.oneOf(
              "emotion.baseline",
              List.of("auto", "calibrated"),
              "What your neutral face looks like: auto learns it along the way from frames that read"
                  + " as neutral, until 'moodspeaker calibrate' takes it at once; calibrated uses"
                  + " nothing but what that took.")
          .live();

  public static final Setting<Optional<URI>> SERVER =
      Setting.optional(
          "emotion.server",
          ServedNetwork::address,
          "A model on an inference server that reads faces in place of the one here, which steps in"
              + " when the server is away: http://HOST:8501/v1/models/NAME (TensorFlow Serving) or"
              + " http://HOST:8000/v2/models/NAME (Open Inference Protocol). Small crops of faces are"
              + " sent there, never frames.");

  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  /** A model that is not there, or broken, may be put right while the daemon runs. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  /** A server in the house answers within a tenth of it, and a mood needs three frames in 3 s. */
  private static final Duration SERVER_LIMIT = Duration.ofMillis(800);

  private static final Duration SERVER_RETRY = Duration.ofSeconds(3);

  private final FallbackRecognizer served = new FallbackRecognizer("server");
  private volatile boolean learning;

  /** The model's own word for each mood, where it has other words than ours. */
  private final Map<String, String> words = new LinkedHashMap<>();

  private Path model;
  private PersonalBaseline baseline;
  private RecognizerLog log;
  private EmotionRecognizer recognizer;

  @Override
  public String name() {
    return "emotion";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(MODEL, MINIMUM_CONFIDENCE, BASELINE, SERVER);
  }

  @Override
  public Map<String, Mood> moodNames(Config config) {
    Map<String, Mood> names = new LinkedHashMap<>();
    try {
      ModelDescription.Output output =
          ModelYaml.read(model(config).resolve(ModelYaml.FILE)).output();
      if (output.speaksOwnWords()) {
        output.labels().forEach((word, emotion) -> names.put(word, Mood.of(emotion)));
      }
    } catch (EmotionException unusable) {
      return names; // check tells it.
    }
    return names;
  }

  @Override
  public List<Problem> check(Config config) {
    try {
      ModelYaml.read(model(config).resolve(ModelYaml.FILE));
      return List.of();
    } catch (EmotionException wrong) {
      return List.of(config.problem(MODEL, "emotion.model can't be used: " + wrong.getMessage()));
    }
  }

  @Override
  public List<Problem> refusals(Config config) {
    return config
        .get(SERVER)
        .filter(
            url -> url.getScheme().equalsIgnoreCase("http") && !Urls.isInTheHouse(url.getHost()))
        .map(
            url ->
                List.of(
                    config.problem(
                        SERVER,
                        "emotion.server "
                            + url
                            + " would send faces in the clear over the internet; use https")))
        .orElse(List.of());
  }

  @Override
  public List<Finding> examine(Config config) {
    Path folder = model(config);
    return List.of(
        Files.isRegularFile(folder.resolve(ModelYaml.FILE))
            ? Finding.ok("a model in " + folder)
            : Finding.missing(
                folder + ", which reads faces", "set emotion.model to a folder with a model.yaml"));
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    model = model(config);
    moodNames(config).forEach((word, mood) -> words.putIfAbsent(mood.label(), word));
    learning = learns(config);
    baseline =
        new PersonalBaseline(
            config.stateDir(),
            context.clock(),
            context.wallClock(),
            face -> face.person().orElse(BaselineFile.ANYBODY),
            () -> learning);
    log = new RecognizerLog(context.clock());
    recognizer = recognizer(model, baseline, context.clock());
    LOG.info("recogniser: {}", model);
    context.bind("baseline", baseline);
    context.bind("recognizer-log", log);
    context.bind("emotion-local", recognizer);
    config
        .get(SERVER)
        .ifPresent(
            server -> {
              LOG.info("recogniser: {}, and {} while it is away", server, model);
              served.update(Optional.of(served(model, server, baseline, context.clock())));
            });
    context.bind("emotion-server", served);
    context.placeholder("emotion.served", Boolean.toString(served.isOn()));
  }

  @Override
  public void reload(Config config) {
    learning = learns(config);
  }

  private static boolean learns(Config config) {
    return config.get(BASELINE).equals("auto");
  }

  @Override
  public Map<String, Object> status() {
    return log == null ? Map.of() : told();
  }

  private Map<String, Object> told() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("active", log.active());
    status.put("model", model.getFileName().toString());
    status.put("baseline", baseline.report(BaselineFile.ANYBODY).message());
    if (!words.isEmpty()) {
      status.put("labels", words);
    }
    return status;
  }

  @Override
  public String words(Map<?, ?> status) {
    return "%s, model %s, %s"
        .formatted(
            "none".equals(status.get("active"))
                ? "not read yet"
                : "read by " + status.get("active"),
            status.get("model"),
            status.get("baseline"));
  }

  @Override
  public void close() {
    if (baseline != null) {
      baseline.close();
    }
    served.close();
    if (recognizer != null) {
      recognizer.close();
    }
  }

  private static Path model(Config config) {
    return config.home().resolve(config.get(MODEL)).normalize();
  }

  /**
   * The local recogniser for faces that were found, opened at the first frame and again when its
   * model has changed; the caller closes it.
   */
  public static EmotionRecognizer recognizer(
      Path model, PersonalBaseline baseline, InstantSource clock) {
    baseline
        .baseline(BaselineFile.ANYBODY)
        .ifPresent(
            taken -> {
              LOG.info(
                  "scores are corrected by {}", baseline.report(BaselineFile.ANYBODY).message());
              if (taken.taken().isBefore(modified(model))) {
                LOG.warn("the model is newer than the baseline; run 'moodspeaker calibrate' again");
              }
            });
    return new CalibratedRecognizer(
        new ReloadingRecognizer(
            "local",
            () ->
                new LocalRecognizer(
                    frame -> {
                      throw new IllegalStateException(
                          "emotion:local reads the faces that face:detect finds; put it before");
                    },
                    FaceModels.openAligned(model)),
            () -> modified(model),
            RETRY,
            clock),
        baseline::correct);
  }

  private static EmotionRecognizer served(
      Path model, URI server, PersonalBaseline baseline, InstantSource clock) {
    return new CalibratedRecognizer(
        new ReloadingRecognizer(
            "server",
            () ->
                new LocalRecognizer(
                    frame -> {
                      throw new IllegalStateException(
                          "emotion:server reads the faces that face:detect finds; put it before");
                    },
                    FaceModels.openServed(model, server, SERVER_LIMIT)),
            SERVER_RETRY,
            clock),
        baseline::correct);
  }

  /** When the model was last written; long ago if there is none. */
  private static Instant modified(Path model) {
    try {
      return Files.getLastModifiedTime(model.resolve(ModelYaml.FILE)).toInstant();
    } catch (IOException missing) {
      return Instant.EPOCH;
    }
  }
}
