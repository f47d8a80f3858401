package io.moodspeaker.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock and a timer that go on only when they are told to; any thread may set a task. */
public final class FakeTime implements Scheduler, InstantSource {
  private record Due(Instant time, Runnable task) {}

  private final List<Due> due = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-11-21T08:00:00Z");
  private boolean closed;

  /** Lets time pass and runs on this thread what falls due. */
  public void advance(Duration time) {
    Instant until = now.plus(time);
    for (Due next = next(until); next != null; next = next(until)) {
      due.remove(next);
      now = next.time;
      next.task.run();
    }
    now = until;
  }

  private Due next(Instant until) {
    return due.stream()
        .filter(each -> !each.time.isAfter(until))
        .min(Comparator.comparing(Due::time))
        .orElse(null);
  }

  /** How long until the next task; negative when there is none. */
  public Duration untilNext() {
    return due.stream()
        .map(each -> Duration.between(now, each.time))
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofSeconds(-1));
  }

  /** Whether somebody closed the timer. */
  public boolean closed() {
    return closed;
  }

  @Override
  public Runnable after(Duration delay, Runnable task) {
    Due mine = new Due(now.plus(delay), task);
    due.add(mine);
    return () -> due.remove(mine);
  }

  @Override
  public Runnable every(Duration pause, Runnable task) {
    Runnable[] cancel = new Runnable[1];
    boolean[] ended = new boolean[1];
    Runnable round =
        new Runnable() {
          @Override
          public void run() {
            task.run();
            if (!ended[0]) {
              cancel[0] = after(pause, this);
            }
          }
        };
    cancel[0] = after(pause, round);
    return () -> {
      ended[0] = true;
      cancel[0].run();
    };
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void close() {
    closed = true;
    due.clear();
  }
}
