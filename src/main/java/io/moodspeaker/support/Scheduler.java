package io.moodspeaker.support;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Runs things later, one at a time. */
public interface Scheduler extends AutoCloseable {
  /** Runs a task once after a delay, unless the returned handle is run before. */
  Runnable after(Duration delay, Runnable task);

  /** Drops what has not run and interrupts what runs. */
  @Override
  void close();

  /** A daemon thread of its own, which outlives a task that fails. */
  static Scheduler onThread(String name) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    return new Scheduler() {
      @Override
      public Runnable after(Duration delay, Runnable task) {
        ScheduledFuture<?> future =
            executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }

  /** A scheduled task's exception ends up in a future that nobody asks: log it instead. */
  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LoggerFactory.getLogger(Scheduler.class).error("a task for alerts failed", e);
      }
    };
  }
}
