package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    List<String> done = new CopyOnWriteArrayList<>();
    try (ExecutorService one = Threads.one("one")) {
      one.execute(() -> done.add("a"));
      one.execute(() -> done.add("b"));
    }
    assertThat(done).containsExactly("a", "b");
  }

  private static void await(CountDownLatch held) {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
