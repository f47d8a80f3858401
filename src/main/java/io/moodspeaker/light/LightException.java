package io.moodspeaker.light;

/** A lamp that can't be used; the message names it, says why and gives the remedy. */
public final class LightException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LightException(String message) {
    super(message);
  }

  public LightException(String message, Throwable cause) {
    super(message, cause);
  }
}
