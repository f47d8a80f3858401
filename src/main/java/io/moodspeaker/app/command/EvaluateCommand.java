package io.moodspeaker.app.command;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.tensorflow.TensorFlowClassifier;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.Charts;
import io.moodspeaker.training.Corruption;
import io.moodspeaker.training.Evaluator;
import io.moodspeaker.training.LatencyBenchmark;
import io.moodspeaker.training.Metrics;
import io.moodspeaker.training.data.DataSets;
import io.moodspeaker.training.data.LabelNames;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures a model on a data set. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures how often a model is right, and how honest its confidence is.")
public final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      description = "FER2013 strips, Kaggle's fer2013.csv, or folders split/label/pictures")
  private Path data;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description =
          "the part to use, such as PrivateTest (default: PrivateTest in FER2013, else everything)")
  private String split;

  @Option(
      names = "--truth",
      paramLabel = "TRUTH",
      description =
          "ferplus, ferplus-strict or label (default: ferplus where there are votes, else label)")
  private String truth;

  @Option(
      names = "--labels",
      paramLabel = "NAME|FILE",
      description =
          "what the folders' names mean: fer2013, ferplus, azure, aihub or a YAML file (default: all"
              + " of these)")
  private String labels;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = "${sys:moodspeaker.home:-.}/models/emotion",
      description = "the model's folder (default: ${DEFAULT-VALUE})")
  private Path model;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      defaultValue = "none",
      description = "none (each picture is one face), haar or yunet (default: ${DEFAULT-VALUE})")
  private String detector;

  @Option(
      names = "--detector-models",
      paramLabel = "DIR",
      defaultValue = "${sys:moodspeaker.home:-.}/models/face",
      description = "the folder of YuNet's *.onnx (default: ${DEFAULT-VALUE})")
  private Path detectorModels;

  @Option(
      names = "--disturb",
      paramLabel = "KIND=AMOUNT",
      split = ",",
      description =
          "change the pictures first: rotate=DEGREES, width=PIXELS, blur=PIXELS, light=FACTOR,"
              + " gamma=POWER, side=SHARE, noise=LEVELS, or the boxes: grow=SHARE, shift=SHARE")
  private List<String> disturb = List.of();

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
  public Integer call() throws IOException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new BadInputException("--format must be text or json, was '" + format + "'");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    List<Corruption> disturbances = disturbances();
    List<Sample> all = samples(err);
    List<Sample> samples = part(all);
    LabelSource right = truth(samples);
    try (FaceDetector faces = openDetector();
        TensorFlowClassifier classifier = TensorFlowClassifier.open(model)) {
      Evaluator evaluator =
          new Evaluator(
              right, Optional.ofNullable(faces).map(found -> found::detect), disturbances);
      Progress progress = new Progress("evaluating", samples.size(), err, InstantSource.system());
      Evaluator.Result result =
          evaluator.run(
              samples, classifier, progress::done, reason -> err.println("skipped " + reason));
      err.flush();
      if (png != null) {
        Charts.evaluation(png, result.metrics());
      }
      Map<String, Object> head = new LinkedHashMap<>();
      head.put("data", data.toString());
      head.put("split", split == null ? "all" : split);
      head.put("truth", right.word());
      head.put("model", model.toString());
      head.put("detector", detector);
      head.put("disturb", disturb);
      if (speed) {
        LatencyBenchmark measured = LatencyBenchmark.of(classifier);
        head.put("milliseconds", round(measured.model()));
        head.put("mini_xception_milliseconds", round(measured.miniXception()));
      }
      out.println(format.equals("json") ? json(head, result) : text(head, result));
      out.flush();
      return 0;
    } catch (EmotionException | FaceDetectorException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private List<Corruption> disturbances() {
    try {
      return disturb.stream().map(Corruption::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--disturb: " + e.getMessage(), e);
    }
  }

  private List<Sample> samples(PrintWriter err) {
    try {
      LabelNames names = labels == null ? LabelNames.shipped() : LabelNames.read(labels);
      return DataSets.read(data, names, reason -> err.println("skipped " + reason));
    } catch (IOException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private List<Sample> part(List<Sample> all) {
    List<String> splits =
        all.stream()
            .map(Sample::split)
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList();
    if (split == null && splits.contains("PrivateTest")) {
      split = "PrivateTest";
    }
    if (split == null) {
      return all;
    }
    if (!splits.contains(split)) {
      throw new BadInputException(
          data
              + " has no part called '"
              + split
              + (splits.isEmpty()
                  ? "', or any other; leave --split out"
                  : "'; it has " + String.join(", ", splits)));
    }
    return all.stream().filter(sample -> sample.split().equals(split)).toList();
  }

  private LabelSource truth(List<Sample> samples) {
    boolean votes = samples.stream().anyMatch(sample -> sample.votes().isPresent());
    if (truth == null) {
      return votes ? LabelSource.FERPLUS : LabelSource.LABEL;
    }
    LabelSource chosen =
        Arrays.stream(LabelSource.values())
            .filter(value -> value.word().equals(truth))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "--truth must be ferplus, ferplus-strict or label, was '" + truth + "'"));
    if (chosen != LabelSource.LABEL && !votes) {
      throw new BadInputException(data + " has no FER+ votes; use --truth label");
    }
    return chosen;
  }

  private FaceDetector openDetector() throws FaceDetectorException {
    return switch (detector) {
      case "none" -> null;
      case "haar", "yunet" ->
          FaceDetectors.open(detectorModels, detector, FaceDetectors.Use.STILLS);
      default ->
          throw new BadInputException(
              "--detector must be none, haar or yunet, was '" + detector + "'");
    };
  }

  private static String json(Map<String, Object> head, Evaluator.Result result) {
    Metrics metrics = result.metrics();
    Map<String, Object> all = new LinkedHashMap<>(head);
    all.put("n", metrics.n());
    all.put("missed", result.missed());
    all.put("accuracy", round(metrics.accuracy()));
    all.put("macro_f1", round(metrics.macroF1()));
    all.put("ece", round(metrics.calibrationError()));
    all.put("log_loss", round(metrics.logLoss()));
    Map<String, Object> perClass = new LinkedHashMap<>();
    for (Emotion emotion : Emotion.all()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("precision", round(metrics.precision(emotion)));
      one.put("recall", round(metrics.recall(emotion)));
      one.put("n", metrics.n(emotion));
      perClass.put(emotion.label(), one);
    }
    all.put("per_class", perClass);
    all.put("confusion", metrics.confusion());
    List<Map<String, Object>> bins = new ArrayList<>();
    for (Metrics.Bin bin : metrics.bins()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("n", bin.n());
      one.put("confidence", round(bin.confidence()));
      one.put("accuracy", round(bin.accuracy()));
      bins.add(one);
    }
    all.put("reliability", bins);
    return JsonMapper.shared().writeValueAsString(all);
  }

  private static double round(double value) {
    return Math.round(value * 1e5) / 1e5;
  }

  private static String text(Map<String, Object> head, Evaluator.Result result) {
    Metrics metrics = result.metrics();
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(
        head.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ")));
    out.printf(Locale.ROOT, "%nfaces       %7d%n", metrics.n());
    if (result.missed() > 0) {
      out.printf(Locale.ROOT, "not found   %7d%n", result.missed());
    }
    out.printf(Locale.ROOT, "accuracy    %7.4f%n", metrics.accuracy());
    out.printf(Locale.ROOT, "macro F1    %7.4f%n", metrics.macroF1());
    out.printf(Locale.ROOT, "ECE         %7.4f%n", metrics.calibrationError());
    out.printf(Locale.ROOT, "log loss    %7.4f%n", metrics.logLoss());
    out.printf(
        Locale.ROOT,
        "%n%-10s %6s %10s %7s   answers: %s%n",
        "truth",
        "faces",
        "precision",
        "recall",
        Emotion.all().stream()
            .map(emotion -> emotion.label().substring(0, 4))
            .collect(Collectors.joining("  ")));
    for (Emotion emotion : Emotion.all()) {
      out.printf(
          Locale.ROOT,
          "%-10s %6d %10.3f %7.3f          %s%n",
          emotion.label(),
          metrics.n(emotion),
          metrics.precision(emotion),
          metrics.recall(emotion),
          Arrays.stream(metrics.confusion()[emotion.ordinal()])
              .mapToObj(n -> String.format(Locale.ROOT, "%6d", n))
              .collect(Collectors.joining()));
    }
    out.flush();
    return text.toString();
  }
}
