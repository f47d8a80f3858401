package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.support.Threads;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoaderTest {
  private final ExecutorService threads = Threads.pool("loader-test", Loader.MOST);
  private final AtomicLong nanos = new AtomicLong();
  private final Loader loader = new Loader(threads, nanos::get, Runnable::run);
  private final List<String> heard = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void nothing_runs_on() {
    loader.close();
  }

  private Loader.Load hanging(Loader.Kind kind) throws InterruptedException {
    Loader.Load load =
        loader
            .load(
                kind,
                "a folder without end",
                () -> {
                  begun.countDown();
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    stopped.countDown();
                    throw new InterruptedIOException();
                  }
                  return "read";
                },
                heard::add,
                heard::add)
            .orElseThrow();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    return load;
  }

  @Test
  void a_list_that_takes_too_long_is_read_no_further() throws InterruptedException {
    hanging(Loader.Kind.LIST);
    nanos.set(TimeUnit.SECONDS.toNanos(91));
    loader.giveUp();
    assertThat(heard).containsExactly("does not answer within 90s");
    assertThat(stopped.await(10, TimeUnit.SECONDS)).as("its thread is free").isTrue();
  }

  @Test
  void a_list_that_nobody_wants_any_more_is_read_no_further() throws InterruptedException {
    loader.cancel(hanging(Loader.Kind.LIST));
    assertThat(stopped.await(10, TimeUnit.SECONDS)).as("its thread is free").isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void a_track_is_opened_without_interruption_and_nobody_hears_of_it() throws Exception {
    loader.cancel(hanging(Loader.Kind.TRACK));
    never.countDown();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(stopped.getCount()).isOne();
    assertThat(heard).isEmpty();
  }
}
