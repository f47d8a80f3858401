package io.moodspeaker.camera;

import io.moodspeaker.model.CameraState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides when a camera is lost, when it is tried again, whether its lens is covered and what is
 * worth a line in the log; knows no thread and no clock. Guarded by its owner.
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

  /** Ten seconds: longer than the moment in which somebody carries the camera elsewhere. */
  private static final Duration BLANK = Duration.ofSeconds(10);

  /** A slow camera's two blank pictures are no proof yet. */
  private static final int BLANK_LOOKS = 3;

  /** A minute: no sensor sends the same noise twice. */
  private static final Duration STILL = Duration.ofMinutes(1);

  private final CameraSettings settings;

  private CameraState state = CameraState.STARTING;
  private Instant since;
  private boolean open;
  private Instant nextTry = Instant.MIN;
  private Instant heard = Instant.MIN;
  private Instant lastFrame = Instant.MIN;
  private Instant lostAt = Instant.MIN;
  private double meanInterval;
  private long frames;
  private Optional<Instant> pausedUntil = Optional.empty();
  private Optional<Instant> blankSince = Optional.empty();
  private int blankLooks;
  private Instant movedAt;
  private boolean still;

  CameraWatch(CameraSettings settings, Instant now) {
    this.settings = settings;
    this.since = now;
    this.movedAt = now;
  }

  /** What is to be done now. After {@link Action#OPEN} the source counts as being opened. */
  Action tick(Instant now) {
    if (state == CameraState.PAUSED
        && pausedUntil.filter(until -> !now.isBefore(until)).isPresent()) {
      resume(now);
    }
    if (state == CameraState.ENDED || state == CameraState.CLOSED || state == CameraState.PAUSED) {
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
    if (!lastFrame.equals(Instant.MIN) && isRunning()) {
      double interval = Math.max(0, Duration.between(lastFrame, now).toNanos() / 1e9);
      meanInterval =
          meanInterval == 0 ? interval : meanInterval + SMOOTHING * (interval - meanInterval);
    }
    Duration outage = state == CameraState.LOST ? Duration.between(lostAt, now) : Duration.ZERO;
    if (!isRunning()) {
      become(CameraState.RUNNING, now);
    }
    heard = now;
    lastFrame = now;
    frames++;
    return outage;
  }

  /**
   * A frame was looked at.
   *
   * @param blank whether it showed nothing
   * @return whether the lens is covered or free again since this look
   */
  boolean looked(boolean blank, Instant now) {
    if (!blank) {
      blankSince = Optional.empty();
      blankLooks = 0;
      return state == CameraState.COVERED && become(CameraState.RUNNING, now);
    }
    blankSince = blankSince.or(() -> Optional.of(now));
    blankLooks++;
    return state == CameraState.RUNNING
        && blankLooks >= BLANK_LOOKS
        && !now.isBefore(blankSince.get().plus(BLANK))
        && become(CameraState.COVERED, now);
  }

  /**
   * A frame was compared with the one before.
   *
   * @param same whether not a byte differs
   * @return whether the picture stands still, or moves again, since this frame
   */
  boolean compared(boolean same, Instant now) {
    if (!same) {
      movedAt = now;
    }
    boolean before = still;
    still = same && !now.isBefore(movedAt.plus(STILL));
    return still != before;
  }

  /**
   * The source failed, stalled or could not be opened.
   *
   * @return whether this begins an outage, and so is worth a line in the log
   */
  boolean lost(Instant now) {
    quiet();
    nextTry = now.plus(settings.retry());
    if (state == CameraState.LOST) {
      return false;
    }
    become(CameraState.LOST, now);
    lostAt = now;
    return true;
  }

  /** The source has come to its end. */
  void ended(Instant now) {
    quiet();
    become(CameraState.ENDED, now);
  }

  void closed(Instant now) {
    quiet();
    become(CameraState.CLOSED, now);
  }

  /**
   * Nothing is opened until then, or until it is resumed.
   *
   * @return whether it was not closed before
   */
  boolean pause(Optional<Instant> until, Instant now) {
    if (state == CameraState.CLOSED) {
      return false;
    }
    quiet();
    pausedUntil = until;
    become(CameraState.PAUSED, now);
    return true;
  }

  /**
   * It is opened at once.
   *
   * @return whether it was paused before
   */
  boolean resume(Instant now) {
    if (state != CameraState.PAUSED) {
      return false;
    }
    pausedUntil = Optional.empty();
    nextTry = Instant.MIN;
    become(CameraState.STARTING, now);
    return true;
  }

  private void quiet() {
    open = false;
    meanInterval = 0;
    blankSince = Optional.empty();
    blankLooks = 0;
    still = false;
  }

  private boolean become(CameraState next, Instant now) {
    if (state != next) {
      state = next;
      since = now;
    }
    return true;
  }

  private boolean isRunning() {
    return state == CameraState.RUNNING || state == CameraState.COVERED;
  }

  CameraState state() {
    return state;
  }

  /** Whether the picture is the same one, byte by byte, for long. */
  boolean isStill() {
    return still;
  }

  /** When the state began. */
  Instant since() {
    return since;
  }

  Optional<Instant> pausedUntil() {
    return pausedUntil;
  }

  /** How many frames have come. */
  long frames() {
    return frames;
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
