package io.moodspeaker.model;

import java.util.List;

/**
 * A frame and where its faces are.
 *
 * @param frame the picture
 * @param faces the faces found in it, largest first; empty when there are none
 */
public record FacesInFrame(Frame frame, List<FoundFace> faces) {
  public FacesInFrame {
    faces = List.copyOf(faces);
  }

  /** A frame with faces that nobody follows. */
  public static FacesInFrame of(Frame frame, List<Box> boxes) {
    return new FacesInFrame(frame, boxes.stream().map(box -> new FoundFace(box, 0)).toList());
  }

  /** The faces' boxes. */
  public List<Box> boxes() {
    return faces.stream().map(FoundFace::box).toList();
  }
}
