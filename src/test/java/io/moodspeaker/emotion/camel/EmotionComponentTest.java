package io.moodspeaker.emotion.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.FakeRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.HandClock;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.emotion.RecognizerStatus;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
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
  private final CopyOnWriteArrayList<Object> moods = new CopyOnWriteArrayList<>();
  private final EmotionComponent component =
      new EmotionComponent(this::recognizer, () -> "test-model", watch);

  private boolean azureIsOn = true;

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
    assertThat(component.status()).isEqualTo(new RecognizerStatus("local", "test-model", "closed"));
  }

  @Test
  void while_the_local_one_fails_the_fallback_reads() throws Exception {
    start("30", "0");
    local.fail("model is missing");

    send();

    assertThat(top()).isEqualTo(Emotion.HAPPINESS);
    assertThat(component.status().active()).isEqualTo("azure");
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
    assertThat(component.status().breaker()).isEqualTo("open");
  }

  @Test
  void an_open_breaker_tries_the_local_one_again_and_closes_when_it_reads() throws Exception {
    start("1", "0");
    local.fail("model is missing");
    for (int i = 0; i < 5; i++) {
      send();
    }
    assertThat(component.status().breaker()).isEqualTo("open");
    local.showFace(SAD);

    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              send();
              assertThat(component.status().breaker()).isEqualTo("closed");
            });

    assertThat(top()).isEqualTo(Emotion.SADNESS);
    assertThat(component.status().active()).isEqualTo("local");
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
    assertThat(component.status().active()).isEqualTo("none");
  }

  @Test
  void a_fallback_that_is_off_is_said_to_be() throws Exception {
    start("30", "0");
    azureIsOn = false;
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
    assertThat(component.status().active()).isEqualTo("local");
  }

  @Test
  void an_unsure_reading_is_used_when_the_fallback_fails_or_is_off() throws Exception {
    start("30", "0.5");
    local.showFace(unsure());

    azure.fail("busy");
    send();
    azureIsOn = false;
    send();

    assertThat(moods).hasSize(2).allSatisfy(m -> assertThat(top(m)).isEqualTo(Emotion.FEAR));
    assertThat(component.status().active()).isEqualTo("local");
  }

  @Test
  void a_fallback_that_hangs_holds_up_one_unsure_frame_and_no_other() throws Exception {
    start("30", "0.5");
    local.showFace(unsure());
    CompletableFuture<List<Face>> late = new CompletableFuture<>();
    azure.show(frame -> late.join());
    try (LogLines log = new LogLines(RecognizerLog.class.getName())) {
      for (int i = 0; i < 20; i++) {
        send();
      }

      assertThat(moods).hasSize(20).allSatisfy(m -> assertThat(top(m)).isEqualTo(Emotion.FEAR));
      assertThat(azure.frames()).isEqualTo(1);
      assertThat(log.all())
          .contains(
              "WARN no second opinions on unsure readings: azure failed: no answer within 1000 ms");
    } finally {
      late.complete(List.of());
    }

    azure.showFace(HAPPY);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              send();
              assertThat(top()).isEqualTo(Emotion.HAPPINESS);
            });
  }

  @Test
  void being_unsure_does_not_open_the_breaker() throws Exception {
    start("30", "0.5");
    local.showFace(unsure());

    for (int i = 0; i < 20; i++) {
      send();
    }

    assertThat(local.frames()).isEqualTo(20);
    assertThat(component.status().breaker()).isEqualTo("closed");
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
    camel.addComponent("emotion", component);
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
    assertThat(component.status().breaker()).isEmpty();
  }

  @Test
  void wrong_options_are_refused_with_the_value() {
    camel.addComponent("emotion", component);

    assertThatThrownBy(() -> camel.getEndpoint("emotion:local?minimumConfidence=3"))
        .hasStackTraceContaining("minimumConfidence must be 0 to 1, was 3");
    assertThatThrownBy(() -> camel.getEndpoint("emotion:?lastResort=true"))
        .hasStackTraceContaining("needs a recogniser");
    assertThatThrownBy(() -> camel.getEndpoint("emotion:local?nonsense=1"))
        .hasStackTraceContaining("nonsense");
  }

  private void start(String breakerWait, String minimumConfidence) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("emotion.breaker.wait", breakerWait);
    properties.setProperty("emotion.minimum-confidence", minimumConfidence);
    camel.getPropertiesComponent().setOverrideProperties(properties);
    camel.addComponent("emotion", component);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:mood").process(e -> moods.add(e.getMessage().getBody()));
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

  private Optional<EmotionRecognizer> recognizer(String name) {
    if (name.equals("local")) {
      return Optional.of(local);
    }
    return azureIsOn ? Optional.of(azure) : Optional.empty();
  }
}
