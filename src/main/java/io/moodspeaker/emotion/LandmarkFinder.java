package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.util.List;

/** Finds the points of faces whose places are known. Safe for use by several threads. */
public interface LandmarkFinder extends AutoCloseable {
  /**
   * The points of each of some faces.
   *
   * @param boxes the faces as the detector framed them
   * @return the points in the order of {@code boxes}
   * @throws EmotionException if the model failed; the message says why and what helps
   */
  List<Landmarks> find(Frame frame, List<Box> boxes) throws EmotionException;

  @Override
  void close();
}
