package io.moodspeaker.face;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the faces of one camera's frames and follows them. Safe for use by several threads. */
public final class FaceFinder {
  /**
   * Two seconds: so long at most somebody who joins others is not seen. The whole frame costs
   * several times as much as the places where faces just were.
   */
  private static final Duration WHOLE = Duration.ofSeconds(2);

  private final FaceDetector detector;
  private final IgnoredZones zones;
  private final boolean livingOnly;
  private final Tracker tracker = new Tracker();
  private final Map<Integer, Liveness> watched = new HashMap<>();
  private List<Box> photographs = List.of();
  private List<Box> places = List.of();
  private Instant searched = Instant.EPOCH;

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
    List<Box> found = found(frame);
    List<FoundFace> faces =
        tracker.follow(
            frame.time(),
            found,
            last -> detector.near(frame, last).filter(face -> !zones.hold(frame, face)));
    // Where one was found with help only, the next frame is searched as a whole.
    places = faces.size() == found.size() ? found : List.of();
    return livingOnly ? living(frame, faces) : faces;
  }

  private List<Box> found(Frame frame) {
    boolean recent =
        !frame.time().isBefore(searched)
            && Duration.between(searched, frame.time()).compareTo(WHOLE) < 0;
    if (recent && !places.isEmpty()) {
      List<Box> followed = detector.follow(frame, places);
      if (!followed.isEmpty() && followed.stream().noneMatch(face -> zones.hold(frame, face))) {
        return followed;
      }
    }
    searched = frame.time();
    return detector.detect(frame).stream().filter(face -> !zones.hold(frame, face)).toList();
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
