package io.moodspeaker.model;

import java.util.List;

/**
 * A frame and where its faces are.
 *
 * @param frame the picture
 * @param boxes the faces found in it, largest first; empty when there are none
 */
public record FacesInFrame(Frame frame, List<Box> boxes) {
  public FacesInFrame {
    boxes = List.copyOf(boxes);
  }
}
