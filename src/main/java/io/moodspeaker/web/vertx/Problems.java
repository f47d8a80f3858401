package io.moodspeaker.web.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Refusals as {@code application/problem+json} (RFC 9457). */
final class Problems {
  private static final long LINGER_MILLIS = 500;

  private Problems() {}

  /** Ends a request with a status and a reason. */
  static void send(RoutingContext context, int status, String detail) {
    send(context.request(), status, detail);
  }

  /** Ends a request that no router has seen; what it still sends is not read. */
  static void send(HttpServerRequest request, int status, String detail) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      request.connection().close();
      return;
    }
    boolean unread = !request.isEnded();
    if (unread) {
      response.putHeader("Connection", "close");
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("status", status)
                .put("title", response.getStatusMessage())
                .put("detail", detail)
                .put("error", detail)
                .encode());
    if (unread) {
      // At once, the answer would be lost with what still comes in.
      Vertx.currentContext().owner().setTimer(LINGER_MILLIS, later -> request.connection().close());
    }
  }
}
