package io.moodspeaker.music.composed;

import io.moodspeaker.composer.Style;
import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Music without end. A thread composes a bar or two ahead, so that the sound never waits. */
final class ComposedSource implements AudioSource {
  /** A bar takes a tenth of a second to compose; a machine that takes so long plays none. */
  private static final long PATIENCE_SECONDS = 10;

  private final BlockingQueue<ComposedBars.Piece> ahead = new LinkedBlockingQueue<>(1);
  private final Thread thread;

  private ComposedBars.Piece now = new ComposedBars.Piece(new float[0], TrackTags.NONE);
  private int at;
  private long frames;
  private volatile TrackTags tags = TrackTags.NONE;

  ComposedSource(long seed, Supplier<Style> style) {
    thread =
        Threads.start(
            "music-composer",
            () -> {
              try {
                ComposedBars bars = new ComposedBars(seed, style);
                while (!Thread.currentThread().isInterrupted()) {
                  ahead.put(bars.next());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // Closed.
              }
            });
  }

  @Override
  public int read(float[] buffer, int wanted) throws IOException {
    if (at == now.samples().length) {
      try {
        ComposedBars.Piece next = ahead.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new IOException("nothing was composed for " + PATIENCE_SECONDS + " s");
        }
        now = next;
        at = 0;
        tags = next.tags();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
    }
    int count = Math.min(wanted, (now.samples().length - at) / Pcm.CHANNELS);
    System.arraycopy(now.samples(), at, buffer, 0, count * Pcm.CHANNELS);
    at += count * Pcm.CHANNELS;
    frames += count;
    return count;
  }

  @Override
  public Duration position() {
    return Pcm.duration(frames);
  }

  @Override
  public Optional<Duration> duration() {
    return Optional.empty();
  }

  @Override
  public void seek(Duration position) {}

  @Override
  public TrackTags tags() {
    return tags;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
