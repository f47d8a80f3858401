package io.moodspeaker.training.data;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses the faces that a model may learn from. */
public final class TrainingRows {
  /** It also stands in another public test set. */
  private static final String ELSEWHERE = "fer2013 row 19608";

  private TrainingRows() {}

  /**
   * The faces of the training split, less every face whose pixels also stand in another split, and
   * less those on which the truth has nothing to teach.
   */
  public static List<LabeledFace> choose(List<LabeledFace> all, String split, Truth truth) {
    Set<ByteBuffer> tested = new HashSet<>();
    for (LabeledFace face : all) {
      if (!face.split().equals(split)) {
        tested.add(ByteBuffer.wrap(face.gray()));
      }
    }
    return all.stream()
        .filter(face -> face.split().equals(split))
        .filter(face -> !face.name().equals(ELSEWHERE))
        .filter(face -> !tested.contains(ByteBuffer.wrap(face.gray())))
        .filter(face -> truth.target(face).isPresent())
        .toList();
  }
}
