package io.moodspeaker.people.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacePoints;
import io.moodspeaker.model.Frame;
import io.moodspeaker.people.FaceEncoder;
import io.moodspeaker.people.FaceRegion;
import io.moodspeaker.support.Natives;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private final Optional<FacePoints.Finder> points;
  private boolean closed;

  /**
   * An encoder by the network's file; the caller closes it.
   *
   * @param points what finds the points by which a face is turned upright, closed with the encoder;
   *     without it faces are taken as they lie
   */
  public SFaceEncoder(Path file, Optional<FacePoints.Finder> points) {
    Natives.OPENCV.load();
    network = FaceRecognizerSF.create(file.toString(), "");
    this.points = points;
  }

  @Override
  public String name() {
    return "sface";
  }

  /** One view: the face upright, with eyes, nose and mouth where the network expects them. */
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
      Mat cut = new Mat();
      if (points.isPresent()) {
        network.alignCrop(picture, row(face, points.get().find(frame, face)), cut);
      } else {
        resize(new Mat(picture, inside(frame, face)), cut, new Size(SIZE, SIZE));
      }
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

  /** A face as OpenCV's detectors tell it: box, five points and a score. */
  private static Mat row(Box face, FacePoints at) {
    Mat row = new Mat(1, 15, CV_32FC1);
    try (FloatIndexer index = row.createIndexer()) {
      int next = 0;
      for (double value :
          new double[] {
            face.x(),
            face.y(),
            face.width(),
            face.height(),
            at.leftEye().x(),
            at.leftEye().y(),
            at.rightEye().x(),
            at.rightEye().y(),
            at.nose().x(),
            at.nose().y(),
            at.leftMouth().x(),
            at.leftMouth().y(),
            at.rightMouth().x(),
            at.rightMouth().y(),
            1
          }) {
        index.put(0, next++, (float) value);
      }
    }
    return row;
  }

  private static Rect inside(Frame frame, Box face) {
    int x = Math.clamp(face.x(), 0, frame.width() - 1);
    int y = Math.clamp(face.y(), 0, frame.height() - 1);
    return new Rect(
        x,
        y,
        Math.clamp(face.width(), 1, frame.width() - x),
        Math.clamp(face.height(), 1, frame.height() - y));
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
      points.ifPresent(FacePoints.Finder::close);
    }
  }
}
