package io.moodspeaker.music.source;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream that a thread of its own decodes ahead into a buffer.
 *
 * <p>Reading never waits: what the network has not brought yet is silence. A live stream that
 * breaks off is connected again, as often as it takes.
 */
final class StreamSource implements AudioSource {
  private static final Logger LOG = LoggerFactory.getLogger(StreamSource.class);

  /** Ten seconds ahead: longer than most hiccups of a network. */
  private static final int BUFFER = 10 * Pcm.RATE;

  /** A second to start with, and after the buffer ran dry. */
  private static final int ENOUGH = Pcm.RATE;

  private static final int MOST_WAITS = 30;

  /** Connects to a stream's address. */
  interface Decoder {
    AudioSource open(String location) throws IOException;
  }

  private final String name;
  private final String location;
  private final Decoder decoder;
  private final Duration firstWait;
  private final Optional<Duration> duration;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by the lock.
  private final float[] ring = new float[BUFFER * Pcm.CHANNELS];
  private int start;
  private int count;
  private boolean dry = true;
  private boolean ended;
  private long position;

  private volatile TrackTags tags;
  private volatile boolean closed;

  /**
   * Connects.
   *
   * @throws IOException if there is nothing to hear at that address
   */
  StreamSource(String location, Decoder decoder, Duration firstWait) throws IOException {
    this.name = Locations.shown(location);
    this.location = location;
    this.decoder = decoder;
    this.firstWait = firstWait;
    AudioSource first = decoder.open(location);
    this.duration = first.duration();
    this.tags = first.tags();
    this.thread = Threads.unstarted("music-stream", () -> run(first));
    thread.start();
  }

  // ---- the thread

  private void run(AudioSource first) {
    AudioSource source = first;
    long wait = firstWait.toMillis();
    try {
      while (!closed) {
        String end = "it has ended";
        try (AudioSource playing = source) {
          if (pump(playing)) {
            wait = firstWait.toMillis();
          }
        } catch (IOException e) {
          end = e.getMessage();
        }
        if (closed || duration.isPresent()) {
          return;
        }
        LOG.warn("stream {} broke off: {}; connecting again", name, end);
        source = reconnect(wait);
        wait = Math.min(2 * wait, MOST_WAITS * firstWait.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed while it waited.
    } finally {
      lock.lock();
      try {
        ended = true;
      } finally {
        lock.unlock();
      }
    }
  }

  private AudioSource reconnect(long firstMillis) throws InterruptedException {
    for (long millis = firstMillis; ; millis = Math.min(2 * millis, MOST_WAITS * firstMillis)) {
      TimeUnit.MILLISECONDS.sleep(millis);
      try {
        AudioSource source = decoder.open(location);
        LOG.info("stream {} is back", name);
        return source;
      } catch (IOException e) {
        LOG.debug("stream {} is still away", name, e);
      }
    }
  }

  /** Moves sound into the buffer until the source ends; false if there was none. */
  private boolean pump(AudioSource source) throws IOException, InterruptedException {
    float[] block = new float[Pcm.BLOCK * Pcm.CHANNELS];
    boolean any = false;
    for (int got; !closed && (got = source.read(block, Pcm.BLOCK)) >= 0; ) {
      tags = source.tags();
      put(block, got);
      any = true;
    }
    return any;
  }

  private void put(float[] block, int frames) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (count + frames > BUFFER) {
        changed.await();
      }
      for (int i = 0; i < frames; i++) {
        int at = (start + count + i) % BUFFER;
        ring[2 * at] = block[2 * i];
        ring[2 * at + 1] = block[2 * i + 1];
      }
      count += frames;
    } finally {
      lock.unlock();
    }
  }

  // ---- the reader

  @Override
  public int read(float[] buffer, int frames) {
    lock.lock();
    try {
      if (count == 0 && ended) {
        return -1;
      }
      dry = (dry && count < ENOUGH && !ended) || count == 0;
      if (dry) {
        Arrays.fill(buffer, 0, frames * Pcm.CHANNELS, 0);
        return frames;
      }
      int got = Math.min(frames, count);
      for (int i = 0; i < got; i++) {
        int at = (start + i) % BUFFER;
        buffer[2 * i] = ring[2 * at];
        buffer[2 * i + 1] = ring[2 * at + 1];
      }
      start = (start + got) % BUFFER;
      count -= got;
      position += got;
      changed.signal();
      return got;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isDry() {
    lock.lock();
    try {
      return dry;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Duration position() {
    lock.lock();
    try {
      return Pcm.duration(position);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<Duration> duration() {
    return duration;
  }

  @Override
  public void seek(Duration to) {
    // What a stream has played is gone; it goes on with what comes.
  }

  @Override
  public TrackTags tags() {
    return tags;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
