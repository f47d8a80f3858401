package io.moodspeaker.music.sink;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.support.MonotonicClock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A sink that is not heard but takes its time: all goes on as with a card. */
public final class SilentSink implements AudioSink {
  /** A tenth of a second ahead, about what a card buffers. */
  private static final int BUFFER = Pcm.RATE / 10;

  private final LongSupplier nanoTime;
  private final LongConsumer sleep;
  private long start;
  private long written;

  /** A sink on the system's clock. */
  public SilentSink() {
    this(MonotonicClock::nanoTime, LockSupport::parkNanos);
  }

  /**
   * A sink on another clock.
   *
   * @param nanoTime tells nanoseconds from any origin
   * @param sleep waits so many nanoseconds, or less
   */
  public SilentSink(LongSupplier nanoTime, LongConsumer sleep) {
    this.nanoTime = nanoTime;
    this.sleep = sleep;
    this.start = nanoTime.getAsLong();
  }

  @Override
  public String name() {
    return "silent";
  }

  @Override
  public void open() {
    start = nanoTime.getAsLong();
    written = 0;
  }

  @Override
  public void write(float[] block, int frames) {
    if (latency() == 0) {
      open(); // It ran dry: time does not make up for what was not played.
    }
    written += frames;
    int ahead;
    while ((ahead = latency() - BUFFER) > 0 && !Thread.currentThread().isInterrupted()) {
      sleep.accept(Pcm.duration(ahead).toNanos());
    }
  }

  @Override
  public int latency() {
    double played = (nanoTime.getAsLong() - start) * (Pcm.RATE / 1e9);
    return (int) Math.max(0, Math.ceil(written - played));
  }

  @Override
  public void idle() {}

  @Override
  public void close() {}
}
