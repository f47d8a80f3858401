package io.moodspeaker.app.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A stretch of work that Ctrl-C or SIGTERM ends between two steps: native arithmetic that is still
 * under way when the virtual machine goes takes the process down with a crash. The process waits
 * for {@link #close}.
 */
final class Interruption implements AutoCloseable {
  /** Longer than any step takes on a slow board. */
  private static final int LONGEST_SECONDS = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "interruption");

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end() {
    asked.countDown();
    try {
      boolean waited = ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      assert waited : "a step took longer than " + LONGEST_SECONDS + " s";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the work is to end. */
  boolean asked() {
    return asked.getCount() == 0;
  }

  @Override
  public void close() {
    ended.countDown();
    if (!asked()) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
