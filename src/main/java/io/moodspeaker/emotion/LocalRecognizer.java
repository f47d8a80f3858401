package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads frames on this machine: a detector finds the faces, a classifier reads them. Owns the
 * classifier, not the detector. As safe for several threads as both of them.
 */
public final class LocalRecognizer implements EmotionRecognizer {
  /**
   * Thirty-six pixels: three quarters of what the shipped model looks at, and the least that the
   * Face contract's servers take, so that both recognisers see the same faces.
   */
  public static final int SMALLEST_FACE = 36;

  private final Function<Frame, List<Box>> detector;
  private final FaceClassifier classifier;
  private final int smallestFace;

  /** A recogniser that leaves out faces under {@link #SMALLEST_FACE} pixels. */
  public LocalRecognizer(Function<Frame, List<Box>> detector, FaceClassifier classifier) {
    this(detector, classifier, SMALLEST_FACE);
  }

  /**
   * A recogniser.
   *
   * @param detector the boxes of a frame's faces, largest first
   * @param smallestFace faces whose longer side has fewer pixels are left out
   */
  public LocalRecognizer(
      Function<Frame, List<Box>> detector, FaceClassifier classifier, int smallestFace) {
    this.detector = detector;
    this.classifier = classifier;
    this.smallestFace = smallestFace;
  }

  @Override
  public Observation recognize(Frame frame) throws EmotionException {
    List<Box> boxes =
        detector.apply(frame).stream()
            .filter(box -> Math.max(box.width(), box.height()) >= smallestFace)
            .toList();
    return recognize(FacesInFrame.of(frame, boxes), Duration.ZERO);
  }

  @Override
  public Observation recognize(FacesInFrame found, Duration limit) throws EmotionException {
    Frame frame = found.frame();
    List<Box> boxes = found.boxes();
    List<Face> faces = new ArrayList<>(boxes.size());
    if (!boxes.isEmpty()) {
      List<FaceClassifier.Reading> readings = classifier.read(frame, boxes);
      for (int i = 0; i < boxes.size(); i++) {
        FaceClassifier.Reading reading = readings.get(i);
        FoundFace face = found.faces().get(i);
        faces.add(
            new Face(
                face.box(),
                reading.scores(),
                face.track(),
                reading.evidence(),
                face.person(),
                reading.words()));
      }
    }
    return new Observation(frame.time(), faces);
  }

  @Override
  public EmotionScores resting() {
    return classifier.resting();
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public void close() {
    classifier.close();
  }
}
