package io.moodspeaker.music;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs at once what it is given, unless it is held. */
public final class SameThread extends AbstractExecutorService {
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean held;
  private boolean shut;

  @Override
  public void execute(Runnable command) {
    waiting.add(command);
    hold(held);
  }

  /** Keeps what it is given from now on waiting, or runs all that waits. */
  public void hold(boolean hold) {
    held = hold;
    while (!held && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  @Override
  public void shutdown() {
    shut = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shut = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shut;
  }

  @Override
  public boolean isTerminated() {
    return shut;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return shut;
  }
}
