package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera that is watched: it keeps the newest frame, gives up a source that stalls or fails, and
 * opens it anew until it delivers again. Thread-safe.
 *
 * <p>A source is opened, read and closed by a thread of its own. A native read that never returns
 * costs that thread and nothing else: another one is started for the next try.
 */
public final class Camera implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Camera.class);

  /** How often the watch looks; small against any stall time. */
  private static final long TICK_MS = 200;

  /** Beyond this, hung reads would pile up; a try waits until one has come back. */
  private static final int MOST_HUNG_READERS = 3;

  /** A source is given this long to end by itself when the camera is closed. */
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final CameraOpener opener;
  private final InstantSource clock;
  private final CameraWatch watch;
  private final Thread watcher = new Thread(this::watch, "camera-watch");

  private String source;
  private Optional<Frame> newest = Optional.empty();
  private Reader current;
  private int hungReaders;

  /**
   * A camera at rest; {@link #start} sets it going.
   *
   * @param source a description until the source is open
   */
  public Camera(String source, CameraOpener opener, CameraSettings settings, InstantSource clock) {
    this.source = source;
    this.opener = opener;
    this.clock = clock;
    this.watch = new CameraWatch(settings);
    watcher.setDaemon(true);
  }

  /** Begins to open the source and returns at once. */
  public void start() {
    watcher.start();
  }

  /** The newest frame, unless it was handed out before or has not come yet. */
  public synchronized Optional<Frame> newest() {
    Optional<Frame> frame = newest;
    newest = Optional.empty();
    return frame;
  }

  /** How the camera does now. */
  public synchronized CameraStatus status() {
    return new CameraStatus(source, watch.state(), watch.fps(), watch.frameAgeMs(clock.instant()));
  }

  /** Closes the source and returns within some two seconds, even if the source hangs. */
  @Override
  public void close() {
    Reader reader;
    synchronized (this) {
      watch.closed();
      newest = Optional.empty();
      reader = current;
      current = null;
    }
    watcher.interrupt();
    if (reader != null) {
      reader.interrupt();
      try {
        if (!reader.join(CLOSING)) {
          LOG.debug("the camera did not end in time: {}", source);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void watch() {
    try {
      while (tick()) {
        Thread.sleep(TICK_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed.
    }
  }

  /** Does what is due; false when there will be nothing more to do. */
  private synchronized boolean tick() {
    Instant now = clock.instant();
    if (current == null && hungReaders >= MOST_HUNG_READERS) {
      return true;
    }
    switch (watch.tick(now)) {
      case OPEN -> {
        current = new Reader();
        current.start();
      }
      case ABANDON -> {
        Reader hung = current;
        current = null;
        hungReaders++;
        hung.abandoned = true;
        hung.interrupt();
        lost(now, "no frame came for a while", null);
      }
      case NOTHING -> {}
    }
    return watch.state() != CameraStatus.State.ENDED && watch.state() != CameraStatus.State.CLOSED;
  }

  private void lost(Instant now, String why, Throwable cause) {
    newest = Optional.empty();
    if (watch.lost(now)) {
      LOG.warn("camera lost: {}: {}; trying again from time to time", source, why);
      LOG.debug("camera lost", cause);
    }
  }

  private synchronized boolean opened(Reader reader, FrameSource opened) {
    if (reader != current) {
      return false;
    }
    source = opened.description();
    return true;
  }

  private synchronized boolean offer(Reader reader, Frame frame) {
    if (reader != current) {
      return false;
    }
    Duration outage = watch.frame(clock.instant());
    newest = Optional.of(frame);
    if (outage.isPositive()) {
      LOG.info("camera back after {} s: {}", outage.toSeconds(), source);
    }
    return true;
  }

  private synchronized void ended(Reader reader) {
    if (reader == current) {
      current = null;
      watch.ended();
      LOG.info("camera: {} has come to its end", source);
    }
  }

  private synchronized void failed(Reader reader, Throwable why) {
    if (reader == current) {
      current = null;
      lost(clock.instant(), why.getMessage(), why);
    }
  }

  private synchronized void cameBack(Reader reader) {
    if (reader.abandoned) {
      hungReaders--;
    }
  }

  /** Reads one source from its opening to its close. */
  private final class Reader extends Thread {
    private boolean abandoned;

    Reader() {
      super("camera-read");
      setDaemon(true);
    }

    @Override
    public void run() {
      try (FrameSource opened = opener.open()) {
        if (!opened(this, opened)) {
          return;
        }
        Optional<Frame> frame = opened.next();
        while (frame.isPresent() && offer(this, frame.get())) {
          frame = opened.next();
        }
        if (frame.isEmpty()) {
          ended(this);
        }
      } catch (CameraException | RuntimeException | LinkageError e) {
        failed(this, e);
      } finally {
        cameBack(this);
      }
    }
  }
}
