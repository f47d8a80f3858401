package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.util.List;
import java.util.Map;

/** Reads the expression of faces whose places are known. Safe for use by several threads. */
public interface FaceClassifier extends AutoCloseable {
  /**
   * Reads each of some faces.
   *
   * @param boxes the faces as the detector framed them; the margin is the classifier's affair
   * @return the scores in the order of {@code boxes}
   * @throws EmotionException if the model failed; the message says why and what helps
   */
  List<EmotionScores> classify(Frame frame, List<Box> boxes) throws EmotionException;

  /**
   * What is read on a face.
   *
   * @param scores what it shows
   * @param evidence whether it is seen well enough for that to count
   * @param words the model's own classes, each with its share; empty where they are the emotions
   */
  record Reading(EmotionScores scores, boolean evidence, Map<String, Double> words) {}

  /** Reads each of some faces, and tells how much that is worth. */
  default List<Reading> read(Frame frame, List<Box> boxes) throws EmotionException {
    return classify(frame, boxes).stream()
        .map(scores -> new Reading(scores, true, Map.of()))
        .toList();
  }

  /** The scores at which the model calls a face at rest. */
  default EmotionScores resting() {
    return ModelDescription.RESTING;
  }

  @Override
  void close();
}
