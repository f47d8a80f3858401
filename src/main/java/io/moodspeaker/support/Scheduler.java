package io.moodspeaker.support;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks later, one at a time, on time that no change of the machine's clock touches. A task
 * that fails is logged and ends neither the schedule nor the thread.
 */
public interface Scheduler extends AutoCloseable {
  /** Runs a task once after a delay, unless the returned handle is run before. */
  Runnable after(Duration delay, Runnable task);

  /** Runs a task again and again, a pause after each, until the returned handle is run. */
  Runnable every(Duration pause, Runnable task);

  /** Runs a task as soon as the ones before it are done. */
  default void submit(Runnable task) {
    after(Duration.ZERO, task);
  }

  /** Drops what has not run and interrupts what runs. */
  @Override
  void close();

  /** A daemon thread of its own. */
  static Scheduler onThread(String name) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    return new Scheduler() {
      private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);

      @Override
      public Runnable after(Duration delay, Runnable task) {
        ScheduledFuture<?> future =
            executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
      }

      @Override
      public Runnable every(Duration pause, Runnable task) {
        ScheduledFuture<?> future =
            executor.scheduleWithFixedDelay(
                guarded(task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }

      // A scheduled task's exception ends up in a future that nobody asks.
      private Runnable guarded(Runnable task) {
        return () -> {
          try {
            task.run();
          } catch (RuntimeException | Error failed) {
            LOG.error("a task of {} failed", name, failed);
          }
        };
      }
    };
  }
}
