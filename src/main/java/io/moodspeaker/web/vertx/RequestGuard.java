package io.moodspeaker.web.vertx;

import io.moodspeaker.web.HostHeaderFilter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Turns requests away before any path sees them: those for another machine's name (DNS rebinding),
 * those of foreign web pages, and bodies that are too large or in a form that nobody reads.
 */
final class RequestGuard implements Handler<RoutingContext> {
  /** A path or a configuration file; nothing that is sent here is larger. */
  private static final long LARGEST_BODY = 256 * 1024L;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> TYPES = Set.of("", FORM, "text/plain", "application/json");

  private final HostHeaderFilter hosts;

  RequestGuard(HostHeaderFilter hosts) {
    this.hosts = hosts;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<String> foreign = hosts.refusal(host(request));
    if (foreign.isPresent()) {
      Problems.send(context, 403, foreign.get());
      return;
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !sameOrigin(origin, host(request))) {
      Problems.send(context, 403, "requests from other web pages are refused");
      return;
    }
    if (hasBody(request)) {
      if (length(request) > LARGEST_BODY) {
        context.response().putHeader("Connection", "close");
        Problems.send(context, 413, "the body is larger than " + LARGEST_BODY + " bytes");
        return;
      }
      String type = type(request);
      if (!TYPES.contains(type) && request.path().startsWith("/api/")) {
        Problems.send(
            context, 415, "send text/plain, application/json or a form; this was " + type);
        return;
      }
      if (type.equals(FORM)) {
        // curl sends everything as a form: read as text, a path keeps its plus and per cent signs.
        request.headers().set("Content-Type", "text/plain");
      }
    }
    context.response().putHeader("X-Content-Type-Options", "nosniff");
    context.next();
  }

  private static String host(HttpServerRequest request) {
    return request.authority() == null ? "" : request.authority().toString();
  }

  private static boolean sameOrigin(String origin, String host) {
    try {
      return host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.method() == HttpMethod.POST
        || request.method() == HttpMethod.PUT
        || request.method() == HttpMethod.PATCH
        || length(request) > 0;
  }

  private static long length(HttpServerRequest request) {
    String length = Objects.requireNonNullElse(request.getHeader("Content-Length"), "0");
    return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : Long.MAX_VALUE;
  }

  private static String type(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.getHeader("Content-Type"), "")
        .replaceFirst(";.*", "")
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
