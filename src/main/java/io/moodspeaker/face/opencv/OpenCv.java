package io.moodspeaker.face.opencv;

import io.moodspeaker.face.FaceDetectorException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_objdetect;

/** Loads OpenCV's natives, or says in one line what keeps them from loading. */
final class OpenCv {
  private OpenCv() {}

  static void load() throws FaceDetectorException {
    try {
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_objdetect.class);
      Loader.load(opencv_dnn.class);
    } catch (LinkageError e) {
      throw new FaceDetectorException(
          "OpenCV cannot load its system libraries ("
              + e.getMessage()
              + "): apt install libgtk2.0-0, on trixie libgtk2.0-0t64",
          e);
    }
  }
}
