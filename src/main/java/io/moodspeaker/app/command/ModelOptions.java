package io.moodspeaker.app.command;

import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Recognizers;
import io.moodspeaker.app.SystemLibraries;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.LocalRecognizer;
import io.moodspeaker.emotion.tensorflow.EmotionFeature;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.face.opencv.FaceFeature;
import io.moodspeaker.feature.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of commands that read faces by the local model. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      description =
          "The model's folder (default: models/emotion of the installation; replay: emotion.model).")
  private Path model;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description =
          "What finds faces: auto, haar, yunet or full-range (default: auto; replay: face.detector).")
  private String detector;

  Path model() {
    return model == null ? InstallDir.find().models().resolve("emotion") : find(model);
  }

  /** A folder as it was named, or else as it lies beside the installation's own models. */
  static Path find(Path folder) {
    Path installed = InstallDir.find().resolve(folder.toString());
    return !Files.exists(folder) && Files.exists(installed) ? installed : folder;
  }

  String detector() {
    return detector == null ? "auto" : detector;
  }

  /** The recogniser, which the caller closes. */
  EmotionRecognizer open(Use use) throws EmotionException {
    return open(detector(), use, model(), LocalRecognizer.SMALLEST_FACE);
  }

  /** The recogniser as the daemon would have it, where nothing else is asked for. */
  EmotionRecognizer open(Use use, Config config) throws EmotionException {
    return open(
        detector == null ? config.get(FaceFeature.DETECTOR) : detector,
        use,
        model == null ? config.home().resolve(config.get(EmotionFeature.MODEL)) : find(model),
        config.get(FaceFeature.MINIMUM));
  }

  /** The recogniser of a detector and a model; what can't be opened was bad input. */
  static EmotionRecognizer open(String eyes, Use use, Path folder, int smallestFace)
      throws EmotionException {
    try {
      return Recognizers.local(
          InstallDir.find().models().resolve("face"), eyes, use, folder, smallestFace);
    } catch (EmotionException e) {
      throw refused(e);
    }
  }

  /** The model alone, for faces that are cut out already; the caller closes it. */
  FaceModel openModel() throws EmotionException {
    try {
      return FaceModels.open(model());
    } catch (EmotionException e) {
      throw refused(e);
    }
  }

  /** What was given is bad input, unless it is the system that lacks a library. */
  private static EmotionException refused(EmotionException e) {
    if (SystemLibraries.explain(e).isPresent()) {
      return e;
    }
    throw new BadInputException(e.getMessage(), e);
  }
}
