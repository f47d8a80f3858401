package io.moodspeaker.web.vertx;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Secret;
import io.moodspeaker.web.HostHeaderFilter;
import io.moodspeaker.web.RequestRate;
import io.moodspeaker.web.WebAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guarded server, asked over sockets as strangers would. */
class WebServerTest {
  private final FakeTime time = new FakeTime();
  private final List<Socket> open = new ArrayList<>();
  private volatile Secret token = Secret.NONE;
  private int burst = 100_000;
  private WebServer server;

  private void listen() throws IOException {
    server =
        WebServer.listen(
            "127.0.0.1",
            0,
            new WebAccess(
                HostHeaderFilter.of("127.0.0.1"), () -> token, new RequestRate(burst, 100, time)),
            () -> descriptors);
  }

  private void start() throws IOException {
    listen();
    server.router().get("/api/v1/status").handler(context -> context.response().end("{}"));
    server.ready();
  }

  /** How many descriptors the process may still open. */
  private volatile long descriptors = 1000;

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    server.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    open.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private String ask(String request) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      open.removeLast();
    }
  }

  private String get(String path, String... headers) throws IOException {
    return ask(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList())
            + "\r\n");
  }

  private void answers() throws IOException {
    assertThat(get("/api/v1/status")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void the_page_comes_from_the_program_and_may_load_nothing_from_elsewhere() throws Exception {
    start();
    for (String path :
        List.of("/", "/face", "/page/page.js", "/page/preact.js", "/page/page.css")) {
      assertThat(get(path))
          .as(path)
          .startsWith("HTTP/1.1 200 ")
          .contains("default-src 'none'; script-src 'self'; style-src 'self'");
    }
    for (String path : List.of("/page/../page.js", "/page/%2e%2e/x", "/config/moods.yaml", "/x")) {
      assertThat(get(path)).as(path).startsWith("HTTP/1.1 404 ").contains("problem+json");
    }
  }

  @Test
  void until_all_paths_are_there_it_says_that_it_still_starts() throws Exception {
    listen();
    for (String path : List.of("/healthz", "/api/v1/status", "/api/status", "/api/v1/mood", "/x")) {
      assertThat(get(path))
          .as(path)
          .startsWith("HTTP/1.1 503 ")
          .contains("Retry-After: 1\r\n", "moodspeaker is still starting", "problem+json");
    }
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 1\r\n", "{\"ready\":false,\"reasons\":[\"moodspeaker is still");
    assertThat(
            ask(
                "POST /api/v1/alert/test HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"))
        .startsWith("HTTP/1.1 503 ");
    assertThat(get("/")).startsWith("HTTP/1.1 200 ");
    server.router().get("/healthz").handler(context -> context.response().end("alive"));
    assertThat(get("/healthz")).startsWith("HTTP/1.1 503 ");
    server.ready();
    assertThat(get("/healthz")).startsWith("HTTP/1.1 200 ");
    assertThat(get("/x")).startsWith("HTTP/1.1 404 ");
  }

  private String head(String path) throws IOException {
    return ask("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  @Test
  void a_head_is_what_a_get_would_answer_without_its_body() throws Exception {
    start();
    for (String path : List.of("/", "/page/page.js", "/api/v1/status", "/api/status?zone=UTC")) {
      assertThat(head(path)).as(path).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    }
    assertThat(head("/x")).startsWith("HTTP/1.1 404 ").endsWith("\r\n\r\n");
    assertThat(head("/api/v1/events")).startsWith("HTTP/1.1 405 ").contains("Allow: GET\r\n");
  }

  @Test
  void another_method_is_refused_with_those_that_a_path_takes() throws Exception {
    start();
    server.router().post("/api/v1/player/:action").handler(context -> context.response().end());
    server.router().get("/api/v1/calibration").handler(context -> context.response().end());
    server.router().post("/api/v1/calibration").handler(context -> context.response().end());
    String rest = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    assertThat(ask("POST /api/v1/status" + rest))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD\r\n", "this path takes GET, HEAD");
    assertThat(ask("GET /api/player/next" + rest)).contains("HTTP/1.1 405 ", "Allow: POST\r\n");
    assertThat(ask("HEAD /api/v1/player/next" + rest)).contains("HTTP/1.1 405 ", "Allow: POST\r\n");
    assertThat(ask("DELETE /api/v1/calibration" + rest)).contains("Allow: GET, HEAD, POST\r\n");
    assertThat(ask("OPTIONS /api/v1/events" + rest)).contains("Allow: GET\r\n");
  }

  @Test
  void where_a_token_is_needed_nothing_but_the_empty_page_comes_without_it() throws Exception {
    token = new Secret("s3cret");
    start();
    assertThat(get("/")).startsWith("HTTP/1.1 200 ");
    for (String path :
        List.of(
            "/api/v1/status",
            "/api/status",
            "/api/v1/events",
            "/api/v1/openapi.json",
            "/metrics")) {
      assertThat(get(path)).as(path).startsWith("HTTP/1.1 401 ").doesNotContain("s3cret");
      assertThat(get(path, "Authorization: Bearer wrong")).startsWith("HTTP/1.1 401 ");
    }
    assertThat(get("/api/v1/status", "Authorization: Bearer s3cret")).startsWith("HTTP/1.1 200 ");
    assertThat(get("/api/v1/status", "Cookie: moodspeaker-token=s3cret"))
        .startsWith("HTTP/1.1 200 ");
    assertThat(get("/api/v1/session", "Authorization: Bearer s3cret"))
        .startsWith("HTTP/1.1 204 ")
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict");
  }

  @Test
  void a_page_elsewhere_can_not_even_show_a_picture_of_ours() throws Exception {
    start();
    assertThat(get("/api/v1/status", "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403 ");
    assertThat(get("/", "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 200 ");
    assertThat(get("/api/v1/status", "Origin: null")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void who_asks_too_often_waits() throws Exception {
    burst = 3;
    start();
    for (int i = 0; i < 3; i++) {
      answers();
    }
    assertThat(get("/api/v1/status")).startsWith("HTTP/1.1 429 ").contains("Retry-After: 1");
    time.advance(java.time.Duration.ofSeconds(1));
    answers();
  }

  @Test
  void a_request_without_a_host_is_answered_and_not_logged() throws Exception {
    start();
    try (LogLines log = new LogLines("io.vertx")) {
      assertThat(ask("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400 ");
      assertThat(ask("GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 400 ");
      assertThat(log.all()).noneMatch(line -> line.startsWith("ERROR"));
    }
  }

  @Test
  void where_few_descriptors_are_left_who_asks_nothing_makes_way() throws Exception {
    start();
    Socket first = connect();
    for (int i = 0; i < 20; i++) {
      send(i == 0 ? first : connect(), "GET /api/v1/status HTTP/1.1\r\nHost: local");
    }
    answers();
    try (LogLines log = new LogLines(Connections.class.getName())) {
      descriptors = 10;
      assertThat(first.getInputStream().read()).isEqualTo(-1);
      assertThat(log.all()).singleElement().asString().contains("raise LimitNOFILE");
      answers();
      answers();
    }
  }

  @Test
  void half_requests_make_way_for_whole_ones() throws Exception {
    start();
    for (int i = 0; i < 800; i++) {
      send(connect(), "GET /api/v1/status HTTP/1.1\r\nHost: local");
    }
    answers();
    answers();
  }

  @Test
  void listeners_that_read_nothing_are_capped_and_the_others_are_told() throws Exception {
    start();
    for (int i = 0; i < 500; i++) {
      send(connect(), "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    String large = "\"" + "x".repeat(10_000) + "\"";
    for (int i = 0; i < 200; i++) {
      server.events().send("status", large);
    }
    answers();
  }

  @Test
  void events_come_as_they_happen_with_the_last_status_first() throws Exception {
    start();
    server.events().send("status", "{\"mood\":\"neutral\"}");
    Socket listener = connect();
    send(listener, "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    StringBuilder heard = new StringBuilder();
    until(listener, heard, "data: {\"mood\":\"neutral\"}\n\n");
    await().until(server.events()::heard);
    server.events().send("mood", "{\"mood\":\"sadness\"}");
    until(listener, heard, "event: mood\ndata: {\"mood\":\"sadness\"}\n\n");
    assertThat(heard).contains("text/event-stream");
    listener.close();
    await().atMost(5, SECONDS).until(() -> !server.events().heard());
  }

  private static void until(Socket socket, StringBuilder heard, String end) throws IOException {
    InputStream in = socket.getInputStream();
    while (heard.indexOf(end) < 0) {
      int next = in.read();
      assertThat(next).as(heard.toString()).isNotNegative();
      heard.append((char) next);
    }
  }

  @Test
  void the_live_picture_is_shown_to_who_looks_and_only_where_it_may_be() throws Exception {
    start();
    server.live(time, false);
    assertThat(get("/api/v1/live")).startsWith("HTTP/1.1 404 ");
    LivePicture live = server.live(time, true);
    Frame frame = new Frame(Instant.EPOCH, 16, 8, new byte[3 * 16 * 8]);
    live.show(frame);
    assertThat(time.untilNext().isNegative()).as("nobody looks").isTrue();
    Socket viewer = connect();
    send(viewer, "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
    StringBuilder seen = new StringBuilder();
    until(viewer, seen, "--frame\r\n");
    await()
        .until(
            () -> {
              live.show(frame);
              return !time.untilNext().isNegative();
            });
    time.advance(java.time.Duration.ofSeconds(1));
    until(viewer, seen, "\u00ff\u00d8\u00ff");
    assertThat(seen).contains("Content-Type: image/jpeg");
  }

  @Test
  @Fault(
      value = "A request of 100 MB",
      seen = "413",
      goesOn = "all",
      heals = "need not",
      within = "at once")
  void a_body_of_100_mb_is_refused_however_it_comes() throws Exception {
    start();
    String head = "POST /api/v1/mood HTTP/1.1\r\nHost: localhost\r\n";
    assertThat(ask(head + "Content-Length: 100000000\r\n\r\n")).startsWith("HTTP/1.1 413 ");
    try (Socket socket = connect()) {
      send(socket, head + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      int sent = 0;
      while (sent < 1600) {
        send(socket, chunk);
        sent++;
        Thread.onSpinWait();
      }
      assertThat(sent).as("chunks of 64 kB that were taken").isLessThan(1600);
    } catch (IOException closed) {
      assertThat(closed).isNotNull();
    }
    answers();
  }

  @Test
  void random_requests_end_nothing_and_leave_no_stack_trace() throws Exception {
    start();
    Random random = new Random(7);
    try (LogLines log = new LogLines("io.vertx")) {
      for (int i = 0; i < Integer.getInteger("moodspeaker.random-requests", 1000); i++) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        String text = new String(noise, StandardCharsets.ISO_8859_1);
        try (Socket socket = connect()) {
          send(
              socket,
              switch (random.nextInt(5)) {
                case 0 -> text;
                case 1 -> "GET /" + text + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                case 2 -> "GET / HTTP/1.1\r\nHost: " + text + "\r\n\r\n";
                case 3 ->
                    "POST /api/v1/%zz["
                        + i
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + random.nextInt()
                        + "\r\n\r\n"
                        + text;
                default ->
                    "GET //[:: HTTP/1.1\r\nHost: localhost\r\nCookie: " + text.strip() + "\r\n\r\n";
              });
        } catch (IOException refused) {
          // Refused is as good.
        } finally {
          open.removeLast();
        }
      }
      answers();
      assertThat(log.all()).noneMatch(line -> line.startsWith("ERROR"));
    }
  }
}
