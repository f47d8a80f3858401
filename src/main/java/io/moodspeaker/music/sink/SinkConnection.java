package io.moodspeaker.music.sink;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.loudness.Limiter;
import io.moodspeaker.support.Durations;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink that may come and go: a lost one is tried again twice a second. Used by one thread. */
public final class SinkConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkConnection.class);

  /** A device that is back is taken up at once, as far as an ear can tell. */
  public static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final AudioSink sink;
  private final LongSupplier nanoTime;
  private boolean open;
  private boolean lost;
  private long lostAt;
  private long retryAt;

  public SinkConnection(AudioSink sink, LongSupplier nanoTime) {
    this.sink = sink;
    this.nanoTime = nanoTime;
  }

  public String name() {
    return sink.name();
  }

  public boolean isOpen() {
    return open;
  }

  public boolean isLost() {
    return lost;
  }

  /** How much of what was written has not been heard yet. */
  public Duration behind() {
    return Pcm.duration(open ? sink.latency() + Limiter.DELAY : 0);
  }

  /** Whether it is open now, after a try if one is due. */
  public boolean ready() {
    if (open) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (lost && now - retryAt < 0) {
      return false;
    }
    try {
      sink.open();
    } catch (IOException e) {
      if (!lost) {
        lose("is not there", e);
      }
      retryAt = now + RETRY_NANOS;
      return false;
    }
    open = true;
    if (lost) {
      lost = false;
      Duration away = Duration.ofNanos(now - lostAt);
      LOG.info(
          "sound device {} is back after {}",
          sink.name(),
          Durations.format(Duration.ofMillis(away.toMillis() / 100 * 100)));
    }
    return true;
  }

  /**
   * Writes a block; false if the device was lost over it.
   *
   * @param losing runs if so, while {@link #behind} still tells what was not heard
   */
  public boolean write(float[] block, int frames, Runnable losing) {
    try {
      sink.write(block, frames);
      return true;
    } catch (IOException e) {
      losing.run();
      lose("is lost", e);
      return false;
    }
  }

  private void lose(String how, IOException e) {
    open = false;
    sink.close();
    lost = true;
    lostAt = nanoTime.getAsLong();
    retryAt = lostAt;
    LOG.warn(
        "sound device {} {}: {}; the music waits until it is back",
        sink.name(),
        how,
        Reason.withFile(e));
  }

  /** Lets the device rest. */
  public void idle() {
    if (open) {
      sink.idle();
    }
  }

  @Override
  public void close() {
    open = false;
    sink.close();
  }
}
