package io.moodspeaker.music.mpd;

import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An MPD server that may come and go. A thread of its own talks to it: orders are followed in their
 * order, and wait while it is away.
 */
final class MpdLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MpdLink.class);

  /** How often the server is asked what it does. */
  private static final long POLL_MILLIS = 250;

  private static final long RETRY_MILLIS = 1000;

  /** Who plays by the server; called on the link's thread. */
  interface User {
    /** The server answers, at first or again. */
    void arrived(MpdConnection mpd) throws IOException, InterruptedException;

    /** Looks at what it does: after each order, and four times a second. */
    void look(MpdConnection mpd) throws IOException, InterruptedException;

    /** The server does not answer; told again and again. */
    void away();
  }

  private final MpdAddress address;
  private final User user;
  private final BlockingQueue<MpdVolume.Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closing;
  private boolean lost;

  MpdLink(MpdAddress address, User user) {
    this.address = address;
    this.user = user;
    this.thread = Threads.unstarted("music-mpd", this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether an order waits for the present one to end. */
  boolean isAwaited() {
    return !orders.isEmpty();
  }

  /** Gives an order to be followed when the server is there. */
  void order(MpdVolume.Order order) {
    orders.add(order);
  }

  private void run() {
    try {
      while (!closing) {
        try (MpdConnection mpd = new MpdConnection(address)) {
          user.arrived(mpd);
          if (lost) {
            lost = false;
            LOG.info("{} is back", address);
          }
          serve(mpd);
        } catch (IOException e) {
          lose(e);
          TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed while it waited.
    }
  }

  private void serve(MpdConnection mpd) throws IOException, InterruptedException {
    while (!closing || !orders.isEmpty()) {
      MpdVolume.Order order = orders.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (order != null) {
        try {
          order.run(mpd);
        } catch (MpdConnection.Refused e) {
          LOG.warn("{} refuses: {}", address, e.getMessage());
        } catch (IOException e) {
          requeue(order);
          throw e;
        }
      }
      user.look(mpd);
    }
  }

  /** An order that was not followed is followed when the server is back, before all others. */
  private void requeue(MpdVolume.Order order) {
    List<MpdVolume.Order> later = new ArrayList<>();
    orders.drainTo(later);
    orders.add(order);
    orders.addAll(later);
  }

  private void lose(IOException e) {
    if (!lost) {
      lost = true;
      LOG.warn("{} does not answer: {}; orders wait until it does", address, e.getMessage());
      LOG.debug("{}", address, e);
    }
    user.away();
  }

  /** Follows what was ordered, within two seconds, and hangs up. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
