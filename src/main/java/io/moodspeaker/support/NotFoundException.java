package io.moodspeaker.support;

/** What somebody asked for by name is not there; the message says what, and what helps. */
public final class NotFoundException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public NotFoundException(String message) {
    super(message);
  }
}
