package io.moodspeaker.web.vertx;

import io.moodspeaker.support.Secret;
import io.moodspeaker.web.AccessToken;
import io.moodspeaker.web.WebAccess;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns requests away before any path sees them: those for another machine's name (DNS rebinding),
 * those of foreign web pages, those without the token where one is needed, too many of them, and
 * bodies that are too large or in a form that nobody reads.
 */
final class RequestGuard implements Handler<RoutingContext> {
  /** A path or a configuration file; nothing that is sent here is larger. */
  private static final long LARGEST_BODY = 256 * 1024L;

  /** Up to here a body that is refused is still received. */
  private static final long PATIENT_BODY = 4 * LARGEST_BODY;

  /** A body comes within a second on a slow network; ten are patience. */
  private static final long BODY_MILLIS = 10_000;

  /** As long as browsers keep any: a page on a wall is not asked again. */
  private static final long COOKIE_SECONDS = 400 * 24 * 3600L;

  private static final String SESSION = "/api/v1/session";
  private static final String COOKIE = "moodspeaker-token";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> TYPES = Set.of("", FORM, "text/plain", "application/json");

  /** What was there before the API had a version. */
  private static final Pattern ALIAS =
      Pattern.compile("/api/(status|calibration|player/[^/]*|alert/[^/]*)");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private final WebAccess access;

  RequestGuard(WebAccess access) {
    this.access = access;
  }

  private record Refusal(int status, String reason) {}

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (context.get("guarded") != null) {
      context.next();
      return;
    }
    context.put("guarded", true);
    HttpServerResponse response = context.response();
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Content-Security-Policy", POLICY);
    Optional<Refusal> refusal = foreign(request).or(() -> unknown(request)).or(() -> body(request));
    if (refusal.isPresent()) {
      if (refusal.get().status() == 401) {
        response.putHeader("WWW-Authenticate", "Bearer");
      } else if (refusal.get().status() == 429) {
        response.putHeader("Retry-After", "1");
      }
      if (request.getHeader("Transfer-Encoding") != null || length(request) > PATIENT_BODY) {
        // What is still on its way is not waited for; a little more is, so that the reason is read.
        response.putHeader("Connection", "close");
        context.addEndHandler(sent -> request.connection().close());
      }
      Problems.send(context, refusal.get().status(), refusal.get().reason());
      return;
    }
    if (hasBody(request)) {
      long timer =
          context
              .vertx()
              .setTimer(
                  BODY_MILLIS,
                  late -> {
                    if (!request.isEnded()) {
                      request.connection().close();
                    }
                  });
      context.addEndHandler(done -> context.vertx().cancelTimer(timer));
    }
    if (type(request).equals(FORM)) {
      // curl sends everything as a form: read as text, a path keeps its plus and per cent signs.
      request.headers().set("Content-Type", "text/plain");
    }
    if (request.path().equals(SESSION)) {
      session(context);
    } else if (ALIAS.matcher(request.path()).matches() || Methods.isHead(context)) {
      context.reroute(
          Methods.isHead(context) ? HttpMethod.GET : request.method(),
          ALIAS.matcher(request.path()).replaceFirst("/api/v1/$1")
              + (request.query() == null ? "" : "?" + request.query()));
    } else {
      context.next();
    }
  }

  private Optional<Refusal> foreign(HttpServerRequest request) {
    Optional<String> name = access.hosts().refusal(host(request));
    if (name.isPresent()) {
      return Optional.of(new Refusal(403, name.get()));
    }
    String origin = request.getHeader("Origin");
    // A page elsewhere that only shows a picture of ours sends no Origin, but says that.
    boolean elsewhere =
        "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
            && !WebAccess.isPublic(request.path());
    return elsewhere || (origin != null && !sameOrigin(origin, host(request)))
        ? Optional.of(new Refusal(403, "requests from other web pages are refused"))
        : Optional.empty();
  }

  private Optional<Refusal> unknown(HttpServerRequest request) {
    if (!access.rate().admits(request.remoteAddress().hostAddress())) {
      return Optional.of(new Refusal(429, "too many requests; ask again in a second"));
    }
    Secret token = access.token().get();
    if (!token.isSet() || WebAccess.isPublic(request.path())) {
      return Optional.empty();
    }
    return AccessToken.matches(token, carried(request))
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                401,
                "send the token as 'Authorization: Bearer TOKEN'; it is http.token, or stands in the"
                    + " file "
                    + AccessToken.FILE
                    + " of the state folder"));
  }

  private static String carried(HttpServerRequest request) {
    String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return header.substring(7).strip();
    }
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null ? "" : cookie.getValue();
  }

  private Optional<Refusal> body(HttpServerRequest request) {
    if (!hasBody(request)) {
      return Optional.empty();
    }
    if (request.getHeader("Transfer-Encoding") != null) {
      return Optional.of(new Refusal(411, "say with Content-Length how long the body is"));
    }
    if (length(request) > LARGEST_BODY) {
      return Optional.of(new Refusal(413, "the body is larger than " + LARGEST_BODY + " bytes"));
    }
    String type = type(request);
    return TYPES.contains(type) || !request.path().startsWith("/api/")
        ? Optional.empty()
        : Optional.of(
            new Refusal(415, "send text/plain, application/json or a form; this was " + type));
  }

  /** Keeps the token in the browser, out of reach of any script. */
  private void session(RoutingContext context) {
    Secret token = access.token().get();
    if (token.isSet()) {
      context
          .response()
          .addCookie(
              Cookie.cookie(COOKIE, token.reveal())
                  .setHttpOnly(true)
                  .setPath("/")
                  .setMaxAge(COOKIE_SECONDS)
                  .setSameSite(CookieSameSite.STRICT));
    }
    context.response().setStatusCode(204).end();
  }

  private static String host(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.getHeader("Host"), "");
  }

  private static boolean sameOrigin(String origin, String host) {
    try {
      return host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.method().equals(HttpMethod.POST)
        || request.method().equals(HttpMethod.PUT)
        || request.method().equals(HttpMethod.PATCH)
        || request.getHeader("Transfer-Encoding") != null
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
