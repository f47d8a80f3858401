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
}
