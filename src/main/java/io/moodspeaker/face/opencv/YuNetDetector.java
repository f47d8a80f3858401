package io.moodspeaker.face.opencv;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/**
 * YuNet (Wu, Peng and Yu, "YuNet: A Tiny Millisecond-level Face Detector", 2023) through OpenCV's
 * FaceDetectorYN. Thread-safe: calls wait for each other.
 */
public final class YuNetDetector implements FaceDetector {
  /** More faces than a living room holds; it bounds the work of overlap removal. */
  private static final int TOP_K = 500;

  /** The least score of a face where one was a moment ago. */
  private static final double LESS_SURE = 0.4;

  private final YuNetSettings settings;
  private final FaceDetectorYN net;
  private boolean closed;

  private YuNetDetector(YuNetSettings settings, FaceDetectorYN net) {
    this.settings = settings;
    this.net = net;
  }

  /**
   * A detector with the weights in an ONNX file.
   *
   * @throws FaceDetectorException if the file or OpenCV does not load; the message says why
   */
  public static YuNetDetector open(Path onnx, YuNetSettings settings) throws FaceDetectorException {
    if (!Files.isReadable(onnx)) {
      throw new FaceDetectorException(onnx + " cannot be read; put the YuNet ONNX file there");
    }
    OpenCv.load();
    try (BytePointer format = new BytePointer("onnx");
        BytePointer model = new BytePointer(Files.readAllBytes(onnx));
        BytePointer none = new BytePointer();
        Size size = new Size(settings.longestSide(), settings.longestSide())) {
      // From memory: of a file OpenCV chooses its reader by the name's ending.
      FaceDetectorYN net =
          FaceDetectorYN.create(
              format,
              model,
              none,
              size,
              (float) settings.score(),
              (float) settings.overlap(),
              TOP_K,
              0,
              0);
      return new YuNetDetector(settings, net);
    } catch (IOException | RuntimeException e) {
      throw new FaceDetectorException(
          onnx
              + " is not a YuNet model that OpenCV can read; take face_detection_yunet_2026may.onnx"
              + " from OpenCV Zoo",
          e);
    }
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public Optional<Box> near(Frame frame, Box last) {
    Nearby nearby = Nearby.of(frame, last);
    try (PointerScope scope = new PointerScope()) {
      Mat found = found(nearby.cut(frame), LESS_SURE);
      if (found.empty()) {
        return Optional.empty();
      }
      // The surest comes first.
      try (FloatIndexer rows = found.createIndexer()) {
        return Optional.of(
            nearby.inFrame(rows.get(0, 0), rows.get(0, 1), rows.get(0, 2), rows.get(0, 3), 0));
      }
    }
  }

  /** What the net finds, in the caller's scope. */
  private Mat found(Mat picture, double score) {
    Mat found = new Mat();
    synchronized (net) {
      if (closed) {
        throw new IllegalStateException("the face detector is closed");
      }
      net.setScoreThreshold((float) score);
      net.setInputSize(picture.size());
      net.detect(picture, found);
    }
    return found;
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public List<Box> detect(Frame frame) {
    double scale = Mats.scaleTo(settings.longestSide(), frame);
    List<Box> boxes = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      Mat found = found(Mats.scaled(Mats.of(frame), scale), settings.score());
      if (!found.empty()) {
        try (FloatIndexer rows = found.createIndexer()) {
          for (int i = 0; i < found.rows(); i++) {
            float width = rows.get(i, 2);
            float height = rows.get(i, 3);
            boxes.add(Boxes.unscaled(rows.get(i, 0), rows.get(i, 1), width, height, scale));
          }
        }
      }
    }
    return Boxes.distinct(boxes);
  }

  @Override
  public String name() {
    return "yunet";
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
