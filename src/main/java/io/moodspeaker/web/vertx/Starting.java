package io.moodspeaker.web.vertx;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers 503 until all paths are there: one that is missing yet would be told as none. */
final class Starting implements Handler<RoutingContext> {
  private static final String STILL = "moodspeaker is still starting";

  private volatile boolean over;

  void end() {
    over = true;
  }

  @Override
  public void handle(RoutingContext context) {
    // A browser that is refused events asks for them never again.
    if (over || context.request().path().equals("/api/v1/events")) {
      context.next();
      return;
    }
    context.response().putHeader("Retry-After", "1");
    if (context.request().path().equals("/readyz")) {
      context
          .response()
          .setStatusCode(503)
          .putHeader("Content-Type", "application/json")
          .end(
              new JsonObject()
                  .put("ready", false)
                  .put("reasons", new JsonArray().add(STILL))
                  .encode());
    } else {
      Problems.send(context, 503, STILL + "; ask again in a second");
    }
  }
}
