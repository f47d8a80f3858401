package io.moodspeaker.web.vertx;

import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.web.WebAccess;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guarded HTTP server. Until {@link #ready} it has the page alone and says of all else that it is
 * still starting. Who opens it closes it.
 */
public final class WebServer implements AutoCloseable {
  /** A request's headers and body come within a second on a slow network; ten are patience. */
  private static final int IDLE_SECONDS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int LISTEN_SECONDS = 10;

  private final Vertx vertx;
  private final Router router;
  private final HttpServer server;
  private final EventStream events;
  private final Starting starting;

  private WebServer(
      Vertx vertx, Router router, HttpServer server, EventStream events, Starting starting) {
    this.vertx = vertx;
    this.router = router;
    this.server = server;
    this.events = events;
    this.starting = starting;
  }

  /**
   * Listens on an address.
   *
   * @param access who may ask what
   * @param port 0 for any that is free
   * @throws IOException if it can't; the message says what helps
   */
  public static WebServer listen(String host, int port, WebAccess access) throws IOException {
    return listen(host, port, access, Connections::freeDescriptors);
  }

  static WebServer listen(String host, int port, WebAccess access, LongSupplier free)
      throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                // A busy machine holds the loop up at the start; nobody can do anything about it.
                .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setBlockedThreadCheckInterval(1)
                // Vert.x would unpack files of the class path below /tmp.
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    Router router = Router.router(vertx);
    router.route().handler(new RequestGuard(access));
    router.route().handler(new PageFiles());
    Starting starting = new Starting();
    router.route().handler(starting);
    EventStream events = new EventStream(vertx);
    router.get("/api/v1/events").handler(events);
    router.errorHandler(404, context -> Problems.send(context, 404, "there is nothing here"));
    router.errorHandler(405, context -> Methods.refuse(context, router));
    router.errorHandler(413, context -> Problems.send(context, 413, "the body is too large"));
    router.errorHandler(
        500,
        context -> {
          if (context.failure() instanceof OutOfMemoryError) {
            Problems.send(context, 503, "the machine gives no more threads; try again");
            return;
          }
          LOG.error("{} failed", context.request().path(), context.failure());
          Problems.send(context, 500, "it failed; the log says why");
        });
    router.errorHandler(400, context -> Problems.send(context, 400, "this is no request"));
    router.errorHandler(415, context -> Problems.send(context, 415, "send text/plain or JSON"));
    Connections connections = new Connections(vertx, MonotonicClock.start(), free);
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(host)
                    .setPort(port)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setHttp2ClearTextEnabled(false)
                    .setTcpKeepAlive(true))
            .connectionHandler(connections::opened)
            .exceptionHandler(gone -> LOG.debug("a connection broke: {}", gone.toString()))
            .requestHandler(request -> admit(request, connections, router));
    try {
      server
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .get(LISTEN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      vertx.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } catch (ExecutionException | TimeoutException taken) {
      vertx.close();
      Throwable cause = taken.getCause() == null ? taken : taken.getCause();
      boolean isTaken = String.valueOf(cause.getMessage()).contains("already in use");
      throw new IOException(
          "%s:%d can't be listened on (%s); %s"
              .formatted(
                  host,
                  port,
                  cause.getMessage(),
                  isTaken
                      ? "is another moodspeaker running? Stop it, or set http.port"
                      : "set http.host to an address of this machine"),
          taken);
    }
    return new WebServer(vertx, router, server, events, starting);
  }

  /** Vert.x's router would tell of a stack trace where a request has no host or no path. */
  private static void admit(HttpServerRequest request, Connections connections, Router router) {
    HttpConnection connection = request.connection();
    connections.asked(connection);
    request.response().endHandler(done -> connections.answered(connection));
    String host = request.getHeader("Host");
    if (host == null || host.isBlank()) {
      Problems.send(request, 400, "a request needs the header Host");
      return;
    }
    try {
      if (request.path() == null || !request.path().startsWith("/")) {
        Problems.send(request, 400, "a request needs a path");
        return;
      }
      router.handle(request);
    } catch (RuntimeException broken) {
      LOG.debug("a request broke", broken);
      Problems.send(request, 400, "this is no request");
    }
  }

  /** All paths are there: from now on they answer. */
  public void ready() {
    starting.end();
  }

  /** What tells those who listen. */
  public EventStream events() {
    return events;
  }

  /**
   * The camera's picture, which it shows at {@code /api/v1/live} where it may.
   *
   * @param encoding where frames become JPEGs
   */
  public LivePicture live(Scheduler encoding, boolean allowed) {
    LivePicture live = new LivePicture(vertx, encoding);
    if (allowed) {
      router.get("/api/v1/live").handler(live);
    }
    return live;
  }

  /** What answers; its first handler is the guard. */
  public Router router() {
    return router;
  }

  /** Whose event loop serves. */
  public Vertx vertx() {
    return vertx;
  }

  /** The port on which it listens. */
  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException hanging) {
      // What hangs ends with the process.
    }
  }
}
