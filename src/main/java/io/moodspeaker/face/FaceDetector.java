package io.moodspeaker.face;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.util.List;

/** Finds faces in a frame. Safe for use by several threads. */
public interface FaceDetector extends AutoCloseable {
  /** The faces' boxes, largest first; empty when there are none. */
  List<Box> detect(Frame frame);

  /** A short name for logs and status: {@code haar} or {@code yunet}. */
  String name();

  @Override
  void close();
}
