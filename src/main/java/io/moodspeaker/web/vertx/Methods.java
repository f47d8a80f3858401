package io.moodspeaker.web.vertx;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;

/** Which methods paths take. */
final class Methods {
  /** They have a head only once somebody listens. */
  private static final Set<String> STREAMS = Set.of("/api/v1/events", "/api/v1/live");

  private Methods() {}

  /** Whether a request's answer is that to GET without its body. */
  static boolean isHead(RoutingContext context) {
    return context.request().method().equals(HttpMethod.HEAD)
        && !STREAMS.contains(context.request().path());
  }

  /** Answers 405 with what the path takes. */
  static void refuse(RoutingContext context, Router router) {
    String path = context.request().path();
    Set<String> taken = new TreeSet<>();
    router.getRoutes().stream()
        .filter(route -> leadsTo(route, path))
        .forEach(route -> route.methods().forEach(method -> taken.add(method.name())));
    if (taken.contains("GET") && !STREAMS.contains(path)) {
      taken.add("HEAD");
    }
    String all = String.join(", ", taken);
    context.response().putHeader("Allow", all);
    Problems.send(context, 405, "this path takes " + all);
  }

  private static boolean leadsTo(Route route, String path) {
    return route.methods() != null
        && route.getPath() != null
        && path.matches(route.getPath().replaceAll(":[^/]+", "[^/]+"));
  }
}
