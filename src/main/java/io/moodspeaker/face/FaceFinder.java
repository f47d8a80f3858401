package io.moodspeaker.face;

import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.util.List;

/** Finds the faces of one camera's frames and follows them. Safe for use by several threads. */
public final class FaceFinder {
  private final FaceDetector detector;
  private final Tracker tracker = new Tracker();

  /** A finder that asks a detector, which stays its owner's. */
  public FaceFinder(FaceDetector detector) {
    this.detector = detector;
  }

  /** The faces of the next frame, largest first. */
  public synchronized List<FoundFace> find(Frame frame) {
    return tracker.follow(frame.time(), detector.detect(frame), last -> detector.near(frame, last));
  }
}
