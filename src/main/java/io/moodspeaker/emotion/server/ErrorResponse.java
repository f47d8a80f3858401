package io.moodspeaker.emotion.server;

import java.util.Map;

/** A request that is answered with one of the contract's errors. */
final class ErrorResponse extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient Map<String, String> headers;

  ErrorResponse(int status, String code, String message) {
    this(status, code, message, Map.of());
  }

  ErrorResponse(int status, String code, String message, Map<String, String> headers) {
    // An answer is no accident: nobody reads its stack.
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  Map<String, String> headers() {
    return headers;
  }

  static ErrorResponse badArgument(String message) {
    return new ErrorResponse(400, "BadArgument", message);
  }

  static ErrorResponse unsupportedFeature(String message) {
    return new ErrorResponse(403, "UnsupportedFeature", message);
  }
}
