package io.moodspeaker.alert.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.moodspeaker.Fault;
import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertDispatcher;
import io.moodspeaker.alert.AlertStore;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Backoff;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Scheduler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Credentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class WebhookChannelTest {
  /** Pauses that do not vary, so that they can be counted. */
  private static final AlertDispatcher.Settings SETTINGS =
      new AlertDispatcher.Settings(
          Backoff.steady(Duration.ofSeconds(1), Duration.ofMinutes(5)), Duration.ofHours(1), 3);

  private static final String SECRET = "s3cr3t";

  private final FakeTime time = new FakeTime();
  private final MockWebServer server = new MockWebServer();
  private final Logger logger = (Logger) LoggerFactory.getLogger(AlertDispatcher.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private AlertDispatcher sender;

  @BeforeEach
  void start() throws IOException {
    server.start();
    log.start();
    logger.addAppender(log);
    sender = sender(server.url("/hook/" + SECRET + "?token=" + SECRET).toString());
  }

  @AfterEach
  void stop() {
    sender.close();
    server.close();
    logger.detachAppender(log);
    assertThat(lines()).noneMatch(line -> line.contains(SECRET));
  }

  private AlertDispatcher sender(String url) {
    return sender(url, Duration.ofSeconds(10), name -> time);
  }

  private AlertDispatcher sender(
      String url, Duration timeout, Function<String, Scheduler> threads) {
    AlertDispatcher made = new AlertDispatcher(AlertStore.none(), SETTINGS, threads, time, time);
    made.update(
        Map.of(
            "webhook",
            new WebhookChannel(new HttpDelivery(URI.create(url), "alert.webhook", timeout, time))));
    return made;
  }

  private void send(Alert alert) {
    sender.send(alert, List.of());
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Alert fear(int number) {
    return new Alert(
        "id-of-" + number,
        Optional.of(Mood.FEAR),
        Instant.parse("2026-11-21T07:59:55Z").plusSeconds(number),
        0.80012,
        "looks \"afraid\" for " + number + " s");
  }

  private void answer(int code, String... header) {
    MockResponse.Builder answer = new MockResponse.Builder().code(code);
    if (header.length > 0) {
      answer.addHeader(header[0], header[1]);
    }
    server.enqueue(answer.build());
  }

  private RecordedRequest request() throws InterruptedException {
    RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
    assertThat(request).as("a request at the server").isNotNull();
    return request;
  }

  private void pass(Duration duration) {
    time.advance(duration);
  }

  @Test
  void an_alert_is_posted_as_json() throws InterruptedException {
    answer(204);
    send(fear(5));
    assertThat(sender.pending()).isEqualTo(1);
    pass(Duration.ZERO);

    RecordedRequest request = request();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/hook/s3cr3t?token=s3cr3t");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(request.getBody().utf8())
        .isEqualTo(
            "{\"event\":\"mood\",\"id\":\"id-of-5\",\"mood\":\"fear\",\"since\":\"2026-11-21T08:00:00Z\","
                + "\"confidence\":0.8,\"message\":\"looks \\\"afraid\\\" for 5 s\"}");
    assertThat(sender.pending()).isZero();
    assertThat(sender.delivered()).isEqualTo(1);
  }

  @Test
  void a_user_and_password_in_the_address_are_sent_as_basic_authentication()
      throws InterruptedException {
    sender.close();
    sender =
        sender(server.url("/").newBuilder().username("me").password(SECRET).build().toString());
    answer(200);
    send(fear(5));
    pass(Duration.ZERO);
    assertThat(request().getHeaders().get("Authorization"))
        .isEqualTo(Credentials.basic("me", SECRET));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void a_server_in_trouble_is_asked_again_with_the_same_key(int code) throws InterruptedException {
    answer(code);
    answer(200);
    send(fear(5));
    pass(Duration.ZERO);
    assertThat(sender.pending()).isEqualTo(1);
    pass(Duration.ofMillis(999));
    String key = request().getHeaders().get("Idempotency-Key");
    assertThat(server.getRequestCount()).isEqualTo(1);
    pass(Duration.ofMillis(1));
    assertThat(request().getHeaders().get("Idempotency-Key")).isEqualTo(key).isEqualTo("id-of-5");
    assertThat(sender.delivered()).isEqualTo(1);
    assertThat(lines()).anyMatch(line -> line.contains("answered " + code + "; trying again"));
  }

  @Test
  void pauses_double_up_to_the_longest() {
    for (int i = 0; i < 12; i++) {
      answer(500);
    }
    send(fear(5));
    pass(Duration.ZERO);
    for (long expected : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300)) {
      assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(expected));
      pass(time.untilNext());
    }
    assertThat(log.list).filteredOn(event -> event.getLevel().levelStr.equals("WARN")).hasSize(1);
  }

  @Test
  void retry_after_in_seconds_is_obeyed() {
    answer(429, "Retry-After", "30");
    send(fear(5));
    pass(Duration.ZERO);
    assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void retry_after_as_a_date_is_obeyed() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            time.instant().plusSeconds(90).atOffset(ZoneOffset.UTC));
    answer(503, "Retry-After", date);
    send(fear(5));
    pass(Duration.ZERO);
    assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "0", "Fri, 20 Nov 2026 08:00:00 GMT"})
  void a_retry_after_that_asks_for_nothing_is_passed_over(String value) {
    answer(429, "Retry-After", value);
    send(fear(5));
    pass(Duration.ZERO);
    assertThat(time.untilNext()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 410})
  void a_refusal_drops_the_alert_and_the_next_one_goes_out(int code) {
    answer(code, "Location", server.url("/elsewhere").toString());
    answer(200);
    send(fear(1));
    send(fear(2));
    pass(Duration.ZERO);
    assertThat(server.getRequestCount()).isEqualTo(2);
    assertThat(sender.pending()).isZero();
    assertThat(sender.delivered()).isEqualTo(1);
    assertThat(lines()).anyMatch(line -> line.contains("answered " + code + "; check"));
  }

  @Test
  void a_server_that_does_not_answer_in_time_is_asked_again() {
    sender.close();
    sender = sender(server.url("/").toString(), Duration.ofMillis(300), name -> time);
    server.enqueue(new MockResponse.Builder().code(200).headersDelay(5, TimeUnit.SECONDS).build());
    answer(200);
    send(fear(5));
    pass(Duration.ZERO);
    assertThat(sender.delivered()).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(sender.delivered()).isEqualTo(1);
  }

  @Test
  void a_connection_that_breaks_is_tried_again() {
    server.enqueue(
        new MockResponse.Builder()
            .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    answer(200);
    send(fear(5));
    pass(Duration.ZERO);
    pass(Duration.ofSeconds(1));
    assertThat(sender.delivered()).isEqualTo(1);
  }

  @Test
  @Fault(
      value = "Alert receiver dead",
      seen = "alerts wait",
      goesOn = "all else",
      heals = "by itself, when it answers",
      within = "tried for a week")
  void a_dead_server_gets_its_alerts_in_order_when_it_is_back() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    sender.close();
    sender = sender("http://127.0.0.1:" + port + "/hook/" + SECRET);
    send(fear(1));
    send(fear(2));
    pass(Duration.ofSeconds(20));
    assertThat(sender.pending()).isEqualTo(2);

    try (MockWebServer back = new MockWebServer()) {
      back.start(port);
      back.enqueue(new MockResponse.Builder().code(200).build());
      back.enqueue(new MockResponse.Builder().code(200).build());
      pass(Duration.ofSeconds(20));
      assertThat(back.takeRequest().getBody().utf8()).contains("for 1 s");
      assertThat(back.takeRequest().getBody().utf8()).contains("for 2 s");
    }
    assertThat(sender.pending()).isZero();
    assertThat(sender.delivered()).isEqualTo(2);
  }

  @Test
  void the_oldest_alert_gives_way_when_too_many_wait() throws InterruptedException {
    answer(200);
    answer(200);
    answer(200);
    for (int i = 1; i <= 4; i++) {
      send(fear(i));
    }
    assertThat(sender.pending()).isEqualTo(3);
    pass(Duration.ZERO);
    assertThat(request().getBody().utf8()).contains("for 2 s");
    assertThat(sender.delivered()).isEqualTo(3);
    assertThat(lines())
        .anyMatch(line -> line.contains("has 3 alerts waiting") && line.contains("for 1 s"));
  }

  @Test
  void an_alert_older_than_an_hour_is_dropped() {
    for (int i = 0; i < 100; i++) {
      answer(500);
    }
    send(fear(5));
    pass(Duration.ofHours(2));
    assertThat(sender.pending()).isZero();
    assertThat(time.untilNext()).isNegative();
    assertThat(lines()).anyMatch(line -> line.contains("was not delivered"));
  }

  @Test
  void closing_says_what_is_lost_and_stops_the_timer() {
    send(fear(1));
    sender.close();
    assertThat(time.closed()).isTrue();
    assertThat(lines())
        .anyMatch(line -> line.contains("stopping with 1 alerts not delivered and not stored"));
    send(fear(2));
    assertThat(sender.pending()).isEqualTo(1);
  }

  @Test
  void closing_does_not_wait_for_a_slow_server() {
    server.enqueue(new MockResponse.Builder().code(200).headersDelay(1, TimeUnit.MINUTES).build());
    sender.close();
    sender = sender(server.url("/").toString(), Duration.ofMinutes(1), Scheduler::onThread);
    send(fear(1));
    Awaitility.await().until(() -> server.getRequestCount() == 1);
    Instant start = Instant.now();
    sender.close();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(sender.delivered()).isZero();
  }
}
