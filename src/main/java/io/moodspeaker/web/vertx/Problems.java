package io.moodspeaker.web.vertx;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Refusals as {@code application/problem+json} (RFC 9457). */
final class Problems {
  private Problems() {}

  /** Ends a request with a status and a reason. */
  static void send(RoutingContext context, int status, String detail) {
    if (context.response().ended()) {
      return;
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("status", status)
                .put("title", context.response().getStatusMessage())
                .put("detail", detail)
                .put("error", detail)
                .encode());
  }
}
