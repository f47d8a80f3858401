package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.util.ArrayList;
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
    List<Reading> straight = new ArrayList<>(classifier.read(frame, boxes));
    List<Reading> readings = new ArrayList<>(boxes.size());
    for (int i = 0; i < boxes.size(); i++) {
      double roll = points.get(i).roll();
      if (Math.abs(roll) > UPRIGHT && Math.abs(roll) < MOST) {
        Box box = boxes.get(i);
        Frame upright = FaceCrop.upright(frame, box, roll);
        Box there =
            new Box(
                (upright.width() - box.width()) / 2,
                (upright.height() - box.height()) / 2,
                box.width(),
                box.height());
        straight.set(i, classifier.read(upright, List.of(there)).getFirst());
      }
      readings.add(
          new Reading(
              straight.get(i).scores(),
              FaceQuality.of(frame, boxes.get(i), points.get(i)).isGood(),
              straight.get(i).words()));
    }
    return readings;
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
