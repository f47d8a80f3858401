package io.moodspeaker.emotion.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.moodspeaker.Fault;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.HandClock;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.emotion.PermanentEmotionException;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureFaceRecognizerTest {
  private static final String KEY = "0123456789abcdef-the-key";
  private static final Frame FRAME = Frames.noise(320, 240);
  private static final String SAD =
      """
      [{"faceRectangle":{"top":20,"left":10,"width":100,"height":120},
        "faceAttributes":{"emotion":{"anger":0.01,"contempt":0.02,"disgust":0.0,"fear":0.03,
          "happiness":0.0,"neutral":0.1,"sadness":0.8,"surprise":0.04}}}]""";

  private final MockWebServer server = new MockWebServer();
  private final HandClock clock = new HandClock();
  private final List<Duration> slept = new ArrayList<>();
  private LogLines log;
  private AzureFaceRecognizer azure;

  @BeforeEach
  void start() throws Exception {
    server.start();
    log = new LogLines("io.moodspeaker");
    azure = client(3, 1280, Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    azure.close();
    server.close();
    log.close();
    assertThat(log.all()).noneMatch(line -> line.contains(KEY));
  }

  @Test
  void the_request_is_the_one_of_the_contract() throws Exception {
    answer(200, SAD);

    azure.recognize(FRAME);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getUrl().encodedPath()).isEqualTo("/face/v1.0/detect");
    assertThat(request.getUrl().encodedQuery())
        .isEqualTo("returnFaceId=false&returnFaceAttributes=emotion&detectionModel=detection_01");
    assertThat(request.getHeaders().get("Ocp-Apim-Subscription-Key")).isEqualTo(KEY);
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/octet-stream");
    BufferedImage sent = ImageIO.read(new ByteArrayInputStream(request.getBody().toByteArray()));
    assertThat(sent.getWidth()).isEqualTo(320);
    assertThat(sent.getHeight()).isEqualTo(240);
  }

  @Test
  void the_colours_arrive_as_they_were() throws Exception {
    byte[] bgr = new byte[3 * 640 * 480];
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = (byte) 200;
      bgr[i + 1] = (byte) 100;
      bgr[i + 2] = (byte) 50;
    }
    // Noise in a corner, or the picture would be too small to be sent.
    new Random(1).ints(30_000, 0, 256).forEach(new Corner(bgr));
    answer(200, "[]");

    azure.recognize(new Frame(Frames.TAKEN, 640, 480, bgr));

    BufferedImage sent =
        ImageIO.read(new ByteArrayInputStream(server.takeRequest().getBody().toByteArray()));
    int rgb = sent.getRGB(320, 440);
    assertThat(rgb >> 16 & 0xff).isBetween(45, 55);
    assertThat(rgb >> 8 & 0xff).isBetween(95, 105);
    assertThat(rgb & 0xff).isBetween(195, 205);
  }

  @Test
  void an_endpoint_behind_a_path_keeps_it() throws Exception {
    answer(200, "[]");
    try (AzureFaceRecognizer behind =
        new AzureFaceRecognizer(
            new AzureSettings(
                server.url("/proxy/").uri(), KEY, Duration.ofSeconds(5), 1, 1280, false))) {
      behind.recognize(FRAME);
    }
    assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/proxy/face/v1.0/detect");
  }

  @Test
  void a_face_is_read_with_its_scores() throws Exception {
    answer(200, SAD);

    Observation observation = azure.recognize(FRAME);

    assertThat(observation.time()).isEqualTo(FRAME.time());
    assertThat(observation.faces()).hasSize(1);
    Face face = observation.faces().get(0);
    assertThat(face.box()).isEqualTo(new Box(10, 20, 100, 120));
    assertThat(face.scores().top()).isEqualTo(Emotion.SADNESS);
    assertThat(face.scores().of(Emotion.NEUTRAL)).isEqualTo(0.1);
  }

  @Test
  void boxes_are_scaled_back_to_a_frame_that_was_sent_smaller() throws Exception {
    azure.close();
    azure = client(3, 160, Duration.ofSeconds(5));
    answer(200, SAD);

    Observation observation = azure.recognize(FRAME);

    BufferedImage sent =
        ImageIO.read(new ByteArrayInputStream(server.takeRequest().getBody().toByteArray()));
    assertThat(sent.getWidth()).isEqualTo(160);
    assertThat(observation.faces().get(0).box()).isEqualTo(new Box(20, 40, 200, 240));
  }

  @Test
  void a_picture_over_6_MB_is_sent_smaller() throws Exception {
    azure.close();
    azure = client(3, 4096, Duration.ofSeconds(5));
    answer(200, "[]");

    azure.recognize(Frames.noise(4096, 3000));

    assertThat(server.takeRequest().getBodySize()).isBetween(1024L, 6L * 1024 * 1024);
  }

  @Test
  void pictures_that_can_hold_no_face_are_not_sent() throws Exception {
    assertThat(azure.recognize(Frames.noise(400, 35)).faces()).isEmpty();
    assertThat(azure.recognize(Frames.black(40, 40)).faces()).isEmpty();
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void nobody_in_the_picture_is_an_answer_and_no_failure() throws Exception {
    answer(200, "[]");

    assertThat(azure.recognize(FRAME).faces()).isEmpty();
  }

  @Test
  void faces_under_36_pixels_are_not_used() throws Exception {
    answer(200, SAD.replace("\"height\":120", "\"height\":35"));

    assertThat(azure.recognize(FRAME).faces()).isEmpty();
  }

  @Test
  void fields_that_are_not_known_are_skipped() throws Exception {
    answer(
        200,
        SAD.replace("\"faceAttributes\":{", "\"faceId\":null,\"faceAttributes\":{\"age\":4,")
            .replace("\"anger\"", "\"awe\":0.5,\"anger\""));

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"sadness\":0.8,'|''|emotion.sadness",
        "0.8|8|emotion.sadness",
        "0.8|-0.8|emotion.sadness",
        "0.8|'\"much\"'|emotion.sadness",
        "'\"top\":20,'|''|faceRectangle.top",
        "'\"width\":100'|'\"width\":null'|faceRectangle.width",
        "'\"width\":100'|'\"width\":0'|outside of the picture",
        "'\"left\":10'|'\"left\":320'|outside of the picture",
        "'\"left\":10'|'\"left\":1e300'|faceRectangle.left",
        "'\"emotion\":'|'\"mood\":'|does this server read emotions?",
        "[{|{|malformed answer",
        "}]|}|malformed answer",
        "}]|}] and more|malformed answer",
      })
  void an_answer_that_is_not_of_the_contract_is_named_and_not_asked_again(
      String from, String to, String message) {
    answer(200, SAD.replace(from, to));

    assertThatThrownBy(() -> azure.recognize(FRAME))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining(message);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void scores_that_are_all_zero_are_malformed() {
    answer(200, SAD.replaceAll("0\\.\\d+", "0"));

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("malformed answer");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void an_oversized_answer_is_not_read_to_its_end(int status) {
    answer(status, " ".repeat(AzureFaceRecognizer.MAXIMUM_ANSWER + 1));

    assertThatThrownBy(() -> azure.recognize(FRAME))
        .hasMessageContaining("an answer of over 1048576 bytes");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvalidImage", "InvalidImageSize"})
  void a_refused_picture_fails_alone(String code) throws Exception {
    problem(400, code);
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("answer 400 " + code);

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
    assertThat(slept).isEmpty();
  }

  @Test
  void a_bad_argument_is_not_repeated_for_each_frame() throws Exception {
    problem(400, "BadArgument");
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("400 BadArgument");
    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("not asked again before");
    assertThat(server.getRequestCount()).isEqualTo(1);

    clock.pass(Duration.ofSeconds(1));
    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
  }

  @Test
  void a_wrong_key_ends_all_calls_and_is_logged_once() {
    problem(401, "401");

    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofDays(1));
      assertThatThrownBy(() -> azure.recognize(FRAME))
          .isInstanceOf(PermanentEmotionException.class)
          .hasMessageContaining("answer 401")
          .hasMessageContaining("until endpoint or key change");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(log.all()).filteredOn(line -> line.contains("401")).hasSize(1);
  }

  @Test
  void a_service_without_emotions_is_disabled_and_logged_once() {
    answer(
        403,
        """
        {"error":{"code":"InvalidRequest","message":"Invalid request has been sent.","innererror":
        {"code":"UnsupportedFeature","message":"Feature is not supported."}}}""");

    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofDays(1));
      assertThatThrownBy(() -> azure.recognize(FRAME))
          .isInstanceOf(PermanentEmotionException.class)
          .hasMessageContaining("403 UnsupportedFeature: Feature is not supported;")
          .hasMessageContaining("2023")
          .hasMessageContaining("moodspeaker serve");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(log.all()).filteredOn(line -> line.contains("403")).hasSize(1);
  }

  @Test
  void an_unsupported_feature_said_without_innererror_is_understood_too() {
    problem(403, "UnsupportedFeature");

    assertThatThrownBy(() -> azure.recognize(FRAME)).isInstanceOf(PermanentEmotionException.class);
  }

  @Test
  void a_used_up_quota_is_left_alone_for_ten_minutes() throws Exception {
    answer(403, "{\"error\":{\"statusCode\":403,\"message\":\"Out of call volume quota.\"}}");
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME))
        .isNotInstanceOf(PermanentEmotionException.class)
        .hasMessageContaining("Out of call volume quota");
    clock.pass(Duration.ofMinutes(9));
    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("not asked again");
    clock.pass(Duration.ofMinutes(1));

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void a_passing_failure_is_repeated_with_backoff(int status) throws Exception {
    answer(status, "");
    answer(status, "<html>no JSON</html>");
    answer(200, SAD);

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);

    assertThat(server.getRequestCount()).isEqualTo(3);
    assertThat(slept).hasSize(2);
    assertThat(slept.get(0)).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
    assertThat(slept.get(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void repeating_ends_and_the_frame_fails() {
    for (int i = 0; i < 3; i++) {
      answer(500, "");
    }

    assertThatThrownBy(() -> azure.recognize(FRAME))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("answer 500 (3 calls)");
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void the_pause_after_a_failed_frame_doubles_up_to_half_a_minute_and_ends_with_an_answer()
      throws Exception {
    azure.close();
    azure = client(1, 1280, Duration.ofSeconds(5));
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      answer(500, "");
      assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("(1 call)");
      pauses.add(pauseLeft());
    }
    for (int i = 0; i < 9; i++) {
      assertThat(pauses.get(i).toMillis())
          .isBetween(
              (long) Math.min(15_000, 500 * Math.pow(2, i)) - 100,
              (long) Math.min(30_000, 1000 * Math.pow(2, i)) + 100);
    }

    answer(200, SAD);
    azure.recognize(FRAME);
    answer(500, "");
    assertThatThrownBy(() -> azure.recognize(FRAME));
    assertThat(pauseLeft()).isLessThan(Duration.ofMillis(1_100));
  }

  @Test
  void a_server_that_does_not_answer_in_time_is_asked_again() throws Exception {
    azure.close();
    azure = client(3, 1280, Duration.ofMillis(300));
    server.enqueue(new MockResponse.Builder().headersDelay(3, TimeUnit.SECONDS).body(SAD).build());
    answer(200, SAD);

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
    assertThat(slept).hasSize(1);
  }

  @Test
  void an_answer_that_breaks_off_is_asked_for_again() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .body(SAD)
            .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    answer(200, SAD);

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
    assertThat(slept).hasSize(1);
  }

  @Test
  void a_server_that_is_not_there_is_tried_a_few_times() {
    server.close();

    assertThatThrownBy(() -> azure.recognize(FRAME))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("(3 calls)");
    assertThat(slept).hasSize(2);
  }

  @Test
  @Fault(
      value = "Face server busy",
      seen = "nothing",
      goesOn = "the local reading",
      heals = "by itself",
      within = "the time it asks for")
  void a_busy_server_is_left_alone_for_the_seconds_it_asks_for() throws Exception {
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "26").build());
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("for 26 s");
    clock.pass(Duration.ofSeconds(25));
    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("not asked again before");
    assertThat(server.getRequestCount()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
    assertThat(slept).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_busy_server_is_left_alone_until_the_date_it_asks_for(boolean withDate) throws Exception {
    DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    // With a date of its own, a server's clock may be years from ours.
    Duration off = withDate ? Duration.ofDays(-900) : Duration.ZERO;
    MockResponse.Builder busy =
        new MockResponse.Builder()
            .code(429)
            .addHeader("Retry-After", http.format(clock.instant().plus(off).plusSeconds(90)));
    if (withDate) {
      busy.addHeader("Date", http.format(clock.instant().plus(off)));
    }
    server.enqueue(busy.build());
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("for 90 s");
    clock.pass(Duration.ofSeconds(89));
    assertThatThrownBy(() -> azure.recognize(FRAME));
    assertThat(server.getRequestCount()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1e9", "99999999999999999999"})
  void a_busy_server_that_does_not_say_how_long_is_left_alone_for_ten_seconds(String retryAfter)
      throws Exception {
    MockResponse.Builder busy = new MockResponse.Builder().code(429);
    if (!retryAfter.isEmpty()) {
      busy.addHeader("Retry-After", retryAfter);
    }
    server.enqueue(busy.build());
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("for 10 s");
    clock.pass(Duration.ofSeconds(10));

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
  }

  @Test
  void a_server_that_wants_years_of_peace_gets_a_day() throws Exception {
    server.enqueue(
        new MockResponse.Builder().code(429).addHeader("Retry-After", "999999999").build());
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME));
    clock.pass(Duration.ofDays(1));

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
  }

  @Test
  void an_unavailable_server_that_says_how_long_is_not_asked_again_before() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "7").build());
    answer(200, SAD);

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessageContaining("for 7 s");
    assertThat(server.getRequestCount()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(7));

    assertThat(azure.recognize(FRAME).faces()).hasSize(1);
  }

  @Test
  void the_key_does_not_follow_a_redirect() {
    try (MockWebServer other = new MockWebServer()) {
      other.start();
      server.enqueue(
          new MockResponse.Builder()
              .code(307)
              .addHeader("Location", other.url("/elsewhere").toString())
              .build());

      assertThatThrownBy(() -> azure.recognize(FRAME))
          .hasMessageContaining("answer 307; is the endpoint right?");
      assertThat(other.getRequestCount()).isZero();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_server_that_says_the_key_back_does_not_get_it_into_a_message() {
    answer(400, "{\"error\":{\"code\":\"BadArgument\",\"message\":\"no\\n" + KEY + " here\"}}");

    Throwable thrown = catchThrowable(() -> azure.recognize(FRAME));

    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    assertThat(all.toString()).contains("no … here").doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"top\":20000,\"x\":\"" + KEY + "\"", "\"top\":" + KEY, "\"" + KEY})
  void a_malformed_answer_that_says_the_key_back_does_not_get_it_into_a_trace(String top) {
    answer(200, SAD.replace("\"top\":20", top));

    Throwable thrown = catchThrowable(() -> azure.recognize(FRAME));

    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    assertThat(all.toString()).contains("malformed answer").doesNotContain(KEY);
  }

  @Test
  void an_interrupt_ends_the_waiting_and_stays_set() {
    azure.close();
    azure =
        new AzureFaceRecognizer(
            settings(3, 1280, Duration.ofSeconds(5)),
            clock,
            duration -> {
              throw new InterruptedException();
            },
            new Random(1));
    answer(500, "");

    assertThatThrownBy(() -> azure.recognize(FRAME))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("answer 500");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void after_closing_every_frame_fails() {
    azure.close();

    assertThatThrownBy(() -> azure.recognize(FRAME)).hasMessage("recogniser azure is closed");
    assertThat(server.getRequestCount()).isZero();
  }

  private AzureFaceRecognizer client(int attempts, int side, Duration timeout) {
    return new AzureFaceRecognizer(
        settings(attempts, side, timeout), clock, slept::add, new Random(1));
  }

  private AzureSettings settings(int attempts, int side, Duration timeout) {
    URI endpoint = URI.create("http://localhost:" + server.getPort());
    return new AzureSettings(endpoint, KEY, timeout, attempts, side, false);
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  private void problem(int status, String code) {
    answer(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"Said by the server.\"}}");
  }

  /** Passes the pause in steps and says how long it was. */
  private Duration pauseLeft() {
    Duration step = Duration.ofMillis(50);
    Duration left = Duration.ZERO;
    int requests = server.getRequestCount();
    Throwable thrown = catchThrowable(() -> azure.recognize(FRAME));
    String until = thrown.getMessage().replaceAll(".*not asked again before ", "");
    assertThat(server.getRequestCount()).isEqualTo(requests);
    java.time.Instant end = java.time.Instant.parse(until);
    while (clock.instant().isBefore(end)) {
      clock.pass(step);
      left = left.plus(step);
    }
    return left;
  }

  /** Writes over the first pixels of a frame. */
  private static final class Corner implements java.util.function.IntConsumer {
    private final byte[] bgr;
    private int next;

    Corner(byte[] bgr) {
      this.bgr = bgr;
    }

    @Override
    public void accept(int value) {
      bgr[next++] = (byte) value;
    }
  }
}
