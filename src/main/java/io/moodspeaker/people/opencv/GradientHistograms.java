package io.moodspeaker.people.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Histograms of the directions in which a gray picture grows brighter, cell by cell (Dalal and
 * Triggs, "Histograms of Oriented Gradients for Human Detection", 2005): the outlines of a face,
 * where local binary patterns are its skin's and eyes' texture.
 */
final class GradientHistograms {
  /** Directions around the circle, 22.5 degrees apart. */
  static final int CELL = 16;

  /** A little: finer edges are the camera's noise. */
  private static final double BLUR = 1.2;

  private GradientHistograms() {}

  /**
   * Puts the histograms of a picture into its numbers, from a place on.
   *
   * @param grid cells a side
   */
  static void add(Mat gray, int grid, float[] numbers, int from) {
    int width = gray.cols();
    int height = gray.rows();
    float[] light = new float[width * height];
    Mat smooth = new Mat();
    gray.convertTo(smooth, CV_32F);
    GaussianBlur(smooth, smooth, new Size(0, 0), BLUR);
    try (FloatIndexer index = smooth.createIndexer()) {
      index.get(0L, 0L, light);
    }
    int cellWidth = width / grid;
    int cellHeight = height / grid;
    for (int y = 0; y < cellHeight * grid; y++) {
      for (int x = 0; x < cellWidth * grid; x++) {
        double dx = slope(light, y * width, x, 1, width);
        double dy = slope(light, x, y, width, height);
        double turn = Math.atan2(dy, dx) / (2 * Math.PI) * CELL;
        int low = (int) Math.floor(turn);
        float share = (float) (turn - low);
        float size = (float) Math.hypot(dx, dy);
        int cell = from + (y / cellHeight * grid + x / cellWidth) * CELL;
        numbers[cell + Math.floorMod(low, CELL)] += size * (1 - share);
        numbers[cell + Math.floorMod(low + 1, CELL)] += size * share;
      }
    }
    for (int cell = from; cell < from + grid * grid * CELL; cell += CELL) {
      // A step of brightness a pixel: cells without an edge stay near 0.
      float sum = cellWidth * cellHeight;
      for (int i = cell; i < cell + CELL; i++) {
        sum += numbers[i];
      }
      for (int i = cell; i < cell + CELL; i++) {
        numbers[i] /= sum;
      }
    }
  }

  /** How much brighter it becomes a pixel, at one of {@code length} pixels of a line. */
  private static double slope(float[] light, int begin, int at, int step, int length) {
    int before = Math.max(0, at - 1);
    int after = Math.min(length - 1, at + 1);
    return (light[begin + after * step] - light[begin + before * step]) / (after - before);
  }
}
