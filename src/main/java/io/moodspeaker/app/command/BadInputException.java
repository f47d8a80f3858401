package io.moodspeaker.app.command;

/**
 * What a person gave can't be used: its message, all they need to see, goes out with exit code 2.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
