package io.moodspeaker.face.opencv;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileNode;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Viola and Jones' cascade of Haar features, as trained by Rainer Lienhart ({@code
 * frontalface_alt2}). Thread-safe: calls wait for each other, OpenCV itself uses all cores.
 */
public final class HaarDetector implements FaceDetector {
  private static final String CASCADE = "haarcascade_frontalface_alt2.xml";

  /** Two hits: a third less than a face in the open needs, as one was there a moment ago. */
  private static final int FEW = 2;

  /** Upright, then tilted to either side: the cascade itself bears about 15 degrees. */
  private static final int[] TILTS = {0, 20, -20};

  /** In its sizes to each side: a face moves less from one frame to the next. */
  private static final double REACH = 1;

  /** A face grows or shrinks at most so much from one frame to the next. */
  private static final double RESIZED = 1.4;

  private final HaarSettings settings;
  private final CascadeClassifier cascade;
  private boolean closed;

  private HaarDetector(HaarSettings settings, CascadeClassifier cascade) {
    this.settings = settings;
    this.cascade = cascade;
  }

  /**
   * A detector with the cascade that ships.
   *
   * @throws FaceDetectorException if OpenCV does not load; the message says what is missing
   */
  public static HaarDetector open(HaarSettings settings) throws FaceDetectorException {
    String xml;
    try (InputStream in = HaarDetector.class.getResourceAsStream(CASCADE)) {
      if (in == null) {
        throw new FaceDetectorException(CASCADE + " is not in the program; build it again");
      }
      xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new FaceDetectorException(CASCADE + " cannot be read: " + e.getMessage(), e);
    }
    OpenCv.load();
    CascadeClassifier cascade = new CascadeClassifier();
    try (FileStorage storage = new FileStorage(xml, FileStorage.READ | FileStorage.MEMORY);
        FileNode root = storage.getFirstTopLevelNode()) {
      if (!cascade.read(root)) {
        throw new FaceDetectorException(CASCADE + " is damaged; build the program again");
      }
    }
    return new HaarDetector(settings, cascade);
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public List<Box> detect(Frame frame) {
    double scale = Mats.scaleTo(settings.longestSide(), frame);
    try (PointerScope scope = new PointerScope()) {
      Mat small = gray(frame, scale);
      Size least = new Size(settings.smallestFace(), settings.smallestFace());
      List<Box> boxes =
          Arrays.stream(search(small, settings.neighbors(), least, new Size()))
              .map(r -> Boxes.unscaled(r.x(), r.y(), r.width(), r.height(), scale))
              .toList();
      return Boxes.distinct(boxes);
    }
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public List<Box> follow(Frame frame, List<Box> places) {
    double scale = Mats.scaleTo(settings.longestSide(), frame);
    List<Box> boxes = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      Mat small = gray(frame, scale);
      for (Box place : places) {
        Optional<Box> face = around(small, place, scale);
        if (face.isEmpty()) {
          return List.of();
        }
        boxes.add(face.get());
      }
    }
    // Two places with one face between them have lost one.
    return Boxes.distinct(boxes).size() == places.size() ? boxes : List.of();
  }

  /** The face nearest to a place, in the caller's scope. */
  private Optional<Box> around(Mat small, Box place, double scale) {
    double side = Math.max(place.width(), place.height()) * scale;
    double x = (place.x() + place.width() / 2.0) * scale;
    double y = (place.y() + place.height() / 2.0) * scale;
    int left = Math.clamp(Math.round(x - REACH * side), 0, small.cols() - 1);
    int top = Math.clamp(Math.round(y - REACH * side), 0, small.rows() - 1);
    int right = Math.clamp(Math.round(x + REACH * side), left + 1, small.cols());
    int bottom = Math.clamp(Math.round(y + REACH * side), top + 1, small.rows());
    Mat part = new Mat(small, new Rect(left, top, right - left, bottom - top));
    int least = Math.max(settings.smallestFace(), (int) Math.round(side / RESIZED));
    int most = (int) Math.round(side * RESIZED);
    Rect[] found = search(part, settings.neighbors(), new Size(least, least), new Size(most, most));
    return Arrays.stream(found)
        .min(
            Comparator.comparingDouble(
                r ->
                    Math.hypot(
                        left + r.x() + r.width() / 2.0 - x, top + r.y() + r.height() / 2.0 - y)))
        .map(r -> Boxes.unscaled(left + r.x(), top + r.y(), r.width(), r.height(), scale));
  }

  private static Mat gray(Frame frame, double scale) {
    Mat gray = new Mat();
    cvtColor(Mats.of(frame), gray, COLOR_BGR2GRAY);
    return Mats.scaled(gray, scale);
  }

  /** What the cascade finds, in the caller's scope. */
  private Rect[] search(Mat picture, int neighbors, Size least, Size most) {
    RectVector found = new RectVector();
    synchronized (cascade) {
      if (closed) {
        throw new IllegalStateException("the face detector is closed");
      }
      cascade.detectMultiScale(picture, found, settings.scaleStep(), neighbors, 0, least, most);
    }
    return found.get();
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public Optional<Box> near(Frame frame, Box last) {
    Nearby nearby = Nearby.of(frame, last);
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat();
      cvtColor(nearby.cut(frame), gray, COLOR_BGR2GRAY);
      int size = Nearby.FACE;
      for (int degrees : TILTS) {
        Mat turned = nearby.turned(gray, degrees);
        Rect[] found =
            search(
                turned,
                FEW,
                new Size(size * 2 / 3, size * 2 / 3),
                new Size(size * 3 / 2, size * 3 / 2));
        if (found.length > 0) {
          Rect rect = found[0];
          return Optional.of(
              nearby.inFrame(rect.x(), rect.y(), rect.width(), rect.height(), degrees));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return "haar";
  }

  @Override
  public void close() {
    synchronized (cascade) {
      if (!closed) {
        closed = true;
        cascade.deallocate();
      }
    }
  }
}
