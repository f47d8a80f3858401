package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Turns tilted heads upright before they are read, and tells which faces are seen too badly to be
 * read. Owns both whom it asks.
 *
 * @param classifier reads the faces
 * @param landmarks tells how they are held
 */
public record AligningClassifier(FaceClassifier classifier, LandmarkFinder landmarks)
    implements FaceClassifier {
  /** Seven degrees: below it turning helps no more than the error of the eye line costs. */
  private static final double UPRIGHT = Math.toRadians(7);

  /** Fifty degrees: beyond it detectors find no face, and a tilt so read is an error. */
  private static final double MOST = Math.toRadians(50);

  @Override
  public List<EmotionScores> classify(Frame frame, List<Box> boxes) throws EmotionException {
    return read(frame, boxes).stream().map(Reading::scores).toList();
  }

  @Override
  public List<Reading> read(Frame frame, List<Box> boxes) throws EmotionException {
    List<Landmarks> points = landmarks.find(frame, boxes);
    List<Box> level = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      if (!isTilted(points.get(i))) {
        level.add(boxes.get(i));
      }
    }
    Iterator<Reading> straight =
        (level.isEmpty() ? List.<Reading>of() : classifier.read(frame, level)).iterator();
    List<Reading> readings = new ArrayList<>(boxes.size());
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      Reading reading =
          isTilted(points.get(i)) ? upright(frame, box, points.get(i).roll()) : straight.next();
      readings.add(
          new Reading(
              reading.scores(),
              FaceQuality.of(frame, box, points.get(i)).isGood(),
              reading.words()));
    }
    return readings;
  }

  private static boolean isTilted(Landmarks points) {
    double roll = Math.abs(points.roll());
    return roll > UPRIGHT && roll < MOST;
  }

  private Reading upright(Frame frame, Box box, double roll) throws EmotionException {
    Frame upright = FaceCrop.upright(frame, box, roll);
    Box there =
        new Box(
            (upright.width() - box.width()) / 2,
            (upright.height() - box.height()) / 2,
            box.width(),
            box.height());
    return classifier.read(upright, List.of(there)).getFirst();
  }

  @Override
  public EmotionScores resting() {
    return classifier.resting();
  }

  @Override
  public void close() {
    classifier.close();
    landmarks.close();
  }
}
