package io.moodspeaker.face;

/** A face detector could not be opened; the message says why and what helps. */
public class FaceDetectorException extends Exception {
  private static final long serialVersionUID = 1;

  public FaceDetectorException(String message) {
    super(message);
  }

  public FaceDetectorException(String message, Throwable cause) {
    super(message, cause);
  }
}
