package io.moodspeaker.music;

import io.moodspeaker.support.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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

  /** A large collection on a slow disk takes its time to be listed. */
  public static final Duration READING = Duration.ofSeconds(90);

  /** A sleepy disk wakes in ten seconds; a dead network mount does not answer at all. */
  public static final Duration OPENING = Duration.ofSeconds(30);

  /** Something that takes its time. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /** What is under way. */
  private record Load(long until, Duration patience, Consumer<String> failed) {}

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
   * @return false if too much hangs already: then neither hears of it
   */
  public <T> boolean load(
      String name, Duration patience, Work<T> work, Consumer<T> done, Consumer<String> failed) {
    Load load = new Load(nanoTime.getAsLong() + patience.toNanos(), patience, failed);
    synchronized (loads) {
      loads.add(load);
    }
    try {
      threads.execute(() -> run(name, load, work, done));
      return true;
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is not loaded", name, e);
      end(load);
      return false;
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
              load.failed().accept(Reported.reason(e));
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

  /** Lets those who have waited for too long know that they wait in vain; to be called often. */
  public void giveUp() {
    List<Load> late = new ArrayList<>();
    synchronized (loads) {
      for (Iterator<Load> all = loads.iterator(); all.hasNext(); ) {
        Load load = all.next();
        if (nanoTime.getAsLong() - load.until() > 0) {
          late.add(load);
          all.remove();
        }
      }
    }
    late.forEach(
        load ->
            load.failed().accept("does not answer within " + Durations.format(load.patience())));
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
