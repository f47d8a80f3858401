package io.moodspeaker.support;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where threads are made that no {@link Scheduler} owns. All end with the process. */
public final class Threads {
  private Threads() {}

  /** A thread that is yet to be started. */
  public static Thread unstarted(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).unstarted(task);
  }

  /**
   * A thread that runs a task now.
   *
   * @throws RejectedExecutionException if the machine gives no more threads
   */
  public static Thread start(String name, Runnable task) {
    Thread thread = unstarted(name, task);
    begin(thread::start);
    return thread;
  }

  // An error would end whoever asks, for what is over in a while.
  private static void begin(Runnable start) {
    try {
      start.run();
    } catch (OutOfMemoryError none) {
      throw new RejectedExecutionException("the machine gives no more threads", none);
    }
  }

  /**
   * Threads for what may hang, such as reading from a network mount: each task has one at once, so
   * that none waits for another.
   *
   * @param most so many at a time; a further task is refused with a {@link
   *     RejectedExecutionException}, as is one that the machine has no thread for
   */
  public static ExecutorService pool(String name, int most) {
    return new Pool(
        0, most, new SynchronousQueue<>(), Thread.ofPlatform().daemon().name(name + "-", 1));
  }

  /** One thread for tasks that may wait for each other. */
  public static ExecutorService one(String name) {
    return new Pool(1, 1, new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name(name));
  }

  private static final class Pool extends ThreadPoolExecutor {
    Pool(int least, int most, BlockingQueue<Runnable> queue, Thread.Builder threads) {
      super(least, most, 10, TimeUnit.SECONDS, queue, threads.factory());
    }

    @Override
    public void execute(Runnable task) {
      begin(() -> super.execute(task));
    }
  }
}
