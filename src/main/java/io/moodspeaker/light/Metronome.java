package io.moodspeaker.light;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Beats time for what blinks. Only one beat runs at a time. */
public interface Metronome extends AutoCloseable {
  /** Calls {@code beat} once every period until the returned handle is run. */
  Runnable every(Duration period, Runnable beat);

  /** Stops all beats. */
  @Override
  void close();

  /** A metronome on a daemon thread of its own. */
  static Metronome onThread(String name) {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    return new Metronome() {
      @Override
      public Runnable every(Duration period, Runnable beat) {
        ScheduledFuture<?> future =
            executor.scheduleAtFixedRate(
                beat, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }
}
