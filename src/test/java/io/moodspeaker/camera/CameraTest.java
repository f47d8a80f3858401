package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.moodspeaker.camera.CameraStatus.State;
import io.moodspeaker.model.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CameraTest {
  private static final Duration STALL = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final FakeClock clock = new FakeClock();
  private final List<FakeSource> opened = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Supplier<FakeSource> sources = FakeSource::new;
  private final Camera camera =
      new Camera("fake", this::open, new CameraSettings(STALL, RETRY), clock);

  private FrameSource open() {
    FakeSource source = sources.get();
    opened.add(source);
    return source;
  }

  @BeforeEach
  void listen() {
    log.start();
    ((Logger) LoggerFactory.getLogger(Camera.class)).addAppender(log);
  }

  @AfterEach
  void close() {
    camera.close();
    ((Logger) LoggerFactory.getLogger(Camera.class)).detachAppender(log);
  }

  @Test
  void the_newest_frame_wins_and_is_handed_out_once() {
    FakeSource source = started();
    source.send(FakeSource.frame(1));
    source.send(FakeSource.frame(2));
    source.send(FakeSource.frame(3));
    Frame third = FakeSource.frame(3);
    await().until(() -> camera.newest().filter(f -> f.time().equals(third.time())).isPresent());
    assertThat(camera.newest()).isEmpty();
  }

  @Test
  void the_status_tells_source_state_and_age() {
    assertThat(camera.status()).isEqualTo(new CameraStatus("fake", State.STARTING, 0, -1));
    FakeSource source = started();
    source.send(FakeSource.frame(1));
    await().until(() -> camera.status().state() == State.RUNNING);
    clock.advance(Duration.ofMillis(700));
    assertThat(camera.status()).isEqualTo(new CameraStatus("fake 2x2", State.RUNNING, 0, 700));
  }

  @Test
  void a_failed_camera_is_closed_and_opened_again_after_ten_seconds() {
    FakeSource first = started();
    first.send(FakeSource.frame(1));
    awaitFrame();
    first.fail("cable pulled");
    await().until(() -> camera.status().state() == State.LOST);
    assertThat(first.isClosed()).isTrue();
    assertThat(opened).hasSize(1);
    clock.advance(RETRY);
    awaitOpened(2);
    opened.get(1).send(FakeSource.frame(2));
    awaitFrame();
    assertThat(camera.status().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void an_outage_is_logged_once_and_so_is_the_return() {
    started().fail("cable pulled");
    await().until(() -> camera.status().state() == State.LOST);
    for (int attempt = 2; attempt <= 4; attempt++) {
      clock.advance(RETRY);
      awaitOpened(attempt);
      FakeSource source = opened.get(attempt - 1);
      source.fail("still no cable");
      await().until(source::isClosed);
    }
    clock.advance(RETRY);
    awaitOpened(5);
    opened.get(4).send(FakeSource.frame(1));
    awaitFrame();
    assertThat(log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.INFO)))
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "camera lost: fake 2x2: cable pulled; trying again from time to time",
            "camera back after 40 s: fake 2x2");
  }

  @Test
  void a_stalled_camera_is_given_up_even_if_its_read_never_returns() {
    sources = FakeSource::deaf;
    FakeSource first = started();
    first.send(FakeSource.frame(1));
    awaitFrame();
    clock.advance(STALL);
    await().until(() -> camera.status().state() == State.LOST);
    sources = FakeSource::new;
    clock.advance(RETRY);
    awaitOpened(2);
    opened.get(1).send(FakeSource.frame(2));
    awaitFrame();
    // What the hung read brings at last is too old to be shown.
    first.send(FakeSource.frame(3));
    await().until(first::isClosed);
    assertThat(camera.newest()).isEmpty();
    assertThat(camera.status().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void hung_reads_do_not_pile_up() {
    sources = FakeSource::deaf;
    started();
    for (int n = 2; n <= 3; n++) {
      clock.advance(STALL);
      await().until(opened.get(n - 2)::isInterrupted);
      clock.advance(RETRY);
      awaitOpened(n);
    }
    clock.advance(STALL);
    await().until(opened.get(2)::isInterrupted);
    clock.advance(RETRY);
    await().during(Duration.ofMillis(700)).until(() -> opened.size() == 3);
    opened.get(0).end();
    awaitOpened(4);
    opened.forEach(FakeSource::end);
  }

  @Test
  void a_recording_that_ends_is_not_an_outage() {
    FakeSource source = started();
    source.send(FakeSource.frame(1));
    source.end();
    await().until(() -> camera.status().state() == State.ENDED);
    assertThat(source.isClosed()).isTrue();
    assertThat(log.list).noneMatch(event -> event.getLevel() == Level.WARN);
  }

  @Test
  void the_last_frame_of_a_lost_camera_is_not_handed_out() {
    FakeSource source = started();
    source.send(FakeSource.frame(1));
    await().until(() -> camera.status().state() == State.RUNNING);
    source.fail("cable pulled");
    await().until(() -> camera.status().state() == State.LOST);
    assertThat(camera.newest()).isEmpty();
  }

  @Test
  void it_closes_within_two_seconds_even_if_the_source_hangs() {
    sources = FakeSource::deaf;
    FakeSource source = started();
    Instant before = Instant.now();
    camera.close();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(camera.status().state()).isEqualTo(State.CLOSED);
    source.end();
    await().until(source::isClosed);
  }

  @Test
  void closing_before_the_start_and_twice_does_no_harm() {
    camera.close();
    camera.close();
    assertThat(camera.status().state()).isEqualTo(State.CLOSED);
  }

  private FakeSource started() {
    camera.start();
    awaitOpened(1);
    return opened.get(0);
  }

  private void awaitOpened(int count) {
    await().until(() -> opened.size() == count);
  }

  private void awaitFrame() {
    await().until(camera::newest, Optional::isPresent);
  }
}
