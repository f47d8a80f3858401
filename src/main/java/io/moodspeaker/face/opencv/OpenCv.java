package io.moodspeaker.face.opencv;

import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.support.Natives;

/** Loads OpenCV's natives, or says in one line what keeps them from loading. */
final class OpenCv {
  private OpenCv() {}

  static void load() throws FaceDetectorException {
    try {
      Natives.OPENCV.load();
    } catch (LinkageError e) {
      throw new FaceDetectorException("OpenCV does not load: " + e.getMessage(), e);
    }
  }
}
