package io.moodspeaker.model;

import java.time.Instant;
import java.util.List;

/**
 * All that one frame showed: this travels on where the frame itself stops.
 *
 * @param time when the frame was taken
 * @param faces the faces found, largest first; empty when there were none
 */
public record Observation(Instant time, List<Face> faces) {
  public Observation {
    faces = faces.stream().sorted((a, b) -> Long.compare(b.box().area(), a.box().area())).toList();
  }

  /** The confidence of the surest reading, 0 to 1; 1 where there is no face to be unsure of. */
  public double confidence() {
    return faces.stream().mapToDouble(face -> face.scores().confidence()).max().orElse(1);
  }
}
