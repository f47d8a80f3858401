package io.moodspeaker.music;

import io.moodspeaker.support.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads lists and opens files in the background, and gives up on what hangs. Safe for use by
 * several threads.
 */
public final class Loader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loader.class);

  /** So much may hang before no more is tried. */
  public static final int MOST = 16;

  /** Why nothing more is tried. */
  public static final String REFUSED =
      "is not read, as " + MOST + " others hang or the machine gives no more threads";

  /** A sleepy disk wakes in ten seconds; a dead network mount does not answer at all. */
  public static final Duration OPENING = Duration.ofSeconds(30);

  /** What is loaded. */
  public enum Kind {
    /** A large collection on a slow disk takes its time to be listed. */
    LIST(Duration.ofSeconds(90)),

    TRACK(OPENING);

    private final Duration patience;

    Kind(Duration patience) {
      this.patience = patience;
    }
  }

  /** Something that takes its time. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Something that is under way. */
  public static final class Load {
    private final Kind kind;
    private final long until;
    private final Consumer<String> failed;
    private final FutureTask<?> task;

    private Load(Kind kind, long until, Consumer<String> failed, Consumer<Load> work) {
      this.kind = kind;
      this.until = until;
      this.failed = failed;
      this.task = new FutureTask<>(() -> work.accept(this), null);
    }

    /** Decoders of tracks load native code, which for good fails if it is interrupted. */
    private void interrupt() {
      task.cancel(kind == Kind.LIST);
    }
  }

  private final ExecutorService threads;
  private final LongSupplier nanoTime;
  private final Executor listener;
  private final List<Load> loads = new ArrayList<>();

  /**
   * A loader.
   *
   * @param threads refuses what is too much; this loader ends it
   * @param listener where whoever asked hears what came of it
   */
  public Loader(ExecutorService threads, LongSupplier nanoTime, Executor listener) {
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.listener = listener;
  }

  /**
   * Begins some work. What it brings too late is closed, if that can be.
   *
   * @param name for logs
   * @param done gets what it brings
   * @param failed or why it brings nothing: exactly one of the two hears of it
   * @return empty if too much hangs already: then neither hears of it
   */
  public <T> Optional<Load> load(
      Kind kind, String name, Work<T> work, Consumer<T> done, Consumer<String> failed) {
    Load load =
        new Load(
            kind,
            nanoTime.getAsLong() + kind.patience.toNanos(),
            failed,
            mine -> run(name, mine, work, done));
    synchronized (loads) {
      loads.add(load);
    }
    try {
      threads.execute(load.task);
      return Optional.of(load);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is not loaded", name, e);
      end(load);
      return Optional.empty();
    }
  }

  /** Nobody wants it any more, so nobody hears of it; a list is read no further. */
  public void cancel(Load load) {
    if (end(load)) {
      load.interrupt();
    }
  }

  private <T> void run(String name, Load load, Work<T> work, Consumer<T> done) {
    try {
      T result = work.run();
      listener.execute(
          () -> {
            if (end(load)) {
              done.accept(result);
            } else if (result instanceof AutoCloseable late) {
              close(late);
            }
          });
    } catch (IOException | RuntimeException | Error e) {
      LOG.debug("{}", name, e);
      listener.execute(
          () -> {
            if (end(load)) {
              load.failed.accept(Reported.reason(e));
            }
          });
    }
  }

  private boolean end(Load load) {
    synchronized (loads) {
      return loads.remove(load);
    }
  }

  private static void close(AutoCloseable late) {
    try {
      late.close();
    } catch (Exception e) {
      LOG.debug("closed with an error", e); // Nobody waits for it any more.
    }
  }

  /**
   * Ends what takes too long, and lets those who wait know that they wait in vain; to be called
   * often.
   */
  public void giveUp() {
    List<Load> late = new ArrayList<>();
    synchronized (loads) {
      for (Iterator<Load> all = loads.iterator(); all.hasNext(); ) {
        Load load = all.next();
        if (nanoTime.getAsLong() - load.until > 0) {
          late.add(load);
          all.remove();
        }
      }
    }
    for (Load load : late) {
      load.interrupt();
      load.failed.accept("does not answer within " + Durations.format(load.kind.patience));
    }
  }

  /** Ends all that is under way; nobody hears of it. */
  @Override
  public void close() {
    synchronized (loads) {
      loads.clear();
    }
    threads.shutdownNow();
  }
}
