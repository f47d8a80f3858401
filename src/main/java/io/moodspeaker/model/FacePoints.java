package io.moodspeaker.model;

/**
 * Five points of a face in pixels of its frame, from the top left, by which it is turned upright.
 *
 * @param leftEye the middle of the eye on the picture's left
 * @param rightEye of the other eye
 * @param nose its tip
 * @param leftMouth the mouth's corner on the picture's left
 * @param rightMouth the other corner
 */
public record FacePoints(
    Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {
  /** A place in a frame. */
  public record Point(double x, double y) {}

  /** Finds a face's points. Safe for use by several threads. */
  public interface Finder extends AutoCloseable {
    /**
     * The points of a face.
     *
     * @param face as a detector framed it
     * @throws IllegalStateException if the model failed; the message says why
     */
    FacePoints find(Frame frame, Box face);

    @Override
    void close();
  }
}
