package io.moodspeaker.emotion;

/** A recogniser will not answer until its configuration changes; asking again is of no use. */
public final class PermanentEmotionException extends EmotionException {
  private static final long serialVersionUID = 1;

  public PermanentEmotionException(String message) {
    super(message);
  }

  public PermanentEmotionException(String message, Throwable cause) {
    super(message, cause);
  }
}
