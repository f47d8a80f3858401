package io.moodspeaker.face;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.util.List;
import java.util.Optional;

/** Finds faces in a frame. Safe for use by several threads. */
public interface FaceDetector extends AutoCloseable {
  /** The faces' boxes, largest first; empty when there are none. */
  List<Box> detect(Frame frame);

  /**
   * Looks for faces where they just were, by the rules of {@link #detect} and in a part of its
   * time. By default it finds none.
   *
   * @return a box for each place, in their order; empty where a face is missing
   */
  default List<Box> follow(Frame frame, List<Box> places) {
    return List.of();
  }

  /**
   * Looks again for one face near its last place: also for what is less sure to be one, and tilted.
   * By default it finds nothing.
   */
  default Optional<Box> near(Frame frame, Box last) {
    return Optional.empty();
  }

  /** A short name for logs and status: {@code haar} or {@code yunet}. */
  String name();

  @Override
  void close();
}
