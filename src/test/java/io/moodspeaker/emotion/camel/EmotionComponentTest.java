package io.moodspeaker.emotion.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FakeRecognizer;
import io.moodspeaker.emotion.FallbackRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.HandClock;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.emotion.azure.AzureFaceRecognizer;
import io.moodspeaker.emotion.azure.AzureSettings;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceFinder;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ProcessorEndpoint;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes that ship, in a real Camel context. */
class EmotionComponentTest {
  private static final Frame FRAME = Frames.noise(64, 48);
  private static final EmotionScores SAD = EmotionScores.only(Emotion.SADNESS);
  private static final EmotionScores HAPPY = EmotionScores.only(Emotion.HAPPINESS);

  private final HandClock clock = new HandClock();
  private final RecognizerLog watch = new RecognizerLog(clock);
  private final FakeRecognizer local = new FakeRecognizer("local").showFace(SAD);
  private final FakeRecognizer azure = new FakeRecognizer("azure").showFace(HAPPY);
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final FakeDetector detector = new FakeDetector();
  private final CopyOnWriteArrayList<Object> moods = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<List<Object>> carried = new CopyOnWriteArrayList<>();
  private final FallbackRecognizer fallback = new FallbackRecognizer("azure");

  @AfterEach
  void stop() throws Exception {
    camel.close();
  }

  @Test
  void the_local_recogniser_reads_and_the_frame_ends_there() throws Exception {
    start("30", "0");

    Exchange exchange = send();

    assertThat(moods).hasSize(1);
    assertThat(moods.get(0)).isInstanceOf(Observation.class);
    assertThat(top()).isEqualTo(Emotion.SADNESS);
    assertThat(((Observation) moods.get(0)).time()).isEqualTo(FRAME.time());
    assertThat(exchange.getMessage().getBody()).isNotInstanceOf(Frame.class);
    assertThat(azure.frames()).isZero();
    assertThat(watch.active()).isEqualTo("local");
    assertThat(breaker()).isEqualTo("closed");
  }

  @Test
  void while_the_local_one_fails_the_fallback_reads() throws Exception {
    start("30", "0");
    local.fail("model is missing");

    send();

    assertThat(top()).isEqualTo(Emotion.HAPPINESS);
    assertThat(watch.active()).isEqualTo("azure");
  }

  @Test
  void an_unchecked_failure_leads_to_the_fallback_too() throws Exception {
    start("30", "0");
    local.show(
        frame -> {
          throw new IllegalStateException("a native library said no");
        });

    send();

    assertThat(top()).isEqualTo(Emotion.HAPPINESS);
  }

  @Test
  void after_five_failures_the_breaker_opens_and_the_local_one_rests() throws Exception {
    start("30", "0");
    local.fail("model is missing");

    for (int i = 0; i < 20; i++) {
      send();
    }

    assertThat(local.frames()).isEqualTo(5);
    assertThat(azure.frames()).isEqualTo(20);
    assertThat(breaker()).isEqualTo("open");
  }

  @Test
  void an_open_breaker_tries_the_local_one_again_and_closes_when_it_reads() throws Exception {
    start("1", "0");
    local.fail("model is missing");
    for (int i = 0; i < 5; i++) {
      send();
    }
    assertThat(breaker()).isEqualTo("open");
    local.showFace(SAD);

    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              send();
              assertThat(breaker()).isEqualTo("closed");
            });

    assertThat(top()).isEqualTo(Emotion.SADNESS);
    assertThat(watch.active()).isEqualTo("local");
    // The two frames that closed it, and no storm.
    assertThat(local.frames()).isEqualTo(7);
  }

  @Test
  void when_both_fail_the_frame_ends_without_an_error_and_with_one_line() throws Exception {
    start("30", "0");
    local.fail("model is missing");
    azure.fail("answer 401");
    try (LogLines log = new LogLines("io.moodspeaker");
        LogLines camels = new LogLines("org.apache.camel.processor")) {
      for (int i = 0; i < 20; i++) {
        Exchange exchange = send();
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        clock.pass(Duration.ofSeconds(1));
      }

      assertThat(moods).isEmpty();
      assertThat(log.all())
          .containsExactly(
              "WARN nobody reads emotions: azure failed: answer 401; local failed: model is"
                  + " missing");
      assertThat(camels.all()).noneMatch(line -> line.startsWith("ERROR"));
      assertThat(camels.all()).noneMatch(line -> line.startsWith("WARN"));
    }
    assertThat(watch.active()).isEqualTo("none");
  }

  @Test
  void a_fallback_that_is_off_is_said_to_be() throws Exception {
    start("30", "0");
    fallback.close();
    local.fail("model is missing");
    try (LogLines log = new LogLines("io.moodspeaker")) {
      send();

      assertThat(moods).isEmpty();
      assertThat(log.all())
          .containsExactly(
              "WARN nobody reads emotions: azure failed: it is off, as its settings are not given;"
                  + " local failed: model is missing");
    }
  }

  @Test
  void the_frame_after_a_failure_of_both_is_read_again() throws Exception {
    start("30", "0");
    local.fail("hiccup");
    azure.fail("busy");
    send();
    local.showFace(SAD);

    send();

    assertThat(top()).isEqualTo(Emotion.SADNESS);
  }

  @Test
  void an_unsure_reading_is_asked_for_at_the_fallback() throws Exception {
    start("30", "0.5");
    local.showFace(unsure());

    send();

    assertThat(top()).isEqualTo(Emotion.HAPPINESS);
    assertThat(watch.active()).isEqualTo("local");
  }

  @Test
  void an_unsure_reading_is_used_when_the_fallback_fails_or_is_off() throws Exception {
    start("30", "0.5");
    local.showFace(unsure());

    azure.fail("busy");
    send();
    fallback.close();
    send();

    assertThat(moods).hasSize(2).allSatisfy(m -> assertThat(top(m)).isEqualTo(Emotion.FEAR));
    assertThat(watch.active()).isEqualTo("local");
  }

  @Test
  @Fault(
      value = "Face server hangs",
      seen = "`no second opinions on unsure readings`",
      goesOn = "the local reading",
      heals = "by itself, when it answers",
      within = "1 s")
  void a_fallback_that_hangs_holds_up_one_unsure_frame_and_no_other() throws Exception {
    local.showFace(unsure());
    try (MockWebServer server = new MockWebServer();
        LogLines log = new LogLines(RecognizerLog.class.getName())) {
      server.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder()
                  .onResponseStart(SocketEffect.Stall.INSTANCE)
                  .build();
            }
          });
      server.start();
      start("30", "0.5");
      fallback.update(
          Optional.of(
              new AzureFaceRecognizer(
                  new AzureSettings(
                      server.url("/").uri(), "key", Duration.ofSeconds(5), 3, 1280, false))));
      long before = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        send();
      }

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      assertThat(moods).hasSize(20).allSatisfy(m -> assertThat(top(m)).isEqualTo(Emotion.FEAR));
      assertThat(server.getRequestCount()).isEqualTo(1);
      assertThat(log.all())
          .anyMatch(
              line ->
                  line.startsWith("WARN no second opinions on unsure readings: azure failed: ")
                      && line.endsWith("no answer within 1s (1 call)"));
    }

    fallback.update(Optional.of(azure));
    send();
    assertThat(top()).isEqualTo(Emotion.HAPPINESS);
  }

  @Test
  void an_unsure_reading_of_the_fallback_is_nobody_s_second_opinion() throws Exception {
    start("30", "0.5");
    local.fail("model is missing");
    azure.showFace(unsure());

    send();

    assertThat(azure.frames()).isEqualTo(1);
    assertThat(watch.active()).isEqualTo("azure");
  }

  @Test
  void no_frame_goes_further_than_the_recogniser() throws Exception {
    for (Runnable state :
        List.<Runnable>of(
            () -> local.showFace(SAD),
            () -> local.showFace(unsure()),
            () -> local.fail("model is missing"),
            () -> detector.fail(new IllegalStateException("no detector")))) {
      state.run();
      if (!camel.isStarted()) {
        start("30", "0.5");
      }
      moods.clear();
      Exchange exchange = send();

      assertThat(moods).hasSize(1);
      assertThat(carried.getLast())
          .noneMatch(Frame.class::isInstance)
          .noneMatch(FacesInFrame.class::isInstance);
      assertThat(carried(exchange))
          .noneMatch(Frame.class::isInstance)
          .noneMatch(FacesInFrame.class::isInstance);
    }
  }

  @Test
  void an_error_of_the_model_is_a_failure_like_another() throws Exception {
    start("30", "0");
    for (Error error :
        List.of(new StackOverflowError(), new OutOfMemoryError(), new NoClassDefFoundError("x"))) {
      local.show(
          frame -> {
            throw error;
          });
      assertThat(send().getException()).isNull();
      assertThat(top()).isEqualTo(Emotion.HAPPINESS);
    }

    local.showFace(SAD);
    send();
    assertThat(top()).isEqualTo(Emotion.SADNESS);
  }

  @Test
  void being_unsure_does_not_open_the_breaker() throws Exception {
    start("30", "0.5");
    local.showFace(unsure());

    for (int i = 0; i < 20; i++) {
      send();
    }

    assertThat(local.frames()).isEqualTo(20);
    assertThat(breaker()).isEqualTo("closed");
  }

  @Test
  void nobody_in_the_picture_is_not_unsure() throws Exception {
    start("30", "0.9");
    local.show(frame -> List.of());

    send();

    assertThat(((Observation) moods.get(0)).faces()).isEmpty();
    assertThat(azure.frames()).isZero();
  }

  @Test
  void without_a_fallback_a_failure_is_the_routes_affair() throws Exception {
    bind();
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:emotion").to("emotion:local");
          }
        });
    camel.start();
    local.fail("model is missing");

    assertThat(send().getException())
        .isInstanceOf(EmotionException.class)
        .hasMessage("model is missing");
  }

  @Test
  void wrong_options_are_refused_with_the_value() {
    bind();

    assertThatThrownBy(() -> camel.getEndpoint("emotion:local?timeout=-PT3S"))
        .hasStackTraceContaining("timeout must be 0 or more");
    assertThatThrownBy(() -> camel.getEndpoint("emotion:?lastResort=true"))
        .hasStackTraceContaining("needs a recogniser");
    assertThatThrownBy(() -> camel.getEndpoint("emotion:local?nonsense=1"))
        .hasStackTraceContaining("nonsense");
    assertThatThrownBy(() -> camel.getEndpoint("face:read"))
        .hasStackTraceContaining("face: takes face:detect, was face:read");
    assertThatThrownBy(() -> camel.getEndpoint("emotion:lokal").createProducer().start())
        .hasStackTraceContaining(
            "emotion:lokal names no recogniser; there are azure, local, server");
  }

  private void bind() {
    fallback.update(Optional.of(azure));
    camel.getRegistry().bind("face-finder", new FaceFinder(detector));
    camel.getRegistry().bind("emotion-local", local);
    camel.getRegistry().bind("emotion-azure", fallback);
    camel.getRegistry().bind("emotion-server", new FakeRecognizer("server"));
    camel.getRegistry().bind("recognizer-log", watch);
    camel.addComponent("people", new Nobody());
  }

  private String breaker() {
    return ((ResilienceProcessor) camel.getProcessor("emotion-breaker"))
        .getCircuitBreakerState()
        .toLowerCase(Locale.ROOT);
  }

  /** All that an exchange carries. */
  private static List<Object> carried(Exchange exchange) {
    List<Object> all = new ArrayList<>(exchange.getAllProperties().values());
    all.addAll(exchange.getMessage().getHeaders().values());
    all.addAll(exchange.getVariables().values());
    all.add(exchange.getMessage().getBody());
    return all;
  }

  private void start(String breakerWait, String minimumConfidence) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("emotion.breaker.wait", breakerWait);
    properties.setProperty("emotion.minimum-confidence", minimumConfidence);
    camel.getPropertiesComponent().setOverrideProperties(properties);
    bind();
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:mood")
                .process(
                    e -> {
                      carried.add(carried(e));
                      moods.add(e.getMessage().getBody());
                    });
          }
        });
    String file = Path.of("routes/emotion.camel.yaml").toUri().toString();
    for (RoutesBuilder routes :
        PluginHelper.getRoutesLoader(camel)
            .findRoutesBuilders(ResourceHelper.resolveResource(camel, file))) {
      camel.addRoutes(routes);
    }
    camel.start();
  }

  private Exchange send() {
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      return template.send("direct:emotion", e -> e.getMessage().setBody(FRAME));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Emotion top() {
    return top(moods.get(moods.size() - 1));
  }

  private static Emotion top(Object observation) {
    return ((Observation) observation).faces().get(0).scores().top();
  }

  private static EmotionScores unsure() {
    return EmotionScores.of(0.1, 0.1, 0.1, 0.3, 0.1, 0.1, 0.1, 0.1);
  }

  /** Names nobody. */
  private static final class Nobody extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
      return new ProcessorEndpoint(uri, this, exchange -> {});
    }
  }

  /** A detector that sees one face, or fails. */
  private static final class FakeDetector implements FaceDetector {
    private volatile RuntimeException failure;

    void fail(RuntimeException with) {
      failure = with;
    }

    @Override
    public List<Box> detect(Frame frame) {
      if (failure != null) {
        throw failure;
      }
      return List.of(new Box(10, 20, 100, 120));
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public void close() {}
  }
}
