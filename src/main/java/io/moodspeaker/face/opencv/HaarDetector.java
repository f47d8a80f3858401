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
    List<Box> boxes = new ArrayList<>();
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat();
      cvtColor(Mats.of(frame), gray, COLOR_BGR2GRAY);
      Mat small = Mats.scaled(gray, scale);
      RectVector found = new RectVector();
      Size least = new Size(settings.smallestFace(), settings.smallestFace());
      synchronized (cascade) {
        if (closed) {
          throw new IllegalStateException("the face detector is closed");
        }
        cascade.detectMultiScale(
            small, found, settings.scaleStep(), settings.neighbors(), 0, least, new Size());
      }
      for (Rect rect : found.get()) {
        boxes.add(Boxes.unscaled(rect.x(), rect.y(), rect.width(), rect.height(), scale));
      }
    }
    return Boxes.distinct(boxes);
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public Optional<Box> near(Frame frame, Box last) {
    Nearby nearby = Nearby.of(frame, last);
    try (PointerScope scope = new PointerScope()) {
      Mat gray = new Mat();
      cvtColor(nearby.cut(frame), gray, COLOR_BGR2GRAY);
      int size = Nearby.FACE;
      RectVector found = new RectVector();
      for (int degrees : TILTS) {
        Mat turned = nearby.turned(gray, degrees);
        synchronized (cascade) {
          if (closed) {
            throw new IllegalStateException("the face detector is closed");
          }
          cascade.detectMultiScale(
              turned,
              found,
              settings.scaleStep(),
              FEW,
              0,
              new Size(size * 2 / 3, size * 2 / 3),
              new Size(size * 3 / 2, size * 3 / 2));
        }
        if (!found.empty()) {
          Rect rect = found.get(0);
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
