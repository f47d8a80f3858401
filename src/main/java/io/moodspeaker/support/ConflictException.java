package io.moodspeaker.support;

/** What was asked for is based on something that has changed meanwhile. */
public final class ConflictException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ConflictException(String message) {
    super(message);
  }
}
