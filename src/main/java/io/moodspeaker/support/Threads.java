package io.moodspeaker.support;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  /** A thread that runs a task now. */
  public static Thread start(String name, Runnable task) {
    Thread thread = unstarted(name, task);
    thread.start();
    return thread;
  }

  /**
   * Threads for what may hang, such as reading from a network mount: each task has one at once, so
   * that none waits for another.
   *
   * @param most so many at a time; a further task is refused with a {@link
   *     java.util.concurrent.RejectedExecutionException}
   */
  public static ExecutorService pool(String name, int most) {
    return new ThreadPoolExecutor(
        0,
        most,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        Thread.ofPlatform().daemon().name(name + "-", 1).factory());
  }

  /** One thread for tasks that may wait for each other. */
  public static ExecutorService one(String name) {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
  }
}
