package io.moodspeaker.app.command;

import io.moodspeaker.app.Home;
import io.moodspeaker.app.Recognizers;
import io.moodspeaker.config.Settings;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
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
      description = "What finds faces: auto, haar or yunet (default: auto; replay: face.detector).")
  private String detector;

  Path model() {
    return model == null ? Home.find().models().resolve("emotion") : model;
  }

  String detector() {
    return detector == null ? "auto" : detector;
  }

  /** The recogniser, which the caller closes. */
  EmotionRecognizer open(Use use) throws EmotionException {
    return Recognizers.local(Home.find().models().resolve("face"), detector(), use, model());
  }

  /** The recogniser as the daemon would have it, where nothing else is asked for. */
  EmotionRecognizer open(Use use, Settings settings) throws EmotionException {
    return Recognizers.local(
        Home.find().models().resolve("face"),
        detector == null ? settings.faces().detector() : detector,
        use,
        model == null ? settings.model().folder() : model,
        settings.faces().minimum());
  }
}
