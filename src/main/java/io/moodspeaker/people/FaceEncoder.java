package io.moodspeaker.people;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.util.List;

/** Makes numbers of a face that are alike for one person. Safe for use by several threads. */
public interface FaceEncoder extends AutoCloseable {
  /** Its name; numbers of one encoder mean nothing to another: {@code lbph}. */
  String name();

  /**
   * The numbers of a face: first as it lies, then of slightly other cuts, of which the one that is
   * most like counts when a face is compared.
   */
  List<float[]> encode(Frame frame, Box face);

  /** How far two faces are apart in each part of the face: 0 for the same numbers. */
  double[] distances(float[] a, float[] b);

  /**
   * Whether a face is so near to one person, and so much nearer than to the others, that it is that
   * person's.
   *
   * @param best the distance to the nearest person
   * @param spread how far that person's own faces are apart, 0 where too few are known
   * @param others the distances to all the others, nearest first
   */
  boolean accepts(double best, double spread, List<Double> others);

  @Override
  void close();
}
