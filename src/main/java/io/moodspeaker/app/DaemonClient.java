package io.moodspeaker.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Talks to the running daemon over its HTTP API. */
public final class DaemonClient {
  /** The daemon is on this machine: what takes longer than this hangs. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final URI base;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** A client of the daemon at {@code http://host:port}. */
  public DaemonClient(String host, int port) {
    base = URI.create("http://" + host + ":" + port);
  }

  /**
   * The answer to {@code GET path}.
   *
   * @throws IOException if no daemon answers there, or not as it should
   */
  public String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(path)).GET());
  }

  /**
   * The answer to {@code POST path} with some text.
   *
   * @throws IOException if no daemon answers there, or not as it should
   */
  public String post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response;
    try {
      response = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    } catch (ConnectException refused) {
      throw new IOException(
          "no daemon answers at " + base + "; is it running? (systemctl status moodspeaker)",
          refused);
    }
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          base + " answered " + response.statusCode() + ": " + response.body().strip());
    }
    return response.body();
  }
}
