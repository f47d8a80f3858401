package io.moodspeaker.emotion.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Face;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
 * once is bounded: 48 MB of bodies, and {@code workers} decoded pictures. The recogniser belongs to
 * the caller, who closes it after this server.
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

  /** Twice the limit is read of a refused body: who still writes does not see the answer. */
  private static final int DRAINED_BYTES = 2 * MAXIMUM_BYTES;

  /** 48 MB: eight bodies of the largest size, or a hundred and more of a usual one. */
  private static final int BUDGET = 8 * MAXIMUM_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(FaceServer.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What goes back. */
  private record Answer(int status, JsonNode body, Map<String, String> headers) {}

  private final FaceServerSettings settings;
  private final EmotionRecognizer recognizer;
  private final InstantSource clock;
  private final HttpServer server;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private final ExecutorService workers;
  private final ScheduledThreadPoolExecutor guard;
  private final Semaphore places;
  private final Semaphore bytes = new Semaphore(BUDGET, true);
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * Binds the socket; answers begin with {@link #start()}.
   *
   * @throws IOException if it can't be bound; the message says where
   */
  public FaceServer(FaceServerSettings settings, EmotionRecognizer recognizer, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.recognizer = recognizer;
    this.clock = clock;
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()), 0);
    } catch (IOException e) {
      throw new IOException(
          settings.host() + ":" + settings.port() + " can't be listened on: " + e.getMessage(), e);
    }
    workers =
        Executors.newFixedThreadPool(
            settings.workers(), Thread.ofPlatform().name("face-", 1).daemon().factory());
    guard =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("face-guard").daemon().factory());
    guard.setRemoveOnCancelPolicy(true);
    places = new Semaphore(settings.workers() + settings.waiting());
    server.setExecutor(handlers);
    server.createContext("/", this::handle);
  }

  /** Starts to answer. */
  public void start() {
    server.start();
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** How many more requests would be admitted now. */
  int placesLeft() {
    return places.availablePermits();
  }

  @Override
  public void close() {
    server.stop(0);
    handlers.shutdownNow();
    workers.shutdownNow();
    guard.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Answer answer;
      try {
        answer = new Answer(200, detect(exchange), Map.of());
      } catch (ErrorResponse refusal) {
        patiently(exchange, FaceServer::drain);
        answer = answer(refusal);
      }
      send(exchange, answer);
    } catch (IOException e) {
      LOG.debug("a caller went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonNode detect(HttpExchange exchange)
      throws ErrorResponse, IOException, InterruptedException {
    checkTarget(exchange);
    checkKey(exchange);
    checkType(exchange);
    DetectQuery query = DetectQuery.of(Optional.ofNullable(exchange.getRequestURI().getRawQuery()));
    if (!places.tryAcquire()) {
      throw busy();
    }
    try {
      int length = announcedLength(exchange);
      if (!bytes.tryAcquire(length, settings.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
      try {
        byte[] file = patiently(exchange, body -> read(body, length));
        checkEnd(exchange, file);
        return inWorker(() -> faces(file, query));
      } finally {
        bytes.release(length);
      }
    } finally {
      places.release();
    }
  }

  /** A step that reads from a caller. */
  private interface Reading<T> {
    T of(InputStream body) throws IOException;
  }

  private <T> T patiently(HttpExchange exchange, Reading<T> reading) throws IOException {
    // Closing the exchange from the guard's thread is what ends a read that never would.
    Future<?> tooSlow =
        guard.schedule(exchange::close, settings.patience().toNanos(), TimeUnit.NANOSECONDS);
    try {
      return reading.of(exchange.getRequestBody());
    } finally {
      tooSlow.cancel(false);
    }
  }

  private static byte[] read(InputStream body, int length) throws IOException {
    // InputStream's own readNBytes(length) holds everything twice at its end.
    byte[] file = new byte[length];
    int read = body.readNBytes(file, 0, length);
    return read == length ? file : Arrays.copyOf(file, read);
  }

  private static ErrorResponse busy() {
    return new ErrorResponse(
        429, "429", "Rate limit is exceeded. Try again in 1 second.", Map.of("Retry-After", "1"));
  }

  /** How many bytes the body has, as the header says; the most that are allowed without one. */
  private static int announcedLength(HttpExchange exchange) throws ErrorResponse {
    String header = exchange.getRequestHeaders().getFirst("Content-Length");
    if (header == null) {
      return MAXIMUM_BYTES;
    }
    // The JDK's server has refused what is no number.
    long length = Long.parseLong(header.strip());
    checkSize(length);
    return (int) length;
  }

  private static void checkEnd(HttpExchange exchange, byte[] file)
      throws ErrorResponse, IOException {
    checkSize(file.length);
    if (file.length == MAXIMUM_BYTES && exchange.getRequestBody().read() >= 0) {
      checkSize(MAXIMUM_BYTES + 1L);
    }
  }

  private static void checkSize(long length) throws ErrorResponse {
    if (length < MINIMUM_BYTES) {
      throw new ErrorResponse(
          400,
          "InvalidImageSize",
          "Image size is too small. The valid image file size should be larger than or equal to 1"
              + " KB.");
    }
    if (length > MAXIMUM_BYTES) {
      throw new ErrorResponse(
          400,
          "InvalidImageSize",
          "Image size is too big. The valid image file size should be no larger than 6 MB.");
    }
  }

  private static void checkTarget(HttpExchange exchange) throws ErrorResponse {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      throw new ErrorResponse(404, "404", "Resource not found. POST " + PATH + " is here.");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      throw new ErrorResponse(405, "405", "Method not allowed. POST is.", Map.of("Allow", "POST"));
    }
  }

  private void checkKey(HttpExchange exchange) throws ErrorResponse {
    if (settings.key().isEmpty()) {
      return;
    }
    String sent = exchange.getRequestHeaders().getFirst("Ocp-Apim-Subscription-Key");
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

  private static void checkType(HttpExchange exchange) throws ErrorResponse {
    String header = exchange.getRequestHeaders().getFirst("Content-Type");
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

  private JsonNode inWorker(Callable<JsonNode> work) throws ErrorResponse, InterruptedException {
    try {
      return workers.submit(work).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ErrorResponse refusal) {
        throw refusal;
      }
      if (failing.compareAndSet(false, true)) {
        LOG.error("pictures can't be read: {}", e.getCause().getMessage(), e.getCause());
      }
      throw new ErrorResponse(
          503, "ServiceUnavailable", "The recogniser failed; the server's log says why.");
    }
  }

  private JsonNode faces(byte[] file, DetectQuery query) throws ErrorResponse, EmotionException {
    Picture picture = Picture.of(file, clock.instant());
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

  private static Answer answer(ErrorResponse refusal) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("code", refusal.code()).put("message", refusal.getMessage());
    return new Answer(refusal.status(), body, refusal.headers());
  }

  private static int drain(InputStream body) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    int drained = 0;
    int read = 0;
    while (drained < DRAINED_BYTES && read >= 0) {
      drained += read;
      read = body.read(buffer);
    }
    return drained;
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), head ? -1 : bytes.length);
    if (!head) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
