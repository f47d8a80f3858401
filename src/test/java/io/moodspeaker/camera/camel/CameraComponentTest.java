package io.moodspeaker.camera.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.camera.Camera;
import io.moodspeaker.camera.CameraSettings;
import io.moodspeaker.camera.FakeClock;
import io.moodspeaker.camera.FakeSource;
import io.moodspeaker.model.CameraState;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Processor;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CameraComponentTest {
  private final FakeSource source = new FakeSource();
  private final Scheduler scheduler = Scheduler.onThread("camera-watch");
  private final Camera camera =
      new Camera(
          "fake", () -> source, CameraSettings.DEFAULT, new FakeClock(), scheduler, state -> {});
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Frame> seen = new CopyOnWriteArrayList<>();
  private final List<Object> sources = new CopyOnWriteArrayList<>();

  @BeforeEach
  void add() {
    context.getRegistry().bind("camera", camera);
  }

  @AfterEach
  void stop() {
    context.stop();
    camera.close();
    scheduler.close();
  }

  @Test
  void each_frame_goes_through_the_route_once_with_its_source() throws Exception {
    start("camera:test?interval=10", exchange -> {});
    source.send(FakeSource.frame(1));
    await().until(() -> seen.size() == 1);
    source.send(FakeSource.frame(2));
    await().until(() -> seen.size() == 2);
    assertThat(seen).extracting(frame -> frame.bgr()[0]).containsExactly((byte) 1, (byte) 2);
    assertThat(sources).containsOnly("fake 2x2");
  }

  @Test
  void a_slow_route_gets_the_newest_frame_and_no_queue() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    start(
        "camera:test?interval=10",
        exchange -> {
          busy.countDown();
          go.await();
        });
    source.send(FakeSource.frame(1));
    busy.await();
    for (int grey = 2; grey <= 9; grey++) {
      source.send(FakeSource.frame(grey));
    }
    await().until(() -> camera.status().frames().count() == 9);
    go.countDown();
    await().until(() -> seen.size() == 2);
    await().pollDelay(Duration.ofMillis(200)).until(() -> seen.size() == 2);
    assertThat(seen).extracting(frame -> frame.bgr()[0]).containsExactly((byte) 1, (byte) 9);
  }

  @Test
  void a_frame_that_fails_does_not_stop_the_next() throws Exception {
    start(
        "camera:test?interval=10",
        exchange -> {
          if (exchange.getMessage().getBody(Frame.class).bgr()[0] == 1) {
            throw new IllegalStateException("no model");
          }
        });
    source.send(FakeSource.frame(1));
    await().until(source::isDrained);
    await().pollDelay(Duration.ofMillis(100)).until(() -> seen.isEmpty());
    source.send(FakeSource.frame(2));
    await().until(() -> seen.size() == 1);
  }

  @Test
  void it_polls_twice_a_second_unless_told_otherwise() throws Exception {
    assertThat(context.getEndpoint("camera:test", CameraEndpoint.class).getDelay()).isEqualTo(500);
    CameraEndpoint slow = context.getEndpoint("camera:test?interval=2000", CameraEndpoint.class);
    assertThat(slow.getDelay()).isEqualTo(2000);
    assertThat(slow.isUseFixedDelay()).isTrue();
  }

  @Test
  void an_interval_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> context.getEndpoint("camera:test?interval=0"))
        .isInstanceOf(ResolveEndpointFailedException.class)
        .hasStackTraceContaining("camera interval must be 1 ms or more, was 0");
  }

  @Test
  void a_route_cannot_send_to_it() throws Exception {
    assertThatThrownBy(() -> context.getEndpoint("camera:test").createProducer())
        .hasMessage(
            "camera:test is a source; use it in from. In to take camera:pause or camera:resume");
  }

  @Test
  void an_interval_is_written_as_everywhere_else() throws Exception {
    CameraEndpoint endpoint =
        context.getEndpoint("camera:test?interval=1.5s", CameraEndpoint.class);
    assertThat(endpoint.getDelay()).isEqualTo(1500);
  }

  @Test
  void a_route_pauses_the_camera_for_a_time_and_resumes_it() throws Exception {
    start("camera:test?interval=10", exchange -> {});
    source.send(FakeSource.frame(1));
    await().until(() -> seen.size() == 1);
    context.createProducerTemplate().sendBody("camera:pause?for=1h", "");
    assertThat(camera.status().state()).isEqualTo(CameraState.PAUSED);
    assertThat(camera.status().pausedUntil()).isPresent();
    context.createProducerTemplate().sendBody("camera:pause", "");
    assertThat(camera.status().pausedUntil()).isEmpty();
    context.createProducerTemplate().sendBody("camera:resume", "");
    assertThat(camera.status().state()).isNotEqualTo(CameraState.PAUSED);
  }

  @Test
  void a_time_that_a_message_brings_is_a_time_and_nothing_else() {
    Instant end = new FakeClock().instant().plus(Duration.ofHours(2));
    context.start();
    var template = context.createProducerTemplate();
    template.sendBodyAndHeader("camera:pause?for=1h", "", "CamelCameraFor", "2h");
    assertThat(camera.status().pausedUntil()).contains(end);
    for (String wrong :
        new String[] {"1h)&x=y", "1h)&lazyStartProducer=true", "\0", "${body}", "a".repeat(99)}) {
      assertThatThrownBy(
              () -> template.sendBodyAndHeader("camera:pause", "", "CamelCameraFor", wrong))
          .as(wrong)
          .rootCause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("must be a number with a unit");
    }
    assertThat(camera.status().pausedUntil()).contains(end);
  }

  @Test
  void a_span_that_cannot_be_is_refused() {
    assertThatThrownBy(() -> context.getEndpoint("camera:pause?for=long"))
        .isInstanceOf(ResolveEndpointFailedException.class)
        .hasStackTraceContaining("must be a number with a unit");
  }

  @Test
  void an_error_in_the_route_does_not_stop_the_next_frame() throws Exception {
    start(
        "camera:test?interval=10",
        exchange -> {
          if (exchange.getMessage().getBody(Frame.class).bgr()[0] == 1) {
            throw new StackOverflowError("a model too deep");
          }
        });
    source.send(FakeSource.frame(1));
    await().until(source::isDrained);
    await().pollDelay(Duration.ofMillis(100)).until(() -> seen.isEmpty());
    source.send(FakeSource.frame(2));
    await().until(() -> seen.size() == 1);
  }

  private void start(String uri, Processor work) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri)
                .process(work)
                .process(
                    exchange -> {
                      sources.add(exchange.getMessage().getHeader("CamelCameraSource"));
                      seen.add(exchange.getMessage().getBody(Frame.class));
                    });
          }
        });
    context.start();
  }
}
