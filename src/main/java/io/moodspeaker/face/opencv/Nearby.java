package io.moodspeaker.face.opencv;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.getRotationMatrix2D;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The part of a frame around a face's last place, twice as wide, scaled so that the face would be
 * {@value #FACE} pixels wide.
 */
record Nearby(int left, int top, int width, int height, double scale) {
  /** Large enough for every detector, and quick. */
  static final int FACE = 64;

  static Nearby of(Frame frame, Box last) {
    int side = Math.max(last.width(), last.height());
    int left = Math.clamp(last.x() + last.width() / 2 - side, 0, frame.width() - 1);
    int top = Math.clamp(last.y() + last.height() / 2 - side, 0, frame.height() - 1);
    int right = Math.clamp(last.x() + last.width() / 2 + side, left + 1, frame.width());
    int bottom = Math.clamp(last.y() + last.height() / 2 + side, top + 1, frame.height());
    return new Nearby(left, top, right - left, bottom - top, (double) FACE / side);
  }

  /** The part, in the caller's scope. */
  Mat cut(Frame frame) {
    Mat part = new Mat(Mats.of(frame), new Rect(left, top, width, height));
    Mat scaled = new Mat();
    Size size =
        new Size(
            Math.max(1, (int) Math.round(width * scale)),
            Math.max(1, (int) Math.round(height * scale)));
    resize(part, scaled, size, 0, 0, scale < 1 ? INTER_AREA : INTER_LINEAR);
    return scaled;
  }

  /** A cut turned about its middle, clockwise above 0, in the caller's scope. */
  Mat turned(Mat cut, int degrees) {
    if (degrees == 0) {
      return cut;
    }
    Mat turned = new Mat();
    Point2f middle = new Point2f(cut.cols() / 2f, cut.rows() / 2f);
    // OpenCV turns the other way round.
    warpAffine(cut, turned, getRotationMatrix2D(middle, -degrees, 1), cut.size());
    return turned;
  }

  /** A box of the turned cut in pixels of the frame: upright, around the same middle. */
  Box inFrame(double x, double y, double boxWidth, double boxHeight, int degrees) {
    double dx = x + boxWidth / 2 - width * scale / 2;
    double dy = y + boxHeight / 2 - height * scale / 2;
    double back = Math.toRadians(-degrees);
    double middleX = left + width / 2.0 + (Math.cos(back) * dx - Math.sin(back) * dy) / scale;
    double middleY = top + height / 2.0 + (Math.sin(back) * dx + Math.cos(back) * dy) / scale;
    return Boxes.unscaled(
        middleX * scale - boxWidth / 2,
        middleY * scale - boxHeight / 2,
        boxWidth,
        boxHeight,
        scale);
  }
}
