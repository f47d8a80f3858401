package io.moodspeaker.app;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.LocalRecognizer;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.FaceFinder;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Makes the recognisers: who reads the faces. */
public final class Recognizers {
  private Recognizers() {}

  /**
   * The local recogniser: a face detector before a TensorFlow model. The caller closes it.
   *
   * @param faceModels the folder that may hold a YuNet model
   * @param detector {@code auto}, {@code haar} or {@code yunet}
   * @param use of one camera's frames faces are followed from one to the next, as the daemon does
   * @param model the folder of the model
   * @throws EmotionException if one of them can't be opened; the message says why and what helps
   */
  public static EmotionRecognizer local(Path faceModels, String detector, Use use, Path model)
      throws EmotionException {
    return local(faceModels, detector, use, model, LocalRecognizer.SMALLEST_FACE);
  }

  /**
   * The same for faces of a least size.
   *
   * @param smallestFace the side of the smallest face that counts, in pixels
   */
  public static EmotionRecognizer local(
      Path faceModels, String detector, Use use, Path model, int smallestFace)
      throws EmotionException {
    FaceDetector eyes;
    try {
      eyes = FaceDetectors.open(faceModels, detector, use);
    } catch (FaceDetectorException failed) {
      throw new EmotionException(failed.getMessage(), failed);
    }
    try {
      return new Closing(
          new LocalRecognizer(look(eyes, use), FaceModels.openAligned(model), smallestFace), eyes);
    } catch (EmotionException | RuntimeException | LinkageError failed) {
      eyes.close();
      throw failed;
    }
  }

  private static Function<Frame, List<Box>> look(FaceDetector eyes, Use use) {
    if (use == Use.STILLS) {
      return eyes::detect;
    }
    FaceFinder finder = new FaceFinder(eyes);
    return frame -> finder.find(frame).stream().map(FoundFace::box).toList();
  }

  /** A recogniser that closes its detector too. */
  private record Closing(EmotionRecognizer recognizer, FaceDetector detector)
      implements EmotionRecognizer {
    @Override
    public Observation recognize(Frame frame) throws EmotionException {
      return recognizer.recognize(frame);
    }

    @Override
    public EmotionScores resting() {
      return recognizer.resting();
    }

    @Override
    public String name() {
      return recognizer.name();
    }

    @Override
    public void close() {
      recognizer.close();
      detector.close();
    }
  }
}
