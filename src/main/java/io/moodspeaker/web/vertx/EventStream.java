package io.moodspeaker.web.vertx;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events. Who reads too slowly misses some; who reads nothing any more is cut off by
 * the server's idle timeout. {@link #send} may be called by any thread.
 */
public final class EventStream implements Handler<RoutingContext> {
  /** Two for each of a household's screens would be few; each costs a connection. */
  private static final int CLIENTS = 32;

  /** The server cuts a connection off that is silent for ten seconds. */
  private static final long PING_MILLIS = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final Vertx vertx;
  private final Set<HttpServerResponse> clients = ConcurrentHashMap.newKeySet();
  private final Map<String, String> last = new LinkedHashMap<>();

  /** Events that stay worth knowing: who comes later gets the last of each. */
  private static final Set<String> KEPT = Set.of("status", "scores");

  EventStream(Vertx vertx) {
    this.vertx = vertx;
    vertx.setPeriodic(PING_MILLIS, round -> write(": ping\n\n"));
  }

  @Override
  public void handle(RoutingContext context) {
    if (clients.size() >= CLIENTS) {
      context.response().putHeader("Retry-After", "10");
      Problems.send(context, 503, CLIENTS + " already listen; close one of them");
      return;
    }
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store");
    response.exceptionHandler(gone -> clients.remove(response));
    response.closeHandler(closed -> clients.remove(response));
    response.write("retry: 3000\n\n");
    List.copyOf(last.values()).forEach(response::write);
    clients.add(response);
  }

  /** Whether somebody listens. */
  public boolean heard() {
    return !clients.isEmpty();
  }

  /**
   * Tells all who listen; nobody does once the server is closed.
   *
   * @param event its type, such as {@code mood}
   * @param json on one line
   */
  public void send(String event, String json) {
    String text = "event: " + event + "\ndata: " + json + "\n\n";
    try {
      vertx.runOnContext(
          now -> {
            if (KEPT.contains(event)) {
              last.put(event, text);
            }
            write(text);
          });
    } catch (RejectedExecutionException closed) {
      LOG.debug("a {} event came after the end", event, closed);
    }
  }

  private void write(String text) {
    clients.removeIf(HttpServerResponse::closed);
    for (HttpServerResponse client : clients) {
      if (!client.writeQueueFull()) {
        client.write(text);
      }
    }
  }
}
