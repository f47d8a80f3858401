package io.moodspeaker.emotion;

import io.moodspeaker.support.Reason;

/** A frame could not be read; the message says why and what helps. */
public class EmotionException extends Exception {
  private static final long serialVersionUID = 1;

  public EmotionException(String message) {
    super(message);
  }

  public EmotionException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An error of the machine or of a library that met a frame, told by its own words. */
  public EmotionException(Throwable error) {
    super(Reason.withFile(error), error);
  }
}
