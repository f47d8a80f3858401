package io.moodspeaker.people.opencv;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.cartToPolar;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.Sobel;

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
    Mat smooth = new Mat();
    gray.convertTo(smooth, CV_32F);
    GaussianBlur(smooth, smooth, new Size(0, 0), BLUR);
    Mat right = new Mat();
    Mat down = new Mat();
    Sobel(smooth, right, CV_32F, 1, 0, 1, 0.5, 0, BORDER_REPLICATE);
    Sobel(smooth, down, CV_32F, 0, 1, 1, 0.5, 0, BORDER_REPLICATE);
    Mat size = new Mat();
    Mat degrees = new Mat();
    cartToPolar(right, down, size, degrees, true);
    float[] sizes = floats(size);
    float[] directions = floats(degrees);
    int cellWidth = width / grid;
    int cellHeight = height / grid;
    for (int y = 0; y < cellHeight * grid; y++) {
      for (int x = 0; x < cellWidth * grid; x++) {
        float turn = directions[y * width + x] * CELL / 360;
        int low = (int) turn;
        float share = turn - low;
        float steep = sizes[y * width + x];
        int cell = from + (y / cellHeight * grid + x / cellWidth) * CELL;
        numbers[cell + low % CELL] += steep * (1 - share);
        numbers[cell + (low + 1) % CELL] += steep * share;
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

  private static float[] floats(Mat mat) {
    float[] values = new float[mat.rows() * mat.cols()];
    try (FloatIndexer index = mat.createIndexer()) {
      index.get(0L, 0L, values);
    }
    return values;
  }
}
