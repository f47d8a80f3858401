package io.moodspeaker.training.landmarks;

import io.moodspeaker.training.teacher.FaceApiNet;
import java.io.IOException;
import java.nio.file.Path;

/** The teacher: face-api's 68-point network. {@link #close} releases all that is native. */
final class FaceApiLandmarks implements AutoCloseable {
  /** The width and height of the faces it looks at, in pixels. */
  static final int SIZE = FaceApiNet.SIZE;

  private final FaceApiNet net;

  /**
   * The network with the weights in a folder.
   *
   * @throws IOException if its files are missing or of another form
   */
  FaceApiLandmarks(Path folder, int threads) throws IOException {
    net = new FaceApiNet(folder, "face_landmark_68_model", 136, threads);
  }

  /**
   * The points of some faces.
   *
   * @param rgb faces of {@link #SIZE} with numbers of 0 to 255, one after the other
   * @return for each face x and y of 68 points, as shares of the picture
   */
  float[][] points(float[] rgb) {
    return net.answers(rgb);
  }

  @Override
  public void close() {
    net.close();
  }
}
