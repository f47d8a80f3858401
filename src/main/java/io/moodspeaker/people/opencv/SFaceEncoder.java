package io.moodspeaker.people.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.people.FaceEncoder;
import io.moodspeaker.people.FaceRegion;
import io.moodspeaker.support.Natives;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceRecognizerSF;

/**
 * The SFace network (Zhong and others, "SFace: Sigmoid-Constrained Hypersphere Loss for Robust Face
 * Recognition", 2021) through OpenCV: 128 numbers a face, compared by the angle between them.
 * Thread-safe: calls wait for each other.
 */
public final class SFaceEncoder implements FaceEncoder {
  /** What the network looks at. */
  private static final int SIZE = 112;

  /** The cosine above which OpenCV's own sample calls two faces one person's. */
  private static final double SAME = 0.363;

  private final FaceRecognizerSF network;
  private boolean closed;

  /** An encoder by the network's file; the caller closes it. */
  public SFaceEncoder(Path file) {
    Natives.OPENCV.load();
    network = FaceRecognizerSF.create(file.toString(), "");
  }

  @Override
  public String name() {
    return "sface";
  }

  /** One view: the face cut square, eyes where the network expects them in an upright face. */
  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public synchronized List<float[]> encode(Frame frame, Box box) {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    Box face = FaceRegion.face(frame, box);
    try (PointerScope scope = new PointerScope()) {
      Mat picture =
          new Mat(frame.height(), frame.width(), CV_8UC3, new BytePointer(frame.bgr())).clone();
      int x = Math.clamp(face.x(), 0, frame.width() - 1);
      int y = Math.clamp(face.y(), 0, frame.height() - 1);
      Rect inside =
          new Rect(
              x,
              y,
              Math.clamp(face.width(), 1, frame.width() - x),
              Math.clamp(face.height(), 1, frame.height() - y));
      Mat cut = new Mat();
      org.bytedeco.opencv.global.opencv_imgproc.resize(
          new Mat(picture, inside), cut, new Size(SIZE, SIZE));
      Mat feature = new Mat();
      network.feature(cut, feature);
      Mat numbers = new Mat();
      feature.convertTo(numbers, CV_32FC1);
      float[] values = new float[(int) numbers.total()];
      try (FloatIndexer index = numbers.createIndexer()) {
        for (int i = 0; i < values.length; i++) {
          values[i] = index.get(0, i);
        }
      }
      return List.of(values);
    }
  }

  /** One part: 1 less the cosine. */
  @Override
  public double[] distances(float[] a, float[] b) {
    double product = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int i = 0; i < a.length; i++) {
      product += a[i] * b[i];
      lengthA += a[i] * a[i];
      lengthB += b[i] * b[i];
    }
    return new double[] {1 - product / Math.sqrt(lengthA * lengthB)};
  }

  @Override
  public boolean accepts(double best, double spread, List<Double> others) {
    return best < 1 - SAME;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      network.close();
    }
  }
}
