package io.moodspeaker.support;

/** What was asked for makes sense, but not as things are now. */
public final class ConflictException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ConflictException(String message) {
    super(message);
  }
}
