package io.moodspeaker.people.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_MINMAX;
import static org.bytedeco.opencv.global.opencv_core.normalize;
import static org.bytedeco.opencv.global.opencv_core.pow;
import static org.bytedeco.opencv.global.opencv_core.subtract;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.people.FaceEncoder;
import io.moodspeaker.people.FaceRegion;
import io.moodspeaker.support.Natives;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_face.LBPHFaceRecognizer;

/**
 * Histograms of local binary patterns (Ahonen, Hadid and Pietikäinen, "Face Recognition with Local
 * Binary Patterns", 2004) by OpenCV's face module, of the gray picture and of the same with its
 * light evened out (Tan and Triggs, 2007); patterns with more than two steps around the circle
 * share one bin. Beside them stand {@link GradientHistograms}. Needs no file. Thread-safe: calls
 * wait for each other.
 */
public final class LbphEncoder implements FaceEncoder {
  private static final int WIDTH = 92;
  private static final int HEIGHT = 112;

  /** Cells a side: 11 x 14 pixels each, about an eye. */
  private static final int GRID = 8;

  /** Two pixels: with one the patterns follow the camera's noise. */
  private static final int RADIUS = 2;

  /** Three pixels: what is left of a picture whose light was evened out is coarser. */
  private static final int EVEN_RADIUS = 3;

  /** Three pixels: as far as detectors place one face differently from frame to frame. */
  private static final int SHIFT = 3;

  /** And so much larger or smaller, and so many degrees tilted. */
  private static final double[][] ZOOMS_AND_TILTS = {
    {0.93, 0}, {1.07, 0}, {1, -7}, {1, 7}, {0.93, -5}, {0.93, 5}, {1.07, -5}, {1.07, 5}
  };

  private static final int PATTERNS = 256;

  /** The bin of each pattern. */
  private static final int[] BINS = bins();

  /** The bins of a cell: 58 patterns with at most two steps, and the rest. */
  private static final int CELL = 59;

  /** The numbers of one picture's patterns. */
  private static final int PICTURE = GRID * GRID * CELL;

  private static final int NUMBERS = 2 * PICTURE + GRID * GRID * GradientHistograms.CELL;

  /** Five: the mean distance to fewer says little about a face. */
  private static final int ENOUGH_OTHERS = 5;

  /**
   * With fewer: as near as the person's own faces are to each other and so much more, which one of
   * a hundred strangers is.
   */
  private static final double BEYOND_OWN = 15;

  /** Own faces that are all alike say little about other days. */
  private static final double NEAR_AT_LEAST = 72;

  /** Own faces far apart may be badly found. */
  private static final double NEAR_AT_MOST = 100;

  /** Who is nearly as near to others is nobody's. */
  private static final double ALIKE = 0.75;

  /**
   * The distance as a share of that to the next persons, which one of a hundred strangers is below:
   * so much for many people, and less for few, of whom the next is often far away.
   */
  private static final double NEARER = 0.864;

  private static final double FEW = 1.02;

  /** Twenty people: how more would do has not been measured. */
  private static final int MOST_MEASURED = 20;

  private final LBPHFaceRecognizer plain;
  private final LBPHFaceRecognizer even;
  private boolean closed;

  /** An encoder; the caller closes it. */
  public LbphEncoder() {
    Natives.OPENCV.load();
    plain = LBPHFaceRecognizer.create(RADIUS, 8, GRID, GRID, Double.MAX_VALUE);
    even = LBPHFaceRecognizer.create(EVEN_RADIUS, 8, GRID, GRID, Double.MAX_VALUE);
  }

  private static int[] bins() {
    int[] bins = new int[PATTERNS];
    int next = 0;
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      int rotated = (pattern << 1 | pattern >> 7) & 0xff;
      bins[pattern] = Integer.bitCount(pattern ^ rotated) <= 2 ? next++ : -1;
    }
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
      bins[pattern] = bins[pattern] < 0 ? next : bins[pattern];
    }
    return bins;
  }

  @Override
  public String name() {
    return "lbph";
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public synchronized List<float[]> encode(Frame frame, Box box) {
    Box face = FaceRegion.head(frame, box);
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    try (PointerScope scope = new PointerScope()) {
      List<Mat> cuts = new ArrayList<>();
      cuts.add(cut(frame, face, 0, 0, 1, 0));
      for (int dy = -SHIFT; dy <= SHIFT; dy += SHIFT) {
        for (int dx = -SHIFT; dx <= SHIFT; dx += SHIFT) {
          if (dx != 0 || dy != 0) {
            cuts.add(cut(frame, face, dx, dy, 1, 0));
          }
        }
      }
      for (double[] other : ZOOMS_AND_TILTS) {
        cuts.add(cut(frame, face, 0, 0, other[0], other[1]));
      }
      List<float[]> views = new ArrayList<>();
      for (Mat cut : cuts) {
        float[] numbers = new float[NUMBERS];
        GradientHistograms.add(cut, GRID, numbers, 2 * PICTURE);
        views.add(numbers);
      }
      histograms(plain, cuts, views, 0);
      histograms(even, cuts.stream().map(LbphEncoder::evened).toList(), views, PICTURE);
      return views;
    }
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Puts the histograms of pictures into their numbers, from a place on. */
  private static void histograms(
      LBPHFaceRecognizer lbph, List<Mat> pictures, List<float[]> numbers, int from) {
    lbph.train(new MatVector(pictures.toArray(Mat[]::new)), new Mat(pictures.size(), 1, CV_32SC1));
    MatVector histograms = lbph.getHistograms();
    for (int i = 0; i < pictures.size(); i++) {
      add(histograms.get(i), numbers.get(i), from);
    }
  }

  /** Adds OpenCV's bins up to ours, from a place on. */
  private static void add(Mat histogram, float[] numbers, int from) {
    try (FloatIndexer bins = histogram.createIndexer()) {
      for (int cell = 0; cell < GRID * GRID; cell++) {
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
          numbers[from + cell * CELL + BINS[pattern]] +=
              bins.get(0, (long) cell * PATTERNS + pattern);
        }
      }
    }
  }

  /**
   * The face in gray at {@value #WIDTH} x {@value #HEIGHT}; beyond the frame's edge its outermost
   * pixels go on.
   *
   * @param dx how far it is moved, in pixels of the result
   * @param zoom above 1 for a smaller part of the frame
   * @param degrees how far it is turned
   */
  private static Mat cut(Frame frame, Box face, int dx, int dy, double zoom, double degrees) {
    byte[] gray = new byte[WIDTH * HEIGHT];
    double stepX = face.width() / (double) WIDTH / zoom;
    double stepY = face.height() / (double) HEIGHT / zoom;
    double middleX = face.x() + face.width() / 2.0;
    double middleY = face.y() + face.height() / 2.0;
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double u = x + dx + 0.5 - WIDTH / 2.0;
        double v = y + dy + 0.5 - HEIGHT / 2.0;
        gray[y * WIDTH + x] =
            (byte)
                Math.round(
                    mean(
                        frame,
                        middleX + (cos * u - sin * v) * stepX,
                        middleY + (sin * u + cos * v) * stepY,
                        stepX,
                        stepY));
      }
    }
    return new Mat(HEIGHT, WIDTH, CV_8UC1, new BytePointer(gray)).clone();
  }

  /** The mean brightness of a small rectangle: of its middle alone where it is below a pixel. */
  private static double mean(Frame frame, double x, double y, double width, double height) {
    int columns = Math.max(1, (int) Math.round(width));
    int rows = Math.max(1, (int) Math.round(height));
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        sum +=
            between(
                frame,
                x + (column + 0.5 - columns / 2.0) * width / columns - 0.5,
                y + (row + 0.5 - rows / 2.0) * height / rows - 0.5);
      }
    }
    return sum / (rows * columns);
  }

  /** The brightness between four pixels. */
  private static double between(Frame frame, double x, double y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double fx = x - x0;
    double fy = y - y0;
    return (1 - fy) * ((1 - fx) * gray(frame, x0, y0) + fx * gray(frame, x0 + 1, y0))
        + fy * ((1 - fx) * gray(frame, x0, y0 + 1) + fx * gray(frame, x0 + 1, y0 + 1));
  }

  private static double gray(Frame frame, int x, int y) {
    int at =
        3
            * (Math.clamp(y, 0, frame.height() - 1) * frame.width()
                + Math.clamp(x, 0, frame.width() - 1));
    byte[] bgr = frame.bgr();
    return 0.114 * (bgr[at] & 0xff) + 0.587 * (bgr[at + 1] & 0xff) + 0.299 * (bgr[at + 2] & 0xff);
  }

  /** The picture with bright and dark sides made alike: brightness to the fifth root, less blur. */
  private static Mat evened(Mat gray) {
    Mat light = new Mat();
    gray.convertTo(light, CV_32F, 1 / 255.0, 1e-3);
    pow(light, 0.2, light);
    Mat fine = new Mat();
    Mat coarse = new Mat();
    GaussianBlur(light, fine, new Size(0, 0), 1);
    GaussianBlur(light, coarse, new Size(0, 0), 2);
    subtract(fine, coarse, light);
    normalize(light, light, 0, 255, NORM_MINMAX, -1, null);
    Mat even = new Mat();
    light.convertTo(even, CV_8U);
    return even;
  }

  /** The chi-square distance of two faces' histograms in each cell. */
  @Override
  public double[] distances(float[] a, float[] b) {
    double[] cells = new double[3 * GRID * GRID];
    for (int cell = 0; cell < cells.length; cell++) {
      int edges = Math.max(0, cell - 2 * GRID * GRID);
      int from = (cell - edges) * CELL + edges * GradientHistograms.CELL;
      int length = cell < 2 * GRID * GRID ? CELL : GradientHistograms.CELL;
      for (int i = from; i < from + length; i++) {
        double both = a[i] + b[i];
        if (both > 0) {
          double apart = a[i] - b[i];
          cells[cell] += apart * apart / both;
        }
      }
    }
    return cells;
  }

  @Override
  public boolean accepts(double best, double spread, List<Double> others) {
    List<Double> next = others.subList(0, Math.min(3, others.size()));
    if (others.size() < ENOUGH_OTHERS) {
      return best < Math.clamp(spread + BEYOND_OWN, NEAR_AT_LEAST, NEAR_AT_MOST)
          && (next.isEmpty() || best < ALIKE * mean(next));
    }
    double nearer = NEARER - FEW / Math.min(MOST_MEASURED, others.size() + 1);
    return best < nearer * (0.7 * mean(next) + 0.3 * mean(others));
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      plain.close();
      even.close();
    }
  }
}
