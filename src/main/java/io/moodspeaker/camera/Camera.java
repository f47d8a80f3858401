package io.moodspeaker.camera;

import io.moodspeaker.model.CameraState;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.PlainWords;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.Threads;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A camera that is watched: it gives up a source that stalls or fails, opens it anew until it
 * delivers again, and hands out its newest frame. Thread-safe.
 *
 * <p>A source is opened, read and closed by a thread of its own. A native read that never returns
 * costs that thread and nothing else: another one is started for the next try. Frames that nobody
 * waits for are not decoded.
 */
public final class Camera implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Camera.class);

  /** How often the watch looks; small against any stall time. */
  private static final Duration TICK = Duration.ofMillis(200);

  /** Beyond this, hung reads would pile up; a try waits until one has come back. */
  private static final int MOST_HUNG_READERS = 3;

  /** A frame of a camera with four a second or more comes within any poller's patience. */
  private static final double SLOW_FPS = 4;

  /** A source is given this long to end by itself when the camera is closed. */
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final CameraOpener opener;
  private final InstantSource clock;
  private final Scheduler scheduler;
  private final Consumer<CameraState> listener;
  private final CameraWatch watch;
  private final MotionGate gate;
  private final BlockingQueue<Frame> newest = new ArrayBlockingQueue<>(1);
  private final Object telling = new Object();

  private String source;
  private CameraState told = CameraState.STARTING;
  private Optional<String> why = Optional.empty();
  private boolean wanted = true;
  private int width;
  private int height;
  private final CRC32 checksum = new CRC32();
  private long lastSum = -1;
  private Reader current;
  private int hungReaders;
  private boolean started;
  private Runnable watching = () -> {};
  private volatile Runnable heartbeat = () -> {};

  /**
   * A camera at rest; {@link #start} sets it going.
   *
   * @param source a description until the source is open
   * @param clock never set: a stall is measured by it
   * @param scheduler runs the watch; whoever made it closes it
   * @param listener told of each new state, on any thread but one that reads the source; must
   *     return at once
   */
  public Camera(
      String source,
      CameraOpener opener,
      CameraSettings settings,
      InstantSource clock,
      Scheduler scheduler,
      Consumer<CameraState> listener) {
    this.source = source;
    this.opener = opener;
    this.clock = clock;
    this.scheduler = scheduler;
    this.listener = listener;
    this.watch = new CameraWatch(settings, clock.instant());
    this.gate = new MotionGate(settings.idle());
  }

  /** Runs something at each {@link #take}, whether it brings a frame or not. */
  public void onTake(Runnable heartbeat) {
    this.heartbeat = heartbeat;
  }

  /** Begins to open the source and returns at once; a camera that was started before goes on. */
  public synchronized void start() {
    if (!started) {
      started = true;
      scheduler.submit(this::tick);
      watching = scheduler.every(TICK, this::tick);
    }
  }

  /**
   * The next frame from now, if it is worth reading: of an empty room in which nothing moves only
   * one now and then.
   *
   * @param patience how long to wait for it; zero for not at all
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public Optional<Frame> take(Duration patience) throws InterruptedException {
    heartbeat.run();
    synchronized (this) {
      wanted = newest.isEmpty();
    }
    Frame frame = newest.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (frame == null) {
      return Optional.empty();
    }
    Thumbnail thumbnail = Thumbnail.of(frame);
    synchronized (this) {
      width = frame.width();
      height = frame.height();
      Instant now = clock.instant();
      look(thumbnail.isBlank(), now);
      compare(frame, now);
      return gate.admits(thumbnail, now) ? Optional.of(frame) : Optional.empty();
    }
  }

  /** Tells what was read in a frame: an empty room is read less often. */
  public synchronized void observed(boolean somebody) {
    gate.observed(somebody, clock.instant());
  }

  /** How the camera does now. */
  public synchronized CameraStatus status() {
    return new CameraStatus(
        source,
        watch.state(),
        watch.since(),
        why,
        watch.pausedUntil(),
        new CameraStatus.Frames(
            watch.frames(), width, height, watch.fps(), watch.frameAgeMs(clock.instant())));
  }

  /** Whether only one frame now and then is handed out, as nobody is there and nothing moves. */
  public synchronized boolean isIdle() {
    return gate.isIdle(clock.instant());
  }

  /**
   * Closes the device and reads nothing from it.
   *
   * @param span after which it is opened again by itself; empty for never
   */
  public void pause(Optional<Duration> span) {
    synchronized (this) {
      Instant now = clock.instant();
      if (!watch.pause(span.map(now::plus), now)) {
        return;
      }
      LOG.info(
          "camera paused{}: {}",
          span.map(time -> " for " + PlainWords.duration(time)).orElse(""),
          source);
      why = Optional.empty();
      release();
    }
    tell();
  }

  /** Ends a pause before its time; without one nothing happens. */
  public void resume() {
    synchronized (this) {
      if (watch.resume(clock.instant())) {
        LOG.info("camera resumed: {}", source);
      }
    }
    tell();
  }

  /** Closes the source and returns within some two seconds, even if the source hangs. */
  @Override
  public void close() {
    Reader reader;
    synchronized (this) {
      watch.closed(clock.instant());
      reader = current;
      release();
      watching.run();
    }
    tell();
    if (reader != null) {
      try {
        if (!reader.thread.join(CLOSING)) {
          LOG.debug("the camera did not end in time: {}", source);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Lets the source go: its reader closes it. */
  private void release() {
    newest.clear();
    gate.open();
    if (current != null) {
      current.thread.interrupt();
      current = null;
    }
  }

  /** Does what is due. */
  private void tick() {
    synchronized (this) {
      Instant now = clock.instant();
      if (current == null && hungReaders >= MOST_HUNG_READERS) {
        return;
      }
      switch (watch.tick(now)) {
        case OPEN -> {
          current = new Reader();
          try {
            current.thread.start();
          } catch (OutOfMemoryError noThread) {
            current = null;
            lost(now, noThread.getMessage(), noThread);
          }
        }
        case ABANDON -> {
          Reader hung = current;
          current = null;
          hungReaders++;
          hung.abandoned = true;
          hung.thread.interrupt();
          lost(now, "no frame came for a while", null);
        }
        case NOTHING -> {}
      }
    }
    tell();
  }

  /** Tells of a new state, outside the lock; one at a time, so that the newest is told last. */
  private void tell() {
    synchronized (telling) {
      CameraState state;
      synchronized (this) {
        state = watch.state();
        if (state == told) {
          return;
        }
        told = state;
      }
      listener.accept(state);
    }
  }

  /**
   * Tells of a new state on the watch's thread. Whoever reads may be interrupted at any moment, and
   * a pause that a listener writes down meanwhile would be lost.
   */
  private void tellSoon() {
    synchronized (this) {
      if (watch.state() == told) {
        return;
      }
    }
    scheduler.submit(this::tell);
  }

  private void look(boolean blank, Instant now) {
    Duration covered = Duration.between(watch.since(), now);
    if (!watch.looked(blank, now)) {
      return;
    }
    if (blank) {
      LOG.warn("the camera shows nothing: uncover its lens, or light the room: {}", source);
    } else {
      LOG.info("the camera shows something again after {}", PlainWords.duration(covered));
    }
    // The lock is the poller's; a listener must not wait for it.
    tellSoon();
  }

  private void compare(Frame frame, Instant now) {
    checksum.reset();
    checksum.update(frame.bgr());
    long sum = checksum.getValue();
    boolean told = watch.compared(sum == lastSum, now);
    lastSum = sum;
    if (told && watch.isStill()) {
      LOG.warn(
          "the camera's picture has stood still for a minute: unless it is a still picture, plug the"
              + " camera in again: {}",
          source);
    } else if (told) {
      LOG.info("the camera's picture moves again: {}", source);
    }
  }

  private void lost(Instant now, String reason, Throwable cause) {
    newest.clear();
    why = Optional.of(reason);
    gate.open();
    if (watch.lost(now)) {
      LOG.warn("camera lost: {}: {}; trying again from time to time", source, reason);
      LOG.debug("camera lost", cause);
    }
  }

  private synchronized boolean opened(Reader reader, FrameSource opened) {
    if (reader != current) {
      return false;
    }
    source = opened.description();
    wanted = true;
    return true;
  }

  /**
   * Whether a frame is to be decoded: the first one, as it shows that all is well, and each of a
   * camera so slow that one that was passed over would be missed.
   */
  private synchronized boolean isWanted() {
    return wanted || watch.state() != CameraState.RUNNING || watch.fps() < SLOW_FPS;
  }

  /**
   * Takes in that a frame has come.
   *
   * @param frame empty if nobody waits for it
   * @return whether the reader shall go on
   */
  private boolean came(Reader reader, FrameSource from, Optional<Frame> frame) {
    synchronized (this) {
      if (reader != current) {
        return false;
      }
      Duration outage = watch.frame(clock.instant());
      source = from.description();
      if (frame.isPresent()) {
        newest.clear();
        newest.add(frame.get());
        wanted = false;
      }
      why = Optional.empty();
      if (outage.isPositive()) {
        LOG.info("camera back after {} s: {}", outage.toSeconds(), source);
      }
    }
    tellSoon();
    return true;
  }

  private void ended(Reader reader) {
    synchronized (this) {
      if (reader == current) {
        current = null;
        watch.ended(clock.instant());
        LOG.info("camera: {} has come to its end", source);
      }
    }
    tellSoon();
  }

  private void failed(Reader reader, Throwable reason) {
    synchronized (this) {
      if (reader == current) {
        current = null;
        lost(clock.instant(), PlainWords.reason(reason), reason);
      }
    }
    tellSoon();
  }

  private synchronized void cameBack(Reader reader) {
    if (reader.abandoned) {
      hungReaders--;
    }
  }

  /** Reads one source from its opening to its close. */
  private final class Reader {
    private final Thread thread = Threads.unstarted("camera-read", this::run);
    private boolean abandoned;

    private void run() {
      try (FrameSource opened = opener.open()) {
        if (opened(this, opened)) {
          read(opened);
        }
      } catch (CameraException | RuntimeException | Error e) {
        // An Error too: one picture that is too much must not end all looking.
        failed(this, e);
      } finally {
        cameBack(this);
      }
    }

    private void read(FrameSource opened) throws CameraException {
      while (opened.advance()) {
        Optional<Frame> frame = isWanted() ? Optional.of(opened.frame()) : Optional.empty();
        if (!came(this, opened, frame)) {
          return;
        }
      }
      ended(this);
    }
  }
}
