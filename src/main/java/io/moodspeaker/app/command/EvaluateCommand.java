package io.moodspeaker.app.command;

import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.emotion.AligningClassifier;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.LandmarkFinder;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.emotion.tensorflow.TensorFlowLandmarks;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.training.Charts;
import io.moodspeaker.training.Corruption;
import io.moodspeaker.training.Evaluator;
import io.moodspeaker.training.LatencyBenchmark;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a model on labelled faces or clips. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures how often a model is right, and how honest its confidence is.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DataOptions data;

  @Option(
      names = "--clips",
      paramLabel = "DIR",
      description =
          "measure on clips instead, named EMOTION_anything.mp4: the mood at the end as the daemon"
              + " decides it, wrong moods on the way, and when the right one came")
  private Path clips;

  @Option(
      names = "--own-neutral",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "with --clips, take the first so many seconds of each for the person's own neutral face")
  private double ownNeutral;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "the part to use, such as PrivateTest (default: PrivateTest in FER2013, else everything)")
  private String split;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "the model's folder (default: models/emotion of the installation)")
  private Path model;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description =
          "none (each picture is one face), auto, haar, yunet or full-range (default: none; with"
              + " --clips what is configured, and never none)")
  private String detector;

  @Option(
      names = "--detector-models",
      paramLabel = "DIR",
      defaultValue = "${sys:moodspeaker.home:-.}/models/face",
      description = "the folder of YuNet's *.onnx (default: ${DEFAULT-VALUE})")
  private Path detectorModels;

  @Option(
      names = "--corrupt",
      paramLabel = "KIND=AMOUNT",
      split = ",",
      description =
          "change the pictures first: rotate=DEGREES, width=PIXELS, blur=PIXELS, light=FACTOR,"
              + " gamma=POWER, side=SHARE, noise=LEVELS, or the boxes: grow=SHARE, shift=SHARE")
  private List<String> corrupt = List.of();

  @Option(
      names = "--align",
      description = "turn tilted heads upright first, by the landmark model beside --model")
  private boolean align;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private String format;

  @Option(
      names = "--png",
      paramLabel = "FILE",
      description = "also draws the confusion matrix and the reliability diagram")
  private Path png;

  @Option(
      names = "--speed",
      description = "also times one face on one thread, beside a mini-Xception in the same run")
  private boolean speed;

  @Override
  public Integer call() throws IOException, EmotionException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new BadInputException("--format must be text or json, was '" + format + "'");
    }
    if (model != null) {
      model = ModelOptions.find(model);
    }
    Given.png("--png", png);
    if (clips != null && data.given()) {
      throw new BadInputException("--data and --clips are measured one at a time; leave one out");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(clips != null ? clips() : faces());
    out.flush();
    return 0;
  }

  private String clips() throws EmotionException, IOException {
    if ("none".equals(detector)) {
      throw new BadInputException(
          "--detector none takes each picture for a face, and --clips looks for one in each frame;"
              + " name auto, haar, yunet or full-range");
    }
    PrintWriter err = spec.commandLine().getErr();
    ClipEvaluation evaluation =
        new ClipEvaluation(
            Installation.find(Map.of()).config(), Given.seconds("--own-neutral", ownNeutral));
    List<ClipEvaluation.Clip> seen =
        evaluation.run(
            clips,
            Optional.ofNullable(model),
            Optional.ofNullable(detector),
            reason -> err.println("skipped " + reason));
    return format.equals("json") ? ClipEvaluation.json(seen) : ClipEvaluation.text(seen);
  }

  private String faces() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (model == null) {
      model = InstallDir.find().models().resolve("emotion");
    }
    if (detector == null) {
      detector = "none";
    }
    List<Corruption> corruptions = corruptions();
    List<Sample> samples = part(data.read(reason -> err.println("skipped " + reason)));
    LabelSource right = data.truth(samples);
    try (FaceDetector faces = openDetector();
        FaceModel classifier = FaceModels.open(model);
        LandmarkFinder landmarks = align ? openLandmarks() : null) {
      FaceClassifier reader =
          landmarks == null ? classifier : new AligningClassifier(classifier, landmarks);
      Evaluator evaluator =
          new Evaluator(right, Optional.ofNullable(faces).map(found -> found::detect), corruptions);
      Progress progress = new Progress("evaluating", samples.size(), err, InstantSource.system());
      Evaluator.Result result =
          evaluator.run(
              samples, reader, progress::done, reason -> err.println("skipped " + reason));
      err.flush();
      if (png != null) {
        Charts.evaluation(png, result.metrics());
      }
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("data", data.path().toString());
      head.put("split", split == null ? "all" : split);
      head.put("truth", right.word());
      head.put("model", model.toString());
      head.put("detector", detector);
      head.put("align", align);
      head.put("corrupt", corrupt);
      if (speed) {
        LatencyBenchmark measured = LatencyBenchmark.of(classifier);
        head.put("milliseconds", EvaluationReport.round(measured.model()));
        head.put("mini_xception_milliseconds", EvaluationReport.round(measured.miniXception()));
      }
      EvaluationReport report = new EvaluationReport(head, result);
      return format.equals("json") ? report.json() : report.text();
    } catch (EmotionException | FaceDetectorException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private LandmarkFinder openLandmarks() throws EmotionException {
    return TensorFlowLandmarks.open(
        model.toAbsolutePath().resolveSibling(TensorFlowLandmarks.FOLDER));
  }

  private List<Corruption> corruptions() {
    try {
      return corrupt.stream().map(Corruption::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--corrupt: " + e.getMessage(), e);
    }
  }

  private List<Sample> part(List<Sample> all) {
    if (split == null && all.stream().anyMatch(sample -> sample.split().equals("PrivateTest"))) {
      split = "PrivateTest";
    }
    return DataOptions.part(data.path(), all, split);
  }

  private FaceDetector openDetector() throws FaceDetectorException {
    if (!List.of("none", "auto", "haar", "yunet", "full-range").contains(detector)) {
      throw new BadInputException(
          "--detector must be none, auto, haar, yunet or full-range, was '" + detector + "'");
    }
    return detector.equals("none")
        ? null
        : FaceDetectors.open(detectorModels, detector, FaceDetectors.Use.STILLS);
  }
}
