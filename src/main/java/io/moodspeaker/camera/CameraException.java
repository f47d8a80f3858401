package io.moodspeaker.camera;

/** A camera could not deliver; the message says why and what helps. */
public class CameraException extends Exception {
  private static final long serialVersionUID = 1;

  public CameraException(String message) {
    super(message);
  }

  public CameraException(String message, Throwable cause) {
    super(message, cause);
  }
}
