package io.moodspeaker.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a recording's frames are due. Used by one thread at a time. */
public interface RateLimiter {
  /**
   * Waits until a frame is due.
   *
   * @param position of the frame, counted from the recording's start, loops included
   * @return the time that the frame shall bear
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Instant awaitDue(Duration position) throws InterruptedException;

  /**
   * As {@link #awaitDue}, for use in a source.
   *
   * @throws CameraException if the thread is interrupted; its flag is set again
   */
  default Instant await(Duration position) throws CameraException {
    try {
      return awaitDue(position);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CameraException("interrupted while waiting for the next frame", e);
    }
  }

  /** No waiting: each frame bears its position, counted from the epoch. */
  static RateLimiter unpaced() {
    return Instant.EPOCH::plus;
  }

  /** As fast as it was recorded, from the first frame asked for. */
  static RateLimiter realTime(InstantSource clock) {
    return new RateLimiter() {
      private Instant start = Instant.MAX;

      @Override
      public Instant awaitDue(Duration position) throws InterruptedException {
        Instant now = clock.instant();
        if (start.equals(Instant.MAX)) {
          start = now.minus(position);
        }
        Duration wait = Duration.between(now, start.plus(position));
        if (wait.isPositive()) {
          Thread.sleep(wait);
        }
        return clock.instant();
      }
    };
  }
}
