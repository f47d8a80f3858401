package io.moodspeaker.emotion.server;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Face;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Azure Face detect contract on a socket: {@code POST /face/v1.0/detect} with a picture as
 * octets, answered from a recogniser of ours.
 *
 * <p>Pictures live in memory for as long as their request does, and never on disk. What is held at
 * once is bounded: 256 connections, 48 MB of bodies, and {@code workers} decoded pictures. The
 * recogniser belongs to the caller, who closes it after this server.
 */
public final class FaceServer implements AutoCloseable {
  /** The path that is answered. */
  public static final String PATH = "/face/v1.0/detect";

  /** The contract's smallest file. */
  static final int MINIMUM_BYTES = 1024;

  /** The contract's largest file. */
  static final int MAXIMUM_BYTES = 6 * 1024 * 1024;

  /** The contract's smallest face. */
  static final int MINIMUM_FACE = 36;

  /** The contract's longest answer. */
  static final int MAXIMUM_FACES = 100;

  /** 256: sixteen for each of sixteen boards. */
  static final int MAXIMUM_CONNECTIONS = 256;

  /** Twice the limit is read of a refused body: who still writes does not see the answer. */
  private static final int DRAINED_BYTES = 2 * MAXIMUM_BYTES;

  /** 48 MB: eight bodies of the largest size, or a hundred and more of a usual one. */
  private static final int BUDGET = 8 * MAXIMUM_BYTES;

  /** Half a minute from answer to next request, or from connecting to the first. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final Duration STOP = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(FaceServer.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final FaceServerSettings settings;
  private final EmotionRecognizer recognizer;
  private final InstantSource clock;

  /** One event loop: all handlers run on its one thread. */
  private final Vertx vertx;

  private final WorkerExecutor workers;
  private final HttpServer server;
  private final Semaphore places;
  private final AtomicBoolean failing = new AtomicBoolean();

  /** The timers that close connections without a request. */
  private final Map<HttpConnection, Long> idle = new HashMap<>();

  private int connections;
  private int bytesHeld;

  /**
   * Binds the socket, and answers from then on.
   *
   * @throws IOException if it can't be bound; the message says where
   */
  public FaceServer(FaceServerSettings settings, EmotionRecognizer recognizer, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.recognizer = recognizer;
    this.clock = clock;
    places = new Semaphore(settings.workers() + settings.waiting());
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    workers = vertx.createSharedWorkerExecutor("face", settings.workers());
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHandle100ContinueAutomatically(true)
                    .setHttp2ClearTextEnabled(false))
            .connectionHandler(this::connected)
            .requestHandler(this::handle);
    try {
      await(server.listen(settings.port(), settings.host()), IDLE);
    } catch (IOException failed) {
      close();
      throw new IOException(
          settings.host() + ":" + settings.port() + " can't be listened on: " + failed.getMessage(),
          failed);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return server.actualPort();
  }

  /** How many more requests would be admitted now. */
  int placesLeft() {
    return places.availablePermits();
  }

  @Override
  public void close() {
    try {
      await(vertx.close(), STOP);
    } catch (IOException failed) {
      LOG.warn("while stopping: {}", failed.getMessage(), failed);
    }
  }

  private static <T> void await(Future<T> future, Duration patience) throws IOException {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private void connected(HttpConnection connection) {
    connections++;
    connection.closeHandler(
        closed -> {
          connections--;
          notIdle(connection);
        });
    if (connections > MAXIMUM_CONNECTIONS) {
      connection.close();
    } else {
      idle(connection);
    }
  }

  private void idle(HttpConnection connection) {
    notIdle(connection);
    idle.put(connection, vertx.setTimer(IDLE.toMillis(), timer -> connection.close()));
  }

  private void notIdle(HttpConnection connection) {
    Long timer = idle.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private void handle(HttpServerRequest request) {
    notIdle(request.connection());
    Upload upload = new Upload(request);
    try {
      DetectQuery query = check(request);
      upload.admit();
      request.endHandler(
          end ->
              upload
                  .file()
                  .compose(file -> workers.executeBlocking(() -> faces(file, query), false))
                  .onComplete(
                      faces -> {
                        upload.release();
                        if (faces.succeeded()) {
                          send(request, 200, faces.result(), Map.of());
                        } else {
                          refuse(request, faces.cause());
                        }
                      }));
    } catch (ErrorResponse refusal) {
      upload.drop();
      request.endHandler(
          end -> {
            upload.release();
            refuse(request, refusal);
          });
    }
  }

  /** A request's body as it arrives, and what it holds of what is bounded. */
  private final class Upload {
    private final HttpServerRequest request;
    private final long tooSlow;
    private Buffer body = Buffer.buffer();
    private Optional<ErrorResponse> refusal = Optional.empty();
    private boolean dropped;
    private boolean admitted;
    private int seen;

    Upload(HttpServerRequest request) {
      this.request = request;
      // Who never ends a request is cut off.
      tooSlow =
          vertx.setTimer(settings.patience().toMillis(), timer -> request.connection().close());
      request.handler(this::take);
      request.exceptionHandler(gone -> release());
    }

    void admit() throws ErrorResponse {
      if (!places.tryAcquire()) {
        throw busy();
      }
      admitted = true;
    }

    /** Reads on without keeping anything. */
    void drop() {
      dropped = true;
      bytesHeld -= body.length();
      body = Buffer.buffer();
    }

    private void take(Buffer chunk) {
      seen += chunk.length();
      if (seen > DRAINED_BYTES) {
        request.connection().close();
      } else if (!dropped && seen > MAXIMUM_BYTES) {
        refusal = Optional.of(tooBig());
        drop();
      } else if (!dropped && bytesHeld + chunk.length() > BUDGET) {
        refusal = Optional.of(busy());
        drop();
      } else if (!dropped) {
        bytesHeld += chunk.length();
        body.appendBuffer(chunk);
      }
    }

    /** The whole body, once it has ended. */
    Future<byte[]> file() {
      vertx.cancelTimer(tooSlow);
      if (refusal.isPresent()) {
        return Future.failedFuture(refusal.get());
      }
      return body.length() < MINIMUM_BYTES
          ? Future.failedFuture(tooSmall())
          : Future.succeededFuture(body.getBytes());
    }

    /** Gives back what it holds; the second time is nothing. */
    void release() {
      vertx.cancelTimer(tooSlow);
      if (!dropped) {
        drop();
      }
      if (admitted) {
        admitted = false;
        places.release();
      }
    }
  }

  private static ErrorResponse busy() {
    return new ErrorResponse(
        429, "429", "Rate limit is exceeded. Try again in 1 second.", Map.of("Retry-After", "1"));
  }

  private static ErrorResponse tooSmall() {
    return new ErrorResponse(
        400,
        "InvalidImageSize",
        "Image size is too small. The valid image file size should be larger than or equal to 1"
            + " KB.");
  }

  private static ErrorResponse tooBig() {
    return new ErrorResponse(
        400,
        "InvalidImageSize",
        "Image size is too big. The valid image file size should be no larger than 6 MB.");
  }

  /** What a request asks for, as far as its head tells. */
  private DetectQuery check(HttpServerRequest request) throws ErrorResponse {
    if (!PATH.equals(request.path())) {
      throw new ErrorResponse(404, "404", "Resource not found. POST " + PATH + " is here.");
    }
    if (!request.method().equals(HttpMethod.POST)) {
      throw new ErrorResponse(405, "405", "Method not allowed. POST is.", Map.of("Allow", "POST"));
    }
    checkKey(request);
    checkType(request);
    return DetectQuery.of(Optional.ofNullable(request.query()));
  }

  private void checkKey(HttpServerRequest request) throws ErrorResponse {
    if (settings.key().isEmpty()) {
      return;
    }
    String sent = request.getHeader("Ocp-Apim-Subscription-Key");
    // In constant time, or the answer's delay would tell how much of a guess is right.
    if (sent == null
        || !MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8),
            settings.key().get().getBytes(StandardCharsets.UTF_8))) {
      throw new ErrorResponse(
          401,
          "401",
          "Access denied due to invalid subscription key or wrong API endpoint. Send the key of"
              + " this server in Ocp-Apim-Subscription-Key.");
    }
  }

  private static void checkType(HttpServerRequest request) throws ErrorResponse {
    String header = request.getHeader("Content-Type");
    String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.equals("application/json")) {
      throw new ErrorResponse(
          400,
          "InvalidURL",
          "Invalid image URL: this server fetches nothing. Send the picture itself as"
              + " application/octet-stream.");
    }
    if (!type.equals("application/octet-stream")) {
      throw new ErrorResponse(
          415,
          "InvalidMediaType",
          "Unsupported media type. Send the picture as application/octet-stream.");
    }
  }

  private JsonNode faces(byte[] file, DetectQuery query) throws ErrorResponse, EmotionException {
    ReceivedPicture picture = ReceivedPicture.of(file, clock.instant());
    List<Face> faces = recognizer.recognize(picture.frame()).faces();
    if (failing.compareAndSet(true, false)) {
      LOG.info("pictures can be read again");
    }
    ArrayNode answer = JSON.createArrayNode();
    faces.stream()
        .filter(face -> Math.min(face.box().width(), face.box().height()) >= MINIMUM_FACE)
        .limit(MAXIMUM_FACES)
        .forEach(face -> answer.add(json(face, picture.asSent(face.box()), query)));
    return answer;
  }

  private static ObjectNode json(Face face, Box box, DetectQuery query) {
    ObjectNode node = JSON.createObjectNode();
    node.putObject("faceRectangle")
        .put("top", box.y())
        .put("left", box.x())
        .put("width", box.width())
        .put("height", box.height());
    if (query.emotion()) {
      ObjectNode scores = node.putObject("faceAttributes").putObject("emotion");
      for (Emotion emotion : Emotion.all()) {
        // Three decimals, as the contract's examples have.
        scores.put(emotion.label(), Math.round(face.scores().of(emotion) * 1000) / 1000.0);
      }
    }
    return node;
  }

  private void refuse(HttpServerRequest request, Throwable cause) {
    ErrorResponse refusal;
    if (cause instanceof ErrorResponse one) {
      refusal = one;
    } else {
      if (failing.compareAndSet(false, true)) {
        LOG.error("pictures can't be read: {}", cause.getMessage(), cause);
      }
      refusal =
          new ErrorResponse(
              503, "ServiceUnavailable", "The recogniser failed; the server's log says why.");
    }
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("code", refusal.code()).put("message", refusal.getMessage());
    send(request, refusal.status(), body, refusal.headers());
  }

  private void send(
      HttpServerRequest request, int status, JsonNode body, Map<String, String> headers) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    response.setStatusCode(status).putHeader("Content-Type", "application/json; charset=utf-8");
    headers.forEach(response::putHeader);
    idle(request.connection());
    response.end(Buffer.buffer(JSON.writeValueAsBytes(body)));
  }
}
