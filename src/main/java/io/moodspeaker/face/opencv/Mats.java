package io.moodspeaker.face.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.moodspeaker.model.Frame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures as OpenCV has them; each lives in the caller's PointerScope. */
final class Mats {
  private Mats() {}

  /** A native copy of a frame. */
  static Mat of(Frame frame) {
    return new Mat(frame.height(), frame.width(), CV_8UC3, new BytePointer(frame.bgr()));
  }

  /** The factor that brings a frame's longer side down to a limit; 1 for smaller frames. */
  static double scaleTo(int longestSide, Frame frame) {
    return Math.min(1, (double) longestSide / Math.max(frame.width(), frame.height()));
  }

  /** The picture scaled by a factor, or itself at factor 1. */
  static Mat scaled(Mat picture, double scale) {
    if (scale == 1) {
      return picture;
    }
    int width = Math.max(1, (int) Math.round(picture.cols() * scale));
    int height = Math.max(1, (int) Math.round(picture.rows() * scale));
    Mat small = new Mat();
    resize(picture, small, new Size(width, height), 0, 0, INTER_AREA);
    return small;
  }
}
