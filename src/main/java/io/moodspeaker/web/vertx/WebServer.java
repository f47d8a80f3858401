package io.moodspeaker.web.vertx;

import io.moodspeaker.web.HostHeaderFilter;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A guarded HTTP server. Who opens it closes it. */
public final class WebServer implements AutoCloseable {
  /** A request's headers and body come within a second on a slow network; ten are patience. */
  private static final int IDLE_SECONDS = 10;

  /** A household's browsers and scripts keep a dozen open; the process has 1,024 descriptors. */
  private static final int CONNECTIONS = 200;

  private static final int LISTEN_SECONDS = 10;

  private final Vertx vertx;
  private final Router router;
  private final HttpServer server;

  private WebServer(Vertx vertx, Router router, HttpServer server) {
    this.vertx = vertx;
    this.router = router;
    this.server = server;
  }

  /**
   * Listens on an address.
   *
   * @param port 0 for any that is free
   * @throws IOException if it can't; the message says what helps
   */
  public static WebServer listen(String host, int port) throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(4)
                // Vert.x would unpack files of the class path below /tmp.
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    Router router = Router.router(vertx);
    router.route().handler(new RequestGuard(HostHeaderFilter.of(host)));
    router.errorHandler(404, context -> Problems.send(context, 404, "there is nothing here"));
    router.errorHandler(
        405, context -> Problems.send(context, 405, "this path takes another method"));
    router.errorHandler(413, context -> Problems.send(context, 413, "the body is too large"));
    router.errorHandler(500, context -> Problems.send(context, 500, "it failed; the log says why"));
    AtomicInteger open = new AtomicInteger();
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(host)
                    .setPort(port)
                    .setIdleTimeout(IDLE_SECONDS)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setTcpKeepAlive(true))
            .connectionHandler(connection -> admit(connection, open))
            .requestHandler(router);
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
      throw new IOException(
          "%s:%d can't be listened on (%s); is another moodspeaker running? Stop it, or set http.port"
              .formatted(host, port, cause.getMessage()),
          taken);
    }
    return new WebServer(vertx, router, server);
  }

  private static void admit(HttpConnection connection, AtomicInteger open) {
    if (open.incrementAndGet() > CONNECTIONS) {
      connection.close();
    }
    connection.closeHandler(closed -> open.decrementAndGet());
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
