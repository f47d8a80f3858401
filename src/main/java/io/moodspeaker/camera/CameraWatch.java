package io.moodspeaker.camera;

import io.moodspeaker.camera.CameraStatus.State;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides when a camera is lost, when it is tried again and what is worth a line in the log; knows
 * no thread and no clock. Guarded by its owner.
 */
final class CameraWatch {
  /** What the owner has to do next. */
  enum Action {
    NOTHING,
    /** Open the source. */
    OPEN,
    /** Give up the source that is open or being opened. */
    ABANDON
  }

  /** The weight of the newest interval in the mean: some ten frames are remembered. */
  private static final double SMOOTHING = 0.1;

  private final CameraSettings settings;

  private State state = State.STARTING;
  private boolean open;
  private Instant nextTry = Instant.MIN;
  private Instant heard = Instant.MIN;
  private Instant lastFrame = Instant.MIN;
  private Instant lostAt = Instant.MIN;
  private double meanInterval;

  CameraWatch(CameraSettings settings) {
    this.settings = settings;
  }

  /** What is to be done now. After {@link Action#OPEN} the source counts as being opened. */
  Action tick(Instant now) {
    if (state == State.ENDED || state == State.CLOSED) {
      return Action.NOTHING;
    }
    if (now.isBefore(heard)) {
      // The clock was set back; waiting for the old time would hide a stall.
      heard = now;
    }
    if (open) {
      return Duration.between(heard, now).compareTo(settings.stall()) >= 0
          ? Action.ABANDON
          : Action.NOTHING;
    }
    if (nextTry.isAfter(now.plus(settings.retry()))) {
      nextTry = now.plus(settings.retry());
    }
    if (now.isBefore(nextTry)) {
      return Action.NOTHING;
    }
    open = true;
    heard = now;
    return Action.OPEN;
  }

  /**
   * A frame has come.
   *
   * @return how long the camera was lost; zero if it was not
   */
  Duration frame(Instant now) {
    if (!lastFrame.equals(Instant.MIN) && state == State.RUNNING) {
      double interval = Math.max(0, Duration.between(lastFrame, now).toNanos() / 1e9);
      meanInterval =
          meanInterval == 0 ? interval : meanInterval + SMOOTHING * (interval - meanInterval);
    }
    Duration outage = state == State.LOST ? Duration.between(lostAt, now) : Duration.ZERO;
    state = State.RUNNING;
    heard = now;
    lastFrame = now;
    return outage;
  }

  /**
   * The source failed, stalled or could not be opened.
   *
   * @return whether this begins an outage, and so is worth a line in the log
   */
  boolean lost(Instant now) {
    open = false;
    nextTry = now.plus(settings.retry());
    meanInterval = 0;
    if (state == State.LOST) {
      return false;
    }
    state = State.LOST;
    lostAt = now;
    return true;
  }

  /** The source has come to its end. */
  void ended() {
    open = false;
    meanInterval = 0;
    state = State.ENDED;
  }

  void closed() {
    open = false;
    meanInterval = 0;
    state = State.CLOSED;
  }

  State state() {
    return state;
  }

  double fps() {
    return meanInterval > 0 ? 1 / meanInterval : 0;
  }

  long frameAgeMs(Instant now) {
    return lastFrame.equals(Instant.MIN)
        ? -1
        : Math.max(0, Duration.between(lastFrame, now).toMillis());
  }
}
