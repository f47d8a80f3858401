package io.moodspeaker.app.command;

import io.moodspeaker.app.Home;
import io.moodspeaker.app.Recognizers;
import io.moodspeaker.app.SystemLibraries;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.tensorflow.TensorFlowClassifier;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of commands that read faces by the local model. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The model's folder (default: models/emotion of the installation).")
  private Path model;

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      description = "What finds faces: auto, haar or yunet (default: ${DEFAULT-VALUE}).")
  private String detector = "auto";

  Path model() {
    return model == null ? Home.find().models().resolve("emotion") : model;
  }

  String detector() {
    return detector;
  }

  /** The recogniser, which the caller closes. */
  EmotionRecognizer open(Use use) throws EmotionException {
    try {
      return Recognizers.local(Home.find().models().resolve("face"), detector, use, model());
    } catch (EmotionException e) {
      throw refused(e);
    }
  }

  /** The model alone, for faces that are cut out already; the caller closes it. */
  TensorFlowClassifier openModel() throws EmotionException {
    try {
      return TensorFlowClassifier.open(model());
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
