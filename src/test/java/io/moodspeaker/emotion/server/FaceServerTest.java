package io.moodspeaker.emotion.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.emotion.FakeRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.HandClock;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.emotion.PermanentEmotionException;
import io.moodspeaker.emotion.azure.AzureFaceRecognizer;
import io.moodspeaker.emotion.azure.AzureSettings;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FaceServerTest {
  private static final String KEY = "the-servers-key";
  private static final String ASK = "?returnFaceId=false&returnFaceAttributes=emotion";
  private static final EmotionScores SAD =
      EmotionScores.of(0.01, 0.02, 0.03, 0.04, 0.05, 0.15, 0.6, 0.1);

  private final FakeRecognizer recognizer = new FakeRecognizer("local").showFace(SAD);
  private final HttpClient http = HttpClient.newHttpClient();
  private FaceServer server;

  @AfterEach
  void stop() {
    http.shutdownNow();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void our_own_client_reads_through_it() throws Exception {
    start(Optional.of(KEY));
    try (AzureFaceRecognizer client = client(KEY)) {
      List<Face> faces = client.recognize(Frames.noise(640, 480)).faces();

      assertThat(faces).hasSize(1);
      assertThat(faces.get(0).box()).isEqualTo(new Box(10, 20, 100, 120));
      for (Emotion emotion : Emotion.all()) {
        assertThat(faces.get(0).scores().of(emotion))
            .isCloseTo(SAD.of(emotion), org.assertj.core.data.Offset.offset(0.001));
      }
    }
  }

  @Test
  void nobody_in_the_picture_is_an_empty_array() throws Exception {
    start(Optional.empty());
    recognizer.show(frame -> List.of());
    try (AzureFaceRecognizer client = client("any")) {
      assertThat(client.recognize(Frames.noise(640, 480)).faces()).isEmpty();
    }
    assertThat(post(ASK, jpeg(640, 480)).body()).isEqualTo("[]");
  }

  @Test
  void our_own_client_stops_at_a_wrong_key() throws Exception {
    start(Optional.of(KEY));
    try (AzureFaceRecognizer client = client("wrong")) {
      assertThatThrownBy(() -> client.recognize(Frames.noise(640, 480)))
          .isInstanceOf(PermanentEmotionException.class)
          .hasMessageContaining("answer 401");
    }
  }

  @Test
  void our_own_client_fails_while_the_recogniser_does_and_then_reads_again() throws Exception {
    start(Optional.empty());
    try (LogLines log = new LogLines(FaceServer.class.getName());
        AzureFaceRecognizer client = client("any")) {
      recognizer.fail("model is missing");
      assertThatThrownBy(() -> client.recognize(Frames.noise(640, 480)))
          .hasMessageContaining("answer 503")
          .hasMessageNotContaining("model is missing");
      recognizer.showFace(SAD);
      await()
          .atMost(Duration.ofSeconds(10))
          .ignoreExceptions()
          .until(() -> client.recognize(Frames.noise(640, 480)).faces().size() == 1);

      assertThat(log.all()).hasSize(2);
      assertThat(log.all().get(0)).startsWith("ERROR pictures can't be read: model is missing");
      assertThat(log.all().get(1)).isEqualTo("INFO pictures can be read again");
    }
  }

  @Test
  void the_answer_has_the_fields_of_the_contract() throws Exception {
    start(Optional.empty());

    HttpResponse<String> answer = post(ASK, jpeg(640, 480));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            """
            [{"faceRectangle":{"top":20,"left":10,"width":100,"height":120},\
            "faceAttributes":{"emotion":{"anger":0.01,"contempt":0.02,"disgust":0.03,"fear":0.04,\
            "happiness":0.05,"neutral":0.15,"sadness":0.6,"surprise":0.1}}}]""");
  }

  @Test
  void without_being_asked_for_them_there_are_no_attributes() throws Exception {
    start(Optional.empty());

    assertThat(post("", jpeg(640, 480)).body())
        .isEqualTo("[{\"faceRectangle\":{\"top\":20,\"left\":10,\"width\":100,\"height\":120}}]");
  }

  @Test
  void small_faces_are_left_out_and_the_largest_hundred_come_first() throws Exception {
    start(Optional.empty());
    recognizer.show(
        frame -> {
          List<Face> faces = new ArrayList<>();
          for (int i = 0; i < 150; i++) {
            faces.add(new Face(new Box(0, 0, 30 + i, 30 + i), SAD));
          }
          return faces;
        });

    JsonNode answer = JsonMapper.shared().readTree(post(ASK, jpeg(640, 480)).body());

    assertThat(answer.size()).isEqualTo(100);
    assertThat(answer.path(0).path("faceRectangle").path("width").asInt()).isEqualTo(179);
    assertThat(answer.path(99).path("faceRectangle").path("width").asInt()).isEqualTo(80);

    recognizer.show(frame -> List.of(new Face(new Box(0, 0, 35, 90), SAD)));
    assertThat(post(ASK, jpeg(640, 480)).body()).isEqualTo("[]");
  }

  @Test
  void rectangles_stay_within_the_picture() throws Exception {
    start(Optional.empty());
    recognizer.show(frame -> List.of(new Face(new Box(-20, 400, 700, 100), SAD)));

    assertThat(post("", jpeg(640, 480)).body())
        .contains("\"top\":400,\"left\":0,\"width\":640,\"height\":80");
  }

  @Test
  void a_large_picture_is_read_smaller_and_its_rectangles_fit_the_large_one() throws Exception {
    start(Optional.empty());
    AtomicReference<Frame> seen = new AtomicReference<>();
    recognizer.show(
        frame -> {
          seen.set(frame);
          return List.of(new Face(new Box(480, 360, 192, 192), SAD));
        });

    JsonNode box =
        JsonMapper.shared()
            .readTree(post("", plain(4000, 3000, "jpeg")).body())
            .path(0)
            .path("faceRectangle");

    assertThat(seen.get().width()).isEqualTo(1920);
    assertThat(seen.get().height()).isEqualTo(1440);
    assertThat(box.path("left").asInt()).isEqualTo(1000);
    assertThat(box.path("width").asInt()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp"})
  void the_formats_of_the_contract_are_read_in_their_colours(String format) throws Exception {
    start(Optional.empty());
    AtomicReference<Frame> seen = new AtomicReference<>();
    recognizer.show(
        frame -> {
          seen.set(frame);
          return List.of();
        });

    assertThat(post(ASK, plain(320, 240, format)).statusCode()).isEqualTo(200);

    int corner = 3 * (320 * 239 + 319);
    byte[] bgr = seen.get().bgr();
    assertThat(bgr[corner] & 0xff).isBetween(190, 210);
    assertThat(bgr[corner + 1] & 0xff).isBetween(90, 110);
    assertThat(bgr[corner + 2] & 0xff).isBetween(40, 60);
  }

  @ParameterizedTest
  @CsvSource({
    "?nonsense=1, 400, BadArgument",
    "?returnFaceAttributes=mood, 400, BadArgument",
    "'?returnFaceAttributes=emotion,age', 400, BadArgument",
    "?returnFaceId=perhaps, 400, BadArgument",
    "?returnFaceId=true, 403, UnsupportedFeature",
    "?returnFaceLandmarks=true, 403, UnsupportedFeature",
    "?detectionModel=detection_09, 400, BadArgument",
    "?detectionModel=detection_03&returnFaceAttributes=emotion, 400, BadArgument",
    "?recognitionModel=recognition_09, 400, BadArgument",
    "?faceIdTimeToLive=59, 400, BadArgument",
    "?returnFaceId=false&returnFaceId=false, 400, BadArgument"
  })
  void wrong_options_are_refused(String query, int status, String code) throws Exception {
    start(Optional.empty());

    assertProblem(post(query, jpeg(640, 480)), status, code);
    assertThat(recognizer.frames()).isZero();
  }

  @Test
  void the_other_options_of_the_contract_are_accepted() throws Exception {
    start(Optional.empty());
    String query =
        ASK
            + "&returnFaceLandmarks=false&recognitionModel=recognition_04"
            + "&returnRecognitionModel=false&detectionModel=detection_01&faceIdTimeToLive=86400";

    assertThat(post(query, jpeg(640, 480)).statusCode()).isEqualTo(200);
  }

  @Test
  void without_the_key_nothing_is_read() throws Exception {
    start(Optional.of(KEY));
    byte[] picture = jpeg(640, 480);

    assertProblem(post(ASK, picture), 401, "401");
    assertProblem(post(ASK, picture, "Ocp-Apim-Subscription-Key", KEY + "x"), 401, "401");
    assertThat(recognizer.frames()).isZero();
    assertThat(post(ASK, picture, "Ocp-Apim-Subscription-Key", KEY).statusCode()).isEqualTo(200);
  }

  @Test
  void a_link_is_not_fetched() throws Exception {
    start(Optional.empty());
    HttpRequest request =
        HttpRequest.newBuilder(uri(ASK))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"url\":\"http://127.0.0.1/face.jpg\"}"))
            .build();

    assertProblem(http.send(request, BodyHandlers.ofString()), 400, "InvalidURL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "text/plain", "multipart/form-data; boundary=x"})
  void other_content_types_are_refused(String type) throws Exception {
    start(Optional.empty());
    HttpRequest request =
        HttpRequest.newBuilder(uri(ASK))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(jpeg(640, 480)))
            .build();

    assertProblem(http.send(request, BodyHandlers.ofString()), 415, "InvalidMediaType");
  }

  @Test
  void other_paths_and_methods_are_refused() throws Exception {
    start(Optional.empty());
    HttpRequest get = HttpRequest.newBuilder(uri("")).build();
    HttpRequest verify =
        HttpRequest.newBuilder(uri("").resolve("/face/v1.0/verify"))
            .POST(BodyPublishers.noBody())
            .build();

    assertProblem(http.send(get, BodyHandlers.ofString()), 405, "405");
    assertProblem(http.send(verify, BodyHandlers.ofString()), 404, "404");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1023})
  void a_file_under_1_KB_is_too_small(int bytes) throws Exception {
    start(Optional.empty());

    assertProblem(post(ASK, new byte[bytes]), 400, "InvalidImageSize");
  }

  @ParameterizedTest
  @ValueSource(ints = {6 * 1024 * 1024 + 1, 10 * 1024 * 1024})
  void a_file_over_6_MB_is_too_big(int bytes) throws Exception {
    start(Optional.empty());

    assertProblem(post(ASK, new byte[bytes]), 400, "InvalidImageSize");
  }

  @Test
  void a_file_of_6_MB_is_taken() throws Exception {
    start(Optional.empty());
    byte[] picture = Arrays.copyOf(jpeg(640, 480), 6 * 1024 * 1024);

    assertThat(post(ASK, picture).statusCode()).isEqualTo(200);
  }

  @Test
  void a_body_without_an_announced_length_is_held_to_the_same_limits() throws Exception {
    start(Optional.empty());

    assertThat(postChunked(jpeg(640, 480)).statusCode()).isEqualTo(200);
    assertProblem(postChunked(new byte[1023]), 400, "InvalidImageSize");
    assertProblem(postChunked(new byte[6 * 1024 * 1024 + 1]), 400, "InvalidImageSize");
  }

  @Test
  void a_small_file_that_claims_to_be_a_huge_picture_is_not_decoded() throws Exception {
    start(Optional.empty());
    ByteBuffer png = ByteBuffer.wrap(plain(100, 100, "png"));
    png.putInt(16, 8192).putInt(20, 8192);
    CRC32 header = new CRC32();
    header.update(png.array(), 12, 17);
    png.putInt(29, (int) header.getValue());

    HttpResponse<String> answer = post(ASK, Arrays.copyOf(png.array(), 2048));

    assertProblem(answer, 400, "InvalidImageSize");
    assertThat(answer.body()).contains("8192x8192");
    assertThat(recognizer.frames()).isZero();
  }

  @Test
  void damaged_pictures_are_answered_as_such() throws Exception {
    start(Optional.empty());
    Random random = new Random(7);
    for (String format : List.of("jpeg", "png", "gif", "bmp")) {
      byte[] whole = noise(64, 64, format);
      for (int i = 0; i < 25; i++) {
        byte[] damaged = whole.clone();
        for (int j = 0; j < 20; j++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        HttpResponse<String> answer = post(ASK, damaged);
        assertThat(answer.statusCode()).as(format).isIn(200, 400);
        if (answer.statusCode() == 400) {
          assertThat(answer.body()).contains("InvalidImage");
        }
      }
    }
    byte[] nonsense = new byte[5000];
    random.nextBytes(nonsense);
    assertProblem(post(ASK, nonsense), 400, "InvalidImage");
  }

  @Test
  void over_the_queue_callers_are_told_to_come_again() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    start(new FaceServerSettings("127.0.0.1", 0, Optional.empty(), 1, 2, Duration.ofSeconds(10)));
    recognizer.show(
        frame -> {
          try {
            go.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        });
    byte[] picture = jpeg(640, 480);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> admitted = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        admitted.add(callers.submit(() -> post(ASK, picture)));
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> server.placesLeft() == 0);

      HttpResponse<String> refused = post(ASK, picture);

      assertProblem(refused, 429, "429");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(recognizer.frames()).isLessThanOrEqualTo(1);
      go.countDown();
      for (Future<HttpResponse<String>> answer : admitted) {
        assertThat(answer.get().statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_caller_that_never_ends_its_request_is_cut_off_and_its_place_freed() throws Exception {
    start(new FaceServerSettings("127.0.0.1", 0, Optional.empty(), 1, 0, Duration.ofMillis(500)));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /face/v1.0/detect HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n"
                  + "Content-Length: 5000\r\n\r\nonly this")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();

      socket.setSoTimeout(10_000);
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(post(ASK, jpeg(640, 480)).statusCode()).isEqualTo(200);
  }

  @Test
  void no_more_than_256_connections_stay_open_and_the_next_one_gets_its_turn() throws Exception {
    start(Optional.empty());
    List<Socket> half = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10);
        socket.getOutputStream().write("POST /face".getBytes(StandardCharsets.US_ASCII));
        half.add(socket);
      }
      assertThat(half.stream().filter(FaceServerTest::isOpen).count()).isEqualTo(256);
    } finally {
      for (Socket socket : half) {
        socket.close();
      }
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> post(ASK, jpeg(640, 480)).statusCode() == 200);
  }

  private static boolean isOpen(Socket socket) {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException open) {
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  @Test
  void sixteen_clients_at_once_meet_no_error_and_memory_stays_bounded() throws Exception {
    start(FaceServerSettings.of("127.0.0.1", 0, Optional.of(KEY)));
    int clients = 16;
    int each = 10;
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger mostAtOnce = new AtomicInteger();
    recognizer.show(
        frame -> {
          mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
          try {
            return List.of(new Face(new Box(10, 20, 100, 120), SAD));
          } finally {
            atOnce.decrementAndGet();
          }
        });
    Frame frame = Frames.noise(640, 480);
    List<AzureFaceRecognizer> open = new ArrayList<>();
    long before = used();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        AzureFaceRecognizer client =
            new AzureFaceRecognizer(
                new AzureSettings(endpoint(), KEY, Duration.ofSeconds(30), 1, 1280, false));
        open.add(client);
        reads.add(
            callers.submit(
                () -> {
                  int faces = 0;
                  for (int j = 0; j < each; j++) {
                    faces += client.recognize(frame).faces().size();
                  }
                  return faces;
                }));
      }
      for (Future<Integer> read : reads) {
        assertThat(read.get()).isEqualTo(each);
      }
    } finally {
      open.forEach(AzureFaceRecognizer::close);
    }
    assertThat(recognizer.frames()).isEqualTo(clients * each);
    assertThat(mostAtOnce.get()).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    // 160 decoded pictures of 0.9 MB went through: 30 MB would be a fifth of them.
    assertThat(used() - before).isLessThan(30 * 1024 * 1024);
  }

  @Test
  void the_port_that_is_taken_is_named() throws Exception {
    start(Optional.empty());
    assertThatThrownBy(
            () ->
                new FaceServer(
                    FaceServerSettings.of("127.0.0.1", server.port(), Optional.empty()),
                    recognizer,
                    new HandClock()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
  }

  @Test
  void the_settings_do_not_tell_the_key() {
    assertThat(FaceServerSettings.of("127.0.0.1", 0, Optional.of(KEY)).toString())
        .contains("127.0.0.1")
        .doesNotContain(KEY);
  }

  private void start(Optional<String> key) throws IOException {
    start(FaceServerSettings.of("127.0.0.1", 0, key));
  }

  private void start(FaceServerSettings settings) throws IOException {
    server = new FaceServer(settings, recognizer, new HandClock());
  }

  private AzureFaceRecognizer client(String key) {
    return new AzureFaceRecognizer(
        new AzureSettings(endpoint(), key, Duration.ofSeconds(10), 1, 1280, false));
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private URI uri(String query) {
    return URI.create(endpoint() + FaceServer.PATH + query);
  }

  private HttpResponse<String> post(String query, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(query))
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> postChunked(byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(ASK))
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode error = JsonMapper.shared().readTree(answer.body()).path("error");
    assertThat(error.path("code").asString("")).isEqualTo(code);
    assertThat(error.path("message").asString("")).isNotEmpty();
  }

  private static byte[] jpeg(int width, int height) throws IOException {
    return noise(width, height, "jpeg");
  }

  private static byte[] noise(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(3);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return file(image, format);
  }

  /** One colour, with noise in the first rows that keeps the file above 1 KB. */
  private static byte[] plain(int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(50, 100, 200));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    Random random = new Random(3);
    for (int i = 0; i < width * 16; i++) {
      image.setRGB(i % width, i / width, random.nextInt(2) * 0xffffff);
    }
    return file(image, format);
  }

  private static byte[] file(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
