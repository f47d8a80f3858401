package io.moodspeaker.eeg;

import java.util.List;

/** Two groups of points by k-means (Lloyd, 1982), begun at two points that lie far apart. */
public final class TwoMeans {
  private final double[][] centres;

  private TwoMeans(double[][] centres) {
    this.centres = centres;
  }

  /** Groups of points, of which there must be two that differ. */
  public static TwoMeans of(List<double[]> points) {
    double[] first = farthest(points, points.getFirst());
    double[][] centres = {first.clone(), farthest(points, first).clone()};
    for (int round = 0; round < 50; round++) {
      double[][] sums = new double[2][first.length];
      int[] counts = new int[2];
      TwoMeans now = new TwoMeans(centres);
      for (double[] point : points) {
        int group = now.group(point);
        counts[group]++;
        for (int i = 0; i < point.length; i++) {
          sums[group][i] += point[i];
        }
      }
      for (int group = 0; group < 2; group++) {
        for (int i = 0; i < first.length && counts[group] > 0; i++) {
          centres[group][i] = sums[group][i] / counts[group];
        }
      }
    }
    return new TwoMeans(centres);
  }

  /** The nearer group of a point, 0 or 1. */
  public int group(double[] point) {
    return apart(point, centres[0]) <= apart(point, centres[1]) ? 0 : 1;
  }

  private static double[] farthest(List<double[]> points, double[] from) {
    double[] best = from;
    for (double[] point : points) {
      if (apart(point, from) > apart(best, from)) {
        best = point;
      }
    }
    return best;
  }

  private static double apart(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
