package io.moodspeaker.emotion.tensorflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.ModelYaml;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stand-in for an inference server: TensorFlow Serving's REST predict and the Open Inference
 * Protocol's infer, with a model of a folder behind them.
 */
public final class ModelServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PIXELS = 48 * 48;

  static {
    // What an answer waits for otherwise: a client's acknowledgement, up to 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // A connection for each speaker of a fleet.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
  }

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicInteger largest = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final HttpServer server;
  private final SavedModelNetwork network;
  private volatile Optional<String> fixed = Optional.empty();
  private final Map<ByteBuffer, String> answers = new ConcurrentHashMap<>();
  private volatile boolean remembering;
  private volatile boolean hanging;

  /** A server on a port of its own. */
  public ModelServer(Path folder) throws IOException, EmotionException {
    this(folder, 0);
  }

  /** A server on a port. */
  public ModelServer(Path folder, int port) throws IOException, EmotionException {
    network = SavedModelNetwork.open(folder, ModelYaml.read(folder.resolve(ModelYaml.FILE)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /**
   * From now on answers what it has answered before without the model: for whoever measures the
   * speakers and not this machine's model.
   */
  public void remember() {
    remembering = true;
  }

  /** Its address without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on answers this, whatever is asked. */
  public void answer(String text) {
    fixed = Optional.of(text);
  }

  /** From now on answers nothing. */
  public void hang() {
    hanging = true;
  }

  /** The largest request so far, in bytes. */
  public int largestRequest() {
    return largest.get();
  }

  /** How many requests came so far. */
  public long requests() {
    return requests.get();
  }

  /** How many bytes came in them. */
  public long bytes() {
    return bytes.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    largest.accumulateAndGet(body.length, Math::max);
    requests.incrementAndGet();
    bytes.addAndGet(body.length);
    if (hanging) {
      return;
    }
    String path = exchange.getRequestURI().getPath();
    int code = 200;
    String answer;
    try {
      Optional<String> known =
          remembering ? Optional.ofNullable(answers.get(ByteBuffer.wrap(body))) : fixed;
      if (known.isPresent()) {
        answer = known.get();
      } else if (path.equals("/v1/models/emotion:predict")) {
        answer = JSON.writeValueAsString(Map.of("predictions", run(numbers(body, "instances"))));
      } else if (path.equals("/v2/models/emotion/infer")) {
        List<Float> flat = new ArrayList<>();
        float[][] rows = run(numbers(body, "data"));
        for (float[] row : rows) {
          for (float number : row) {
            flat.add(number);
          }
        }
        answer =
            JSON.writeValueAsString(
                Map.of(
                    "model_name",
                    "emotion",
                    "outputs",
                    List.of(
                        Map.of(
                            "name",
                            "logits",
                            "datatype",
                            "FP32",
                            "shape",
                            List.of(rows.length, 8),
                            "data",
                            flat))));
      } else {
        code = 404;
        answer = "{\"error\":\"Malformed request: POST " + path + "\"}";
      }
      if (remembering && code == 200) {
        answers.put(ByteBuffer.wrap(body), answer);
      }
    } catch (EmotionException | RuntimeException failed) {
      code = 400;
      answer = "{\"error\":\"" + failed.getClass().getSimpleName() + "\"}";
    }
    byte[] out = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, out.length == 0 ? -1 : out.length);
    exchange.getResponseBody().write(out);
    exchange.close();
  }

  private float[][] run(float[] pictures) throws EmotionException {
    if (pictures.length == 0 || pictures.length % PIXELS != 0) {
      throw new IllegalArgumentException("no pictures of 48 x 48");
    }
    return network.run(pictures, pictures.length / PIXELS);
  }

  /** All numbers below a field, in their order. */
  private static float[] numbers(byte[] body, String field) {
    float[] numbers = new float[16 * PIXELS];
    int count = 0;
    boolean within = false;
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          within = parser.currentName().equals(field);
        } else if (within && token.isNumeric()) {
          numbers[count++] = parser.getFloatValue();
        }
      }
    }
    return java.util.Arrays.copyOf(numbers, count);
  }

  @Override
  public void close() {
    if (threads.isShutdown()) {
      return;
    }
    server.stop(0);
    threads.shutdownNow();
    network.close();
  }
}
