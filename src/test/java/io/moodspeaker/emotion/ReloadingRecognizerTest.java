package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReloadingRecognizerTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HandClock clock = new HandClock();
  private final FakeRecognizer local = new FakeRecognizer("local");
  private final AtomicInteger openings = new AtomicInteger();
  private final AtomicReference<String> files = new AtomicReference<>("as they were");
  private final AtomicReference<Exception> obstacle = new AtomicReference<>();

  private final ReloadingRecognizer lazy =
      new ReloadingRecognizer("local", this::open, files::get, MINUTE, clock);

  @Test
  void it_opens_at_the_first_frame_and_once() throws Exception {
    assertThat(lazy.isOpen()).isFalse();

    lazy.recognize(Frames.black(40, 40));
    lazy.recognize(Frames.black(40, 40));

    assertThat(openings).hasValue(1);
    assertThat(local.frames()).isEqualTo(2);
  }

  @Test
  void while_it_cannot_open_each_frame_fails_with_the_reason() {
    obstacle.set(new EmotionException("models/emotion is missing; run the build again"));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> lazy.recognize(Frames.black(40, 40)))
          .isInstanceOf(EmotionException.class)
          .hasMessage("models/emotion is missing; run the build again");
    }
    assertThat(openings).hasValue(1);
  }

  @Test
  @Fault(
      value = "Model fails for another reason",
      seen = "what is wrong with it, once",
      goesOn = "music, light, page",
      heals = "by itself",
      within = "a minute")
  void it_is_tried_again_after_a_minute() throws Exception {
    obstacle.set(new EmotionException("not yet"));
    assertThatThrownBy(() -> lazy.recognize(Frames.black(40, 40)));
    obstacle.set(null);

    clock.pass(MINUTE.minusSeconds(1));
    assertThatThrownBy(() -> lazy.recognize(Frames.black(40, 40))).hasMessage("not yet");
    clock.pass(Duration.ofSeconds(1));

    lazy.recognize(Frames.black(40, 40));
    assertThat(lazy.isOpen()).isTrue();
  }

  @Test
  @Fault(
      value = "Model missing or broken while running",
      seen = "what is wrong with it, once",
      goesOn = "music, light, page; the last mood",
      heals = "repair its files",
      within = "at the next frame")
  void it_is_tried_again_at_once_when_its_files_change() throws Exception {
    obstacle.set(new EmotionException("model.yaml is broken"));
    assertThatThrownBy(() -> lazy.recognize(Frames.black(40, 40)));
    obstacle.set(null);

    files.set("repaired");

    lazy.recognize(Frames.black(40, 40));
    assertThat(openings).hasValue(2);
  }

  @Test
  void a_missing_native_library_is_a_failure_like_another() {
    ReloadingRecognizer noLibrary =
        new ReloadingRecognizer(
            "local",
            () -> {
              throw new UnsatisfiedLinkError("libtensorflow.so");
            },
            MINUTE,
            clock);

    assertThatThrownBy(() -> noLibrary.recognize(Frames.black(40, 40)))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("libtensorflow.so")
        .hasCauseInstanceOf(UnsatisfiedLinkError.class);
  }

  @Test
  void closing_closes_what_was_opened_and_nothing_opens_after() throws Exception {
    lazy.recognize(Frames.black(40, 40));

    lazy.close();

    assertThat(local.isClosed()).isTrue();
    ReloadingRecognizer never = new ReloadingRecognizer("local", this::open, MINUTE, clock);
    never.close();
    assertThatThrownBy(() -> never.recognize(Frames.black(40, 40)))
        .hasMessage("recogniser local is closed");
    assertThat(openings).hasValue(1);
  }

  @Test
  void closing_does_not_wait_for_a_model_that_loads_and_closes_it_after() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch loaded = new CountDownLatch(1);
    ReloadingRecognizer slow =
        new ReloadingRecognizer(
            "local",
            () -> {
              loading.countDown();
              try {
                loaded.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return local;
            },
            MINUTE,
            clock);
    FutureTask<Object> frame = new FutureTask<>(() -> slow.recognize(Frames.black(40, 40)));
    Thread.ofVirtual().start(frame);
    loading.await();

    slow.close();
    loaded.countDown();

    assertThatThrownBy(frame::get).hasRootCauseMessage("recogniser local is closed");
    assertThat(local.isClosed()).isTrue();
  }

  @Test
  void an_error_while_opening_is_a_failure_like_another() {
    ReloadingRecognizer deep =
        new ReloadingRecognizer(
            "local",
            () -> {
              throw new StackOverflowError();
            },
            MINUTE,
            clock);

    assertThatThrownBy(() -> deep.recognize(Frames.black(40, 40)))
        .isInstanceOf(EmotionException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  private EmotionRecognizer open() throws EmotionException {
    openings.incrementAndGet();
    if (obstacle.get() instanceof EmotionException e) {
      throw e;
    }
    return local;
  }
}
