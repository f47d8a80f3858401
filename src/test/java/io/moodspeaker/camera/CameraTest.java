package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.moodspeaker.Fault;
import io.moodspeaker.model.CameraState;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CameraTest {
  private static final Duration STALL = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");

  private final FakeClock clock = new FakeClock();
  private final List<FakeSource> opened = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Supplier<FakeSource> sources = FakeSource::new;
  private final Scheduler scheduler = Scheduler.onThread("camera-watch");
  private final List<CameraState> told = new CopyOnWriteArrayList<>();
  private final Camera camera =
      new Camera("fake", this::open, new CameraSettings(STALL, RETRY), clock, scheduler, told::add);

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
    scheduler.close();
    ((Logger) LoggerFactory.getLogger(Camera.class)).detachAppender(log);
  }

  @Test
  void a_frame_is_the_next_one_from_the_question_and_is_handed_out_once() {
    FakeSource source = started();
    sendAtTenASecond(source, 1, 5);
    awaitFrame();
    int decoded = source.decoded();
    sendAtTenASecond(source, 6, 10);
    assertThat(newest()).as("they came before it was asked for").isEmpty();
    sendAtTenASecond(source, 11, 11);
    assertThat(awaitFrame().bgr()[0]).isEqualTo((byte) 11);
    assertThat(newest()).isEmpty();
    assertThat(source.decoded() - decoded).as("frames that somebody waited for").isEqualTo(1);
  }

  @Test
  void no_frame_of_a_slow_camera_is_passed_over() {
    FakeSource source = started();
    for (int frame = 1; frame <= 10; frame++) {
      source.send(FakeSource.frame(frame));
      long count = frame;
      await().until(() -> camera.status().frames().count() == count);
      clock.advance(Duration.ofMillis(500));
      assertThat(newest()).isPresent();
    }
  }

  private void sendAtTenASecond(FakeSource source, int first, int last) {
    for (int frame = first; frame <= last; frame++) {
      source.send(FakeSource.frame(frame));
      long count = frame;
      await().until(() -> camera.status().frames().count() == count);
      clock.advance(Duration.ofMillis(100));
    }
  }

  @Test
  void the_status_tells_source_state_and_age() {
    assertThat(camera.status())
        .isEqualTo(
            new CameraStatus(
                "fake",
                CameraState.STARTING,
                START,
                Optional.empty(),
                Optional.empty(),
                new CameraStatus.Frames(0, 0, 0, 0, -1)));
    FakeSource source = started();
    source.send(FakeSource.frame(1));
    await().until(() -> camera.status().state() == CameraState.RUNNING);
    awaitFrame();
    clock.advance(Duration.ofMillis(700));
    assertThat(camera.status())
        .isEqualTo(
            new CameraStatus(
                "fake 2x2",
                CameraState.RUNNING,
                START,
                Optional.empty(),
                Optional.empty(),
                new CameraStatus.Frames(1, 2, 2, 0, 700)));
  }

  @Test
  void a_failed_camera_is_closed_and_opened_again_after_ten_seconds() {
    FakeSource first = started();
    first.send(FakeSource.frame(1));
    awaitFrame();
    first.fail("cable pulled");
    await().until(() -> camera.status().state() == CameraState.LOST);
    assertThat(first.isClosed()).isTrue();
    assertThat(opened).hasSize(1);
    clock.advance(RETRY);
    awaitOpened(2);
    opened.get(1).send(FakeSource.frame(2));
    awaitFrame();
    assertThat(camera.status().state()).isEqualTo(CameraState.RUNNING);
  }

  @Test
  void an_outage_is_logged_once_and_so_is_the_return() {
    started().fail("cable pulled");
    await().until(() -> camera.status().state() == CameraState.LOST);
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
    await().until(() -> camera.status().state() == CameraState.LOST);
    sources = FakeSource::new;
    clock.advance(RETRY);
    awaitOpened(2);
    opened.get(1).send(FakeSource.frame(2));
    awaitFrame();
    // What the hung read brings at last is too old to be shown.
    first.send(FakeSource.frame(3));
    await().until(first::isClosed);
    assertThat(newest()).isEmpty();
    assertThat(camera.status().state()).isEqualTo(CameraState.RUNNING);
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
    await().until(() -> camera.status().state() == CameraState.ENDED);
    assertThat(source.isClosed()).isTrue();
    assertThat(log.list).noneMatch(event -> event.getLevel() == Level.WARN);
  }

  @Test
  void the_last_frame_of_a_lost_camera_is_not_handed_out() {
    FakeSource source = started();
    source.send(FakeSource.frame(1));
    await().until(() -> camera.status().state() == CameraState.RUNNING);
    source.fail("cable pulled");
    await().until(() -> camera.status().state() == CameraState.LOST);
    assertThat(newest()).isEmpty();
  }

  @Test
  @Fault(
      value = "A camera that hangs while the daemon stops",
      seen = "nothing",
      goesOn = "the stop",
      heals = "need not",
      within = "2 s")
  void it_closes_within_two_seconds_even_if_the_source_hangs() {
    sources = FakeSource::deaf;
    FakeSource source = started();
    Instant before = Instant.now();
    camera.close();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(camera.status().state()).isEqualTo(CameraState.CLOSED);
    source.end();
    await().until(source::isClosed);
  }

  @Test
  void closing_before_the_start_and_twice_does_no_harm() {
    camera.close();
    camera.close();
    assertThat(camera.status().state()).isEqualTo(CameraState.CLOSED);
  }

  @Test
  void a_pause_closes_the_device_and_reads_nothing_until_its_end() {
    FakeSource first = started();
    first.send(FakeSource.frame(1));
    awaitFrame();
    camera.pause(Optional.of(Duration.ofHours(1)));
    await().until(first::isClosed);
    assertThat(camera.status().state()).isEqualTo(CameraState.PAUSED);
    assertThat(camera.status().pausedUntil()).contains(clock.instant().plus(Duration.ofHours(1)));
    first.send(FakeSource.frame(2));
    clock.advance(Duration.ofMinutes(59));
    await().during(Duration.ofMillis(500)).until(() -> opened.size() == 1);
    assertThat(newest()).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    awaitOpened(2);
    opened.get(1).send(FakeSource.frame(3));
    awaitFrame();
    assertThat(camera.status().state()).isEqualTo(CameraState.RUNNING);
    await()
        .untilAsserted(
            () ->
                assertThat(told)
                    .containsExactly(
                        CameraState.RUNNING,
                        CameraState.PAUSED,
                        CameraState.STARTING,
                        CameraState.RUNNING));
  }

  @Test
  void no_state_is_told_by_who_reads_as_a_pause_interrupts_that_thread() {
    List<String> tellers = new CopyOnWriteArrayList<>();
    AtomicReference<FakeSource> source = new AtomicReference<>();
    try (Camera watched =
        new Camera(
            "fake",
            () -> {
              source.set(new FakeSource());
              return source.get();
            },
            new CameraSettings(STALL, RETRY),
            clock,
            scheduler,
            state -> tellers.add(state + " by " + Thread.currentThread().getName()))) {
      watched.start();
      await().until(() -> source.get() != null);
      source.get().send(FakeSource.frame(1));
      await().until(() -> tellers.size() == 1);
      source.get().fail("unplugged");
      await().until(() -> tellers.size() == 2);
      watched.pause(Optional.empty());
    }
    assertThat(tellers)
        .containsExactly(
            "RUNNING by camera-watch",
            "LOST by camera-watch",
            "PAUSED by " + Thread.currentThread().getName(),
            "CLOSED by " + Thread.currentThread().getName());
  }

  @Test
  void the_newest_state_is_told_last_however_long_an_older_one_takes() throws Exception {
    CountDownLatch pausing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (Camera watched =
        new Camera(
            "fake",
            FakeSource::new,
            new CameraSettings(STALL, RETRY),
            clock,
            scheduler,
            state -> {
              if (state == CameraState.PAUSED) {
                pausing.countDown();
                awaitQuietly(go);
              }
              told.add(state);
            })) {
      Thread pauser = Thread.ofPlatform().start(() -> watched.pause(Optional.empty()));
      pausing.await();
      Thread resumer = Thread.ofPlatform().start(watched::resume);
      await()
          .until(
              () ->
                  resumer.getState() == Thread.State.BLOCKED
                      || resumer.getState() == Thread.State.TERMINATED);
      go.countDown();
      pauser.join();
      resumer.join();
      assertThat(told).containsExactly(CameraState.PAUSED, CameraState.STARTING);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_pause_without_an_end_waits_to_be_resumed() {
    FakeSource first = started();
    camera.pause(Optional.empty());
    await().until(first::isClosed);
    clock.advance(Duration.ofDays(30));
    await().during(Duration.ofMillis(500)).until(() -> opened.size() == 1);
    camera.resume();
    awaitOpened(2);
    assertThat(camera.status().pausedUntil()).isEmpty();
  }

  @Test
  void a_camera_that_is_paused_before_it_starts_is_not_opened() {
    camera.pause(Optional.empty());
    camera.start();
    await().during(Duration.ofMillis(500)).until(opened::isEmpty);
    camera.resume();
    awaitOpened(1);
  }

  @Test
  void resuming_a_camera_that_runs_changes_nothing() {
    FakeSource source = started();
    source.send(FakeSource.frame(1));
    awaitFrame();
    camera.resume();
    assertThat(camera.status().state()).isEqualTo(CameraState.RUNNING);
    assertThat(source.isClosed()).isFalse();
  }

  @Test
  void an_error_while_a_frame_is_read_is_an_outage_like_any_other() {
    FakeSource source = started();
    source.throwing(new StackOverflowError("a frame too deep"));
    await().until(() -> camera.status().state() == CameraState.LOST);
    assertThat(camera.status().why()).contains("a frame too deep");
    clock.advance(RETRY);
    awaitOpened(2);
    opened.get(1).send(FakeSource.frame(1));
    awaitFrame();
  }

  @Test
  @Fault(
      value = "Black, white or noise from the camera",
      seen = "`the camera shows nothing: uncover its lens, or light the room`",
      goesOn = "music, light, page",
      heals = "by itself, with the first picture that shows something",
      within = "told after 10 s")
  void a_covered_lens_is_told_of_once_and_so_is_its_end() {
    FakeSource source = started();
    for (int second = 0; second < 15; second++) {
      newest();
      source.send(grey(second % 2));
      awaitFrame();
      clock.advance(Duration.ofSeconds(1));
    }
    await().until(() -> told.contains(CameraState.COVERED));
    assertThat(camera.status().state()).isEqualTo(CameraState.COVERED);
    source.send(FakeSource.halves());
    awaitFrame();
    await().until(() -> told.size() == 3);
    assertThat(told).containsExactly(CameraState.RUNNING, CameraState.COVERED, CameraState.RUNNING);
    assertThat(log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.INFO)))
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the camera shows nothing: uncover its lens, or light the room: fake 2x2",
            "the camera shows something again after 5 s");
  }

  @Test
  @Fault(
      value = "Frozen picture: the camera sends the same one again and again",
      seen = "`the camera's picture has stood still for a minute`, once",
      goesOn = "all",
      heals = "plug it in again",
      within = "told after a minute")
  void a_picture_that_stands_still_is_told_of_once_and_so_is_its_end() {
    FakeSource source = started();
    for (int second = 0; second < 90; second += 5) {
      newest();
      source.send(FakeSource.halves());
      awaitFrame();
      clock.advance(Duration.ofSeconds(5));
    }
    newest();
    source.send(grey(9));
    awaitFrame();
    assertThat(camera.status().state()).isEqualTo(CameraState.RUNNING);
    assertThat(log.list.stream().filter(e -> e.getLevel().isGreaterOrEqual(Level.INFO)))
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the camera's picture has stood still for a minute: unless it is a still picture, plug"
                + " the camera in again: fake 2x2",
            "the camera's picture moves again: fake 2x2");
  }

  @Test
  void an_empty_room_is_read_less_often_until_something_moves() {
    FakeSource source = started();
    source.send(FakeSource.halves());
    awaitFrame();
    camera.observed(false);
    clock.advance(Duration.ofSeconds(31));
    int read = 0;
    for (int look = 0; look < 20; look++) {
      newest();
      source.send(FakeSource.halves());
      read += polled(look + 2) ? 1 : 0;
      clock.advance(Duration.ofMillis(500));
    }
    assertThat(read).as("of 20 frames in 10 s").isEqualTo(5);
    assertThat(camera.isIdle()).isTrue();
    newest();
    source.send(grey(200));
    assertThat(polled(22)).isTrue();
    assertThat(camera.isIdle()).isFalse();
  }

  /** Takes a frame once it is there; whether it was worth reading. */
  private boolean polled(long count) {
    await().until(() -> camera.status().frames().count() >= count);
    return newest().isPresent();
  }

  private static Frame grey(int value) {
    return FakeSource.frame(value);
  }

  private Optional<Frame> newest() {
    try {
      return camera.take(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private FakeSource started() {
    camera.start();
    awaitOpened(1);
    return opened.get(0);
  }

  private void awaitOpened(int count) {
    await().until(() -> opened.size() == count);
  }

  private Frame awaitFrame() {
    return await().until(this::newest, Optional::isPresent).orElseThrow();
  }
}
