package io.moodspeaker.face;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the faces of one camera's frames and follows them. Safe for use by several threads. */
public final class FaceFinder {
  private final FaceDetector detector;
  private final IgnoredZones zones;
  private final boolean livingOnly;
  private final Tracker tracker = new Tracker();
  private final Map<Integer, Liveness> watched = new HashMap<>();
  private List<Box> photographs = List.of();

  /** A finder that asks a detector, which stays its owner's. */
  public FaceFinder(FaceDetector detector) {
    this(detector, IgnoredZones.NONE, false);
  }

  /**
   * A finder that asks a detector, which stays its owner's.
   *
   * @param zones where no face counts
   * @param livingOnly whether a face counts only once it has moved within itself
   */
  public FaceFinder(FaceDetector detector, IgnoredZones zones, boolean livingOnly) {
    this.detector = detector;
    this.zones = zones;
    this.livingOnly = livingOnly;
  }

  /** The faces of the next frame, largest first. */
  public synchronized List<FoundFace> find(Frame frame) {
    List<Box> found =
        detector.detect(frame).stream().filter(face -> !zones.hold(frame, face)).toList();
    List<FoundFace> faces =
        tracker.follow(
            frame.time(),
            found,
            last -> detector.near(frame, last).filter(face -> !zones.hold(frame, face)));
    return livingOnly ? living(frame, faces) : faces;
  }

  private List<FoundFace> living(Frame frame, List<FoundFace> faces) {
    Map<Boolean, List<FoundFace>> parted =
        faces.stream()
            .collect(
                Collectors.partitioningBy(
                    face ->
                        watched
                            .computeIfAbsent(face.track(), track -> new Liveness())
                            .look(frame, face.box())));
    // Tracks are numbered upwards: one that is a hundred behind the newest is over.
    int newest = faces.stream().mapToInt(FoundFace::track).max().orElse(0);
    watched.keySet().removeIf(track -> newest > 0 && track < newest - 100);
    photographs = parted.get(false).stream().map(FoundFace::box).toList();
    return parted.get(true);
  }

  /** The faces of the last frame that have not moved within themselves so far. */
  public synchronized List<Box> photographs() {
    return photographs;
  }
}
