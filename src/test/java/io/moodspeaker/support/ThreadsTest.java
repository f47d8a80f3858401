package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  @Test
  void one_task_more_than_there_may_be_at_a_time_is_refused() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    try (ExecutorService pool = Threads.pool("few", 1)) {
      pool.execute(() -> await(held));
      assertThatThrownBy(() -> pool.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
      held.countDown();
    }
  }

  @Test
  void of_one_thread_each_task_waits_for_the_one_before() throws Exception {
    StringBuffer done = new StringBuffer();
    try (ExecutorService one = Threads.one("one")) {
      one.execute(() -> done.append("a"));
      one.execute(() -> done.append("b"));
    }
    assertThat(done).hasToString("ab");
  }

  private static void await(CountDownLatch held) {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
