package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.camel.MoodComponent;
import io.moodspeaker.systemd.Heartbeat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Component;
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
  private final List<Mood> lights = new CopyOnWriteArrayList<>();
  private final List<Mood> alerts = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private volatile boolean localFails;
  private volatile boolean broken;
  private volatile boolean lightFails;
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private Emotion shown = Emotion.SADNESS;
  private final InstantSource clock = () -> now;
  private RouteEngine engine;
  private int port;

  /** What a bean of the routes does in this test. */
  public final class Words {
    public String sayChange(MoodChange change) {
      said.add(change.mood().label());
      return "mood " + change.mood();
    }
  }

  /** The API's bean, which no test here calls. */
  public static final class Api {
    public String status() {
      return "{}";
    }

    public String player() {
      return "{}";
    }

    public String neutral() {
      return "{}";
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
          camera.set(new DefaultConsumer(this, processor));
          return camera.get();
        }
      };
    }
  }

  private void start() throws Exception {
    Map<String, Component> components = new HashMap<>();
    components.put("camera", new End(exchange -> {}));
    components.put(
        "face",
        new End(
            exchange ->
                exchange
                    .getMessage()
                    .setBody(
                        new FacesInFrame(
                            exchange.getMessage().getBody(Frame.class),
                            List.of(new Box(0, 0, 90, 90))))));
    components.put(
        "emotion",
        new End(
            exchange -> {
              boolean local = "local".equals(exchange.getMessage().getHeader("end"));
              if (local && localFails) {
                throw new StackOverflowError("the model is gone");
              }
              exchange.getMessage().setBody(observation(shown));
            }));
    components.put("mood", new MoodComponent(clock, () -> MoodSettings.DEFAULT));
    if (broken) {
      components.put(
          "mood",
          new End(
              exchange -> {
                throw new StackOverflowError("a step of someone's own");
              }));
    }
    components.put("music", new End(exchange -> music.add(mood(exchange))));
    components.put(
        "light",
        new End(
            exchange -> {
              if (lightFails) {
                throw new IllegalStateException("pin 21 is busy");
              }
              lights.add(mood(exchange));
            }));
    components.put("alert", new End(exchange -> alerts.add(mood(exchange))));
    engine =
        new RouteEngine(
            Path.of("routes").toAbsolutePath(),
            components,
            Map.of(
                "words", new Words(),
                "api", new Api(),
                "door", Door.of("127.0.0.1"),
                "judging", new Heartbeat(Duration.ofMinutes(1), clock),
                "troubles", new Troubles(clock)),
            Map.of(
                "camera.interval", "500",
                "emotion.minimum-confidence", "0",
                "alert.faces", "largest",
                "alert.watch", "fear",
                "camel.server.enabled", "true",
                "camel.server.host", "127.0.0.1",
                "camel.server.port", Integer.toString(port)));
    engine.start();
  }

  @AfterEach
  void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  /** What the server answers to a request that names it so; over a socket, as a browser would. */
  private String ask(String request, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              (request + " HTTP/1.1\r\n" + host + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_request_for_another_name_is_told_nothing() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    start();
    for (String request :
        List.of("GET /api/status", "GET /api/neutral", "POST /api/neutral", "POST /api/player/x")) {
      assertThat(ask(request, "Host: evil.example:" + port + "\r\n"))
          .as(request)
          .startsWith("HTTP/1.1 403 ")
          .contains("'evil.example:" + port + "' is not this machine's name")
          .doesNotContain("{}");
      for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port)) {
        assertThat(ask(request, "Host: " + host + "\r\n"))
            .as("%s of %s", request, host)
            .startsWith("HTTP/1.1 200 ")
            .contains("{}");
      }
      // This client speaks HTTP/2, which has no Host header.
      assertThat(new DaemonClient("localhost", port).get("/api/status")).isEqualTo("{}");
      assertThat(ask(request, "")).as(request).startsWith("HTTP/1.1 4").doesNotContain("{}");
    }
  }

  private Observation observation(Emotion emotion) {
    return new Observation(
        now, List.of(new Face(new Box(0, 0, 90, 90), EmotionScores.only(emotion))));
  }

  private static Mood mood(Exchange exchange) {
    return exchange.getMessage().getBody(MoodChange.class).mood();
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
    await().untilAsserted(() -> assertThat(said).containsExactly("sadness"));
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
          .hasSize(2); // Two routes have the step.
    }
  }

  @Test
  void the_breakers_are_known_by_the_names_that_the_routes_give_them() throws Exception {
    start();
    assertThat(engine.breakers()).isEqualTo(Map.of("emotion-breaker", "closed"));
  }
}
