package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A camera whose frames and faults a test sends by hand. */
public final class FakeSource implements FrameSource {
  private sealed interface Event permits Shot, Fault, Crash, End {}

  private record Shot(Frame frame) implements Event {}

  private record Fault(String message) implements Event {}

  private record Crash(Error error) implements Event {}

  private record End() implements Event {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final boolean deafToInterrupts;
  private final AtomicInteger decoded = new AtomicInteger();
  private Frame current;

  public FakeSource() {
    this(false);
  }

  private FakeSource(boolean deafToInterrupts) {
    this.deafToInterrupts = deafToInterrupts;
  }

  /** One that waits as native code does: no interrupt wakes it. */
  public static FakeSource deaf() {
    return new FakeSource(true);
  }

  /** A grey frame of 2x2 pixels. */
  public static Frame frame(int grey) {
    byte[] bgr = new byte[12];
    java.util.Arrays.fill(bgr, (byte) grey);
    return new Frame(Instant.EPOCH.plusSeconds(grey), 2, 2, bgr);
  }

  /** Black above, white below, in 64x48 pixels: a picture that shows something. */
  public static Frame halves() {
    byte[] bgr = new byte[3 * 64 * 48];
    java.util.Arrays.fill(bgr, bgr.length / 2, bgr.length, (byte) 255);
    return new Frame(Instant.EPOCH, 64, 48, bgr);
  }

  public void send(Frame frame) {
    events.add(new Shot(frame));
  }

  public void fail(String message) {
    events.add(new Fault(message));
  }

  public void throwing(Error error) {
    events.add(new Crash(error));
  }

  public void end() {
    events.add(new End());
  }

  public boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Whether everything sent has been taken. */
  public boolean isDrained() {
    return events.isEmpty();
  }

  public boolean isInterrupted() {
    return interrupted.getCount() == 0;
  }

  /** How many frames somebody wanted to see. */
  public int decoded() {
    return decoded.get();
  }

  @Override
  public boolean advance() throws CameraException {
    Event event = take();
    if (event instanceof Fault fault) {
      throw new CameraException(fault.message());
    }
    if (event instanceof Crash crash) {
      throw crash.error();
    }
    if (event instanceof Shot shot) {
      current = shot.frame();
      return true;
    }
    return false;
  }

  @Override
  public Frame frame() {
    decoded.incrementAndGet();
    return current;
  }

  private Event take() throws CameraException {
    boolean wasInterrupted = false;
    try {
      while (true) {
        try {
          return events.take();
        } catch (InterruptedException e) {
          wasInterrupted = true;
          interrupted.countDown();
          if (!deafToInterrupts) {
            throw new CameraException("interrupted", e);
          }
        }
      }
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String description() {
    return "fake 2x2";
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
