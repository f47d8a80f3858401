package io.moodspeaker.face.opencv;

import io.moodspeaker.model.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What detectors do with their boxes. */
final class Boxes {
  /** Two boxes that share two fifths of their union are one face: faces do not overlap so far. */
  private static final double SAME_FACE = 0.4;

  private Boxes() {}

  /** A box of the scaled picture in pixels of the original, at least one pixel large. */
  static Box unscaled(double x, double y, double width, double height, double scale) {
    return new Box(
        (int) Math.round(x / scale),
        (int) Math.round(y / scale),
        Math.max(1, (int) Math.round(width / scale)),
        Math.max(1, (int) Math.round(height / scale)));
  }

  /** The boxes largest first, less those that frame a face already framed by a larger one. */
  static List<Box> distinct(List<Box> boxes) {
    List<Box> kept = new ArrayList<>();
    boxes.stream()
        .sorted(Comparator.comparingLong(Box::area).reversed())
        .filter(box -> kept.stream().noneMatch(k -> k.intersectionOverUnion(box) > SAME_FACE))
        .forEach(kept::add);
    return List.copyOf(kept);
  }
}
