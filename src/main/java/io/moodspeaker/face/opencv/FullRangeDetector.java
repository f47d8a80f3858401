package io.moodspeaker.face.opencv;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromTFLite;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * MediaPipe's full-range face detector (a BlazeFace: Bazarevsky et al., 2019) through OpenCV's DNN.
 * It looks at a square of {@value #SIDE} pixels and answers, for each of 48x48 places, where a face
 * lies from there and how sure it is. Thread-safe: calls wait for each other.
 */
public final class FullRangeDetector implements FaceDetector {
  private static final int SIDE = 192;
  private static final int GRID = 48;

  /** Sixteen numbers a place: the box and six points. */
  private static final int NUMBERS = 16;

  /** The least score that makes a face. */
  private static final double SURE = 0.5;

  /** The least score of a face where one was a moment ago. */
  private static final double LESS_SURE = 0.3;

  /** Of two boxes that share so much of their union the less sure one goes. */
  private static final double SAME_FACE = 0.3;

  private final Net net;
  private boolean closed;

  private FullRangeDetector(Net net) {
    this.net = net;
  }

  private record Hit(double score, double x, double y, double width, double height) {}

  /**
   * A detector with the weights in a TensorFlow Lite file.
   *
   * @throws FaceDetectorException if the file or OpenCV does not load; the message says why
   */
  public static FullRangeDetector open(Path tflite) throws FaceDetectorException {
    if (!Files.isReadable(tflite)) {
      throw new FaceDetectorException(
          tflite + " cannot be read; 'moodspeaker models add full-range' fetches it");
    }
    OpenCv.load();
    try {
      return new FullRangeDetector(readNetFromTFLite(tflite.toString()));
    } catch (RuntimeException e) {
      throw new FaceDetectorException(
          tflite
              + " is not the full-range model; 'moodspeaker models add full-range' fetches the one"
              + " that OpenCV can read",
          e);
    }
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public List<Box> detect(Frame frame) {
    try (PointerScope scope = new PointerScope()) {
      double scale = (double) SIDE / Math.max(frame.width(), frame.height());
      List<Box> boxes = new ArrayList<>();
      for (Hit hit : hits(Mats.of(frame), SURE)) {
        boxes.add(Boxes.unscaled(hit.x, hit.y, hit.width, hit.height, scale));
      }
      return Boxes.distinct(boxes);
    }
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public Optional<Box> near(Frame frame, Box last) {
    Nearby nearby = Nearby.of(frame, last);
    try (PointerScope scope = new PointerScope()) {
      Mat cut = nearby.cut(frame);
      double scale = (double) SIDE / Math.max(cut.cols(), cut.rows());
      return hits(cut, LESS_SURE).stream()
          .findFirst()
          .map(
              hit ->
                  nearby.inFrame(
                      hit.x / scale, hit.y / scale, hit.width / scale, hit.height / scale, 0));
    }
  }

  /** What is found in a picture, in pixels of the square it is scaled to; the surest first. */
  private List<Hit> hits(Mat picture, double least) {
    int longer = Math.max(picture.cols(), picture.rows());
    Mat square = new Mat();
    copyMakeBorder(
        picture,
        square,
        0,
        longer - picture.rows(),
        0,
        longer - picture.cols(),
        BORDER_CONSTANT,
        Scalar.all(0));
    Mat blob =
        blobFromImage(
            square, 1 / 127.5, new Size(SIDE, SIDE), Scalar.all(127.5), true, false, CV_32F);
    MatVector answers = new MatVector();
    synchronized (net) {
      if (closed) {
        throw new IllegalStateException("the face detector is closed");
      }
      net.setInput(blob);
      net.forward(answers, net.getUnconnectedOutLayersNames());
    }
    Mat first = answers.get(0);
    boolean boxesFirst = first.total() == (long) GRID * GRID * NUMBERS;
    float[] boxes = numbers(boxesFirst ? first : answers.get(1));
    float[] scores = numbers(boxesFirst ? answers.get(1) : first);
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      double score = 1 / (1 + Math.exp(-scores[i]));
      if (score < least) {
        continue;
      }
      double width = boxes[i * NUMBERS + 2];
      double height = boxes[i * NUMBERS + 3];
      double x = boxes[i * NUMBERS] + SIDE * (i % GRID + 0.5) / GRID;
      int row = i / GRID;
      double y = boxes[i * NUMBERS + 1] + SIDE * (row + 0.5) / GRID;
      if (width > 0 && height > 0) {
        hits.add(new Hit(score, x - width / 2, y - height / 2, width, height));
      }
    }
    hits.sort(Comparator.comparingDouble(Hit::score).reversed());
    List<Hit> kept = new ArrayList<>();
    for (Hit hit : hits) {
      if (kept.stream().noneMatch(other -> overlap(other, hit) > SAME_FACE)) {
        kept.add(hit);
      }
    }
    return kept;
  }

  private static float[] numbers(Mat mat) {
    float[] numbers = new float[Math.toIntExact(mat.total())];
    try (FloatIndexer all = mat.reshape(1, numbers.length).createIndexer()) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = all.get(i, 0);
      }
    }
    return numbers;
  }

  private static double overlap(Hit a, Hit b) {
    double width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    double height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    double both = Math.max(0, width) * Math.max(0, height);
    return both / (a.width * a.height + b.width * b.height - both);
  }

  @Override
  public String name() {
    return "full-range";
  }

  @Override
  public void close() {
    synchronized (net) {
      if (!closed) {
        closed = true;
        net.deallocate();
      }
    }
  }
}
