package io.moodspeaker.training.data;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses the faces that a model may learn from. */
public final class TrainingRows {
  /** It also stands in another public test set. */
  private static final String ELSEWHERE = "fer2013 row 19608";

  private TrainingRows() {}

  /**
   * The training faces, less every face whose pixels also stand among the others, and less those on
   * which the truth has nothing to teach.
   *
   * @param training faces that offer themselves for training
   * @param others all other faces of the data set: those to validate and to test on
   */
  public static List<LabeledFace> choose(
      Collection<LabeledFace> training, Collection<LabeledFace> others, LabelSource truth) {
    Set<ByteBuffer> tested = new HashSet<>();
    others.forEach(face -> tested.add(ByteBuffer.wrap(face.gray())));
    return training.stream()
        .filter(face -> !face.name().equals(ELSEWHERE))
        .filter(face -> !tested.contains(ByteBuffer.wrap(face.gray())))
        .filter(face -> truth.target(face).isPresent())
        .toList();
  }
}
