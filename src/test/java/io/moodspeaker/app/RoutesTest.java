package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.care.Care;
import io.moodspeaker.care.CareContacts;
import io.moodspeaker.config.MoodsEditor;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.history.HistoryFeature;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.mood.MoodChanges;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.Moods;
import io.moodspeaker.support.Durations;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Secret;
import io.moodspeaker.web.HostHeaderFilter;
import io.moodspeaker.web.RequestRate;
import io.moodspeaker.web.WebAccess;
import io.moodspeaker.web.WebMetrics;
import io.moodspeaker.web.camel.CamelHttp;
import io.moodspeaker.web.vertx.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The shipped route files, between ends that the test holds in its hands. */
class RoutesTest {
  private final AtomicReference<DefaultConsumer> camera = new AtomicReference<>();
  private final List<Mood> music = new CopyOnWriteArrayList<>();
  private final List<String> hands = new CopyOnWriteArrayList<>();
  private final List<Mood> lights = new CopyOnWriteArrayList<>();
  private final List<Mood> alerts = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private volatile boolean localFails;
  private volatile boolean broken;
  private volatile boolean lightFails;
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private Emotion shown = Emotion.SADNESS;
  private final InstantSource clock = () -> now;
  private final FakeTime timer = new FakeTime();
  private final WebMetrics metrics = new WebMetrics();
  private RouteEngine engine;
  private WebServer server;

  /** Stands in for the music's queue. */
  public static final class Queue {
    public String queueText() {
      return "nothing is queued";
    }

    public List<String> queue() {
      return List.of();
    }
  }

  private interface Step {
    void process(Exchange exchange) throws Exception;
  }

  private final class End extends DefaultComponent {
    private final Step step;

    End(Step step) {
      this.step = step;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
      parameters.clear();
      return new DefaultEndpoint(uri, this) {
        @Override
        public Producer createProducer() {
          return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
              exchange.getMessage().setHeader("end", name);
              step.process(exchange);
            }
          };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
          DefaultConsumer made = new DefaultConsumer(this, processor);
          if (getEndpointUri().startsWith("camera:")) {
            camera.set(made);
          }
          return made;
        }
      };
    }
  }

  private void start() throws Exception {
    Map<String, Object> objects = new HashMap<>();
    objects.put("camera", new End(RoutesTest::pause));
    objects.put(
        "face",
        new End(
            exchange ->
                exchange
                    .getMessage()
                    .setBody(
                        FacesInFrame.of(
                            exchange.getMessage().getBody(Frame.class),
                            List.of(new Box(0, 0, 90, 90))))));
    objects.put("music-controller", new Queue());
    objects.put("people", new End(exchange -> {}));
    objects.put(
        "emotion",
        new End(
            exchange -> {
              boolean local = "local".equals(exchange.getMessage().getHeader("end"));
              if (local && localFails) {
                throw new StackOverflowError("the model is gone");
              }
              exchange.getMessage().setBody(observation(shown));
            }));
    Moods moods =
        new Moods(
            clock,
            () -> {
              if (broken) {
                throw new StackOverflowError("a step of someone's own");
              }
              return MoodSettings.DEFAULT;
            },
            name -> new MoodChanges(change -> Optional.empty(), outcome -> {}, timer));
    moods.watch(Moods.MAIN).changes().onAnswered(change -> said.add(change.toString()));
    objects.put("moods", moods);
    objects.put("speech", new End(exchange -> {}));
    objects.put("care", new End(exchange -> {}));
    objects.put(
        "careDays",
        new Care(
            () -> CareContacts.NONE,
            () -> new Care.Settings(false, "en", "", List.of()),
            Path.of("."),
            clock,
            ZoneOffset.UTC));
    objects.put(
        "music",
        new End(
            exchange -> {
              hands.add(
                  exchange.getMessage().getHeader("end")
                      + " "
                      + exchange.getMessage().getHeader("action"));
              answer(music, "music", exchange);
            }));
    objects.put(
        "light",
        new End(
            exchange -> {
              if (lightFails) {
                throw new IllegalStateException("pin 21 is busy");
              }
              answer(lights, "light", exchange);
            }));
    objects.put("alert", new End(exchange -> answer(alerts, "alert", exchange)));
    objects.put("errors", new ErrorReporter(clock));
    objects.put("status", new Status(List.of(), clock, clock));
    server =
        WebServer.listen(
            "127.0.0.1",
            0,
            new WebAccess(
                HostHeaderFilter.of("127.0.0.1"),
                () -> Secret.NONE,
                new RequestRate(1000, 1000, clock)));
    CamelHttp.bind(server, metrics, objects::put);
    objects.put("live", server.live(timer, false));
    objects.put("history", new HistoryFeature());
    objects.put(
        "moodsFile",
        new MoodsEditor(
            Path.of("config/moods.yaml"), Path.of("target"), text -> List.of(), text -> List.of()));
    engine =
        new RouteEngine(
            Path.of("routes").toAbsolutePath(),
            objects,
            Map.of(
                "camera.interval", "500ms",
                "emotion.minimum-confidence", "0",
                "alert.faces", "largest",
                "alert.watch", "fear"));
    assertThat(engine.start()).isEmpty();
    server.ready();
  }

  /** As the camera does. */
  private static void pause(Exchange exchange) {
    String time = exchange.getMessage().getHeader("CamelCameraFor", "", String.class);
    if (!time.isEmpty()) {
      Durations.parse(time);
    }
  }

  private static void answer(List<Mood> heard, String who, Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof MoodChange change) {
      heard.add(change.mood());
    }
    exchange.getMessage().setBody(Outcome.done(who, "", who + " did it"));
  }

  @AfterEach
  void stop() {
    if (engine != null) {
      engine.close();
    }
    if (server != null) {
      server.close();
    }
  }

  /** What the server answers to a request; over a socket, as a browser would. */
  private String ask(String request, String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              (request
                      + " HTTP/1.1\r\n"
                      + head
                      + "Content-Length: "
                      + body.length()
                      + "\r\nConnection: close\r\n\r\n"
                      + body)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_request_for_another_name_or_of_another_page_is_told_nothing() throws Exception {
    start();
    for (String request :
        List.of("GET /api/status", "GET /elsewhere", "PUT /api/status", "POST /api/player/x")) {
      String own = "Host: 127.0.0.1:" + server.port() + "\r\n";
      assertThat(ask(request, "Host: evil.example:" + server.port() + "\r\n", ""))
          .as(request)
          .startsWith("HTTP/1.1 403 ")
          .contains("'evil.example:" + server.port() + "' is not this machine's name")
          .contains("application/problem+json");
      assertThat(ask(request, own + "Origin: http://evil.example\r\n", ""))
          .as(request)
          .startsWith("HTTP/1.1 403 ")
          .doesNotContain("evil.example");
      assertThat(ask(request, "", "")).as(request).startsWith("HTTP/1.1 4");
    }
    for (String host : List.of("127.0.0.1", "localhost", "[::1]")) {
      assertThat(ask("GET /api/status", "Host: " + host + "\r\n", ""))
          .as(host)
          .startsWith("HTTP/1.1 200 ")
          .containsIgnoringCase("content-type: application/json");
    }
  }

  @Test
  void nothing_of_a_request_comes_back_as_a_header() throws Exception {
    start();
    String own = "Host: localhost\r\nX-Secret: abc\r\n";
    String query =
        "?Access-Control-Allow-Origin=*&Set-Cookie=a%3Db&Location=x&Content-Type=text/html";
    for (String answer :
        List.of(
            ask("GET /api/status" + query, own, ""),
            ask("POST /api/player/volume" + query, own, "40"),
            ask("POST /api/player/volume" + query, own, "hello=1"))) {
      String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
      assertThat(head)
          .startsWith("http/1.1 200 ")
          .contains("content-type: application/json")
          .doesNotContain(
              "x-secret", "allow-origin", "set-cookie", "location", "text/html", "hello");
    }
  }

  @Test
  void a_body_may_be_text_a_form_or_json_and_nothing_else() throws Exception {
    start();
    String own = "Host: localhost\r\nContent-Type: ";
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/json")) {
      assertThat(ask("POST /api/player/volume", own + type + "\r\n", "40"))
          .as(type)
          .startsWith("HTTP/1.1 200 ")
          .contains("{\"done\":\"music did it\"");
    }
    assertThat(ask("POST /api/player/volume", own + "application/xml\r\n", "<v>40</v>"))
        .startsWith("HTTP/1.1 415 ");
    assertThat(ask("POST /api/player/volume", own + "application/json\r\n", "{\"volume\":"))
        .startsWith("HTTP/1.1 400 ")
        .contains("application/problem+json");
    assertThat(ask("POST /api/player/volume", own + "text/plain\r\n", "4".repeat(300_000)))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void an_action_names_an_endpoint_and_nothing_beside_it() throws Exception {
    start();
    for (String action : List.of("volume%3Fx=1", "volume%20x", "..%2Fvolume", "volume%26x=1")) {
      hands.clear();
      ask("POST /api/v1/player/" + action, "Host: localhost\r\n", "40");
      assertThat(hands)
          .as(action)
          .containsExactly("hand " + URLDecoder.decode(action, StandardCharsets.UTF_8));
    }
  }

  @Test
  void no_body_whatever_is_an_error_of_ours() throws Exception {
    start();
    String own = "Host: localhost\r\nContent-Type: application/json\r\n";
    for (String path : List.of("moods/check", "moods/save", "moods/undo", "mood", "camera/pause")) {
      for (String body :
          List.of(
              "",
              "x",
              "null",
              "[]",
              "[1]",
              "{",
              "{}",
              "\"x\"",
              "{\"text\":[1]}",
              "1h)&x=y",
              "1h)&lazyStartProducer=true",
              "{\"version\":{\"a\":1}}",
              "\0",
              "[".repeat(9_000),
              "a".repeat(200_000))) {
        assertThat(ask("POST /api/v1/" + path, own, body))
            .as("%s with %.40s", path, body)
            .startsWith(
                path.equals("camera/pause") && body.isEmpty() ? "HTTP/1.1 200" : "HTTP/1.1 400");
      }
    }
    assertThat(ask("POST /api/v1/moods/undo", own, "x"))
        .contains("version must be sent as a text, as in");
  }

  @Test
  void a_path_takes_head_where_it_takes_get_and_names_its_methods() throws Exception {
    start();
    String own = "Host: localhost\r\n";
    for (String path : List.of("/healthz", "/metrics", "/api/v1/status", "/api/v1/moods")) {
      assertThat(ask("HEAD " + path, own, ""))
          .as(path)
          .startsWith("HTTP/1.1 200 ")
          .endsWith("\r\n\r\n");
      assertThat(ask("PUT " + path, own, ""))
          .as(path)
          .startsWith("HTTP/1.1 405 ")
          .containsIgnoringCase("allow: GET, HEAD\r\n");
    }
    assertThat(ask("GET /api/v1/player/next", own, ""))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("allow: POST\r\n");
    assertThat(ask("DELETE /api/v1/calibration", own, ""))
        .containsIgnoringCase("allow: GET, HEAD, POST\r\n");
  }

  private Observation observation(Emotion emotion) {
    return new Observation(
        now, List.of(new Face(new Box(0, 0, 90, 90), EmotionScores.only(emotion))));
  }

  private Exchange watch(int frames) throws Exception {
    Exchange exchange = null;
    for (int i = 0; i < frames; i++) {
      now = now.plusMillis(500);
      exchange = camera.get().createExchange(false);
      exchange.getMessage().setBody(new Frame(now, 1, 1, new byte[3]));
      camera.get().getProcessor().process(exchange);
    }
    return exchange;
  }

  @Test
  void a_mood_reaches_music_light_alert_and_log_once_each() throws Exception {
    start();
    watch(20);
    await().untilAsserted(() -> assertThat(music).containsExactly(Mood.SADNESS));
    await().untilAsserted(() -> assertThat(lights).containsExactly(Mood.SADNESS));
    await().untilAsserted(() -> assertThat(alerts).containsExactly(Mood.SADNESS));
    await()
        .untilAsserted(
            () ->
                assertThat(said)
                    .containsExactly(
                        "mood sadness (1.00) after absent 2 s: music did it, light did it"));
  }

  @Test
  void each_step_is_counted_once() throws Exception {
    start();
    watch(20);
    await().untilAsserted(() -> assertThat(lights).hasSize(1));
    await()
        .untilAsserted(
            () ->
                assertThat(metrics.text(Map.of()))
                    .contains("moodspeaker_stage_seconds_count{stage=\"light:mood\"} 1\n"));
  }

  @Test
  void a_light_that_fails_leaves_music_and_alert_alone() throws Exception {
    lightFails = true;
    start();
    watch(20);
    await().untilAsserted(() -> assertThat(music).containsExactly(Mood.SADNESS));
    await().untilAsserted(() -> assertThat(alerts).containsExactly(Mood.SADNESS));
    shown = Emotion.HAPPINESS;
    watch(40);
    await().untilAsserted(() -> assertThat(music).containsExactly(Mood.SADNESS, Mood.HAPPINESS));
    assertThat(lights).isEmpty();
  }

  @Test
  void when_the_local_model_fails_the_fallback_reads() throws Exception {
    localFails = true;
    start();
    watch(20);
    await().untilAsserted(() -> assertThat(music).containsExactly(Mood.SADNESS));
  }

  @Test
  void no_frame_travels_further_than_the_recogniser() throws Exception {
    start();
    Exchange exchange = watch(1);
    assertThat(exchange.getMessage().getBody() instanceof Frame).isFalse();
    assertThat(exchange.getAllProperties().values()).noneMatch(Frame.class::isInstance);
  }

  @Test
  void an_error_of_a_step_is_told_once_and_ends_no_more_than_its_frame() throws Exception {
    broken = true;
    start();
    try (LogLines log = new LogLines("moodspeaker")) {
      for (Exchange exchange : List.of(watch(1), watch(1), watch(1))) {
        assertThat(exchange.getException()).isNull();
      }
      assertThat(log.all())
          .filteredOn(line -> line.startsWith("ERROR") && line.contains("someone's own"))
          .hasSize(1);
    }
  }

  @Test
  void the_breakers_are_known_by_the_names_that_the_routes_give_them() throws Exception {
    start();
    assertThat(engine.breakers())
        .isEqualTo(Map.of("emotion-breaker", "closed", "server-breaker", "closed"));
  }
}
