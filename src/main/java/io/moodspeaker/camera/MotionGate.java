package io.moodspeaker.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which frames are worth reading: all of them while somebody is there or something moves,
 * and one now and then of an empty room in which nothing does. Knows no clock; guarded by its
 * owner.
 */
final class MotionGate {
  /** Half a minute: somebody who bends down or turns away is looked for at the full rate. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  /** Who has just come in is looked at until a detector has had ten frames to find them. */
  private static final Duration AWAKE = Duration.ofSeconds(5);

  private final Duration interval;
  private Optional<Thumbnail> last = Optional.empty();
  private Instant lookedAt = Instant.MIN;
  private Instant awakeUntil = Instant.MIN;

  /** Since when every observation was empty; none while somebody is seen or nobody looks. */
  private Optional<Instant> emptySince = Optional.empty();

  /**
   * A gate that is open.
   *
   * @param interval of an empty room, one frame in this time passes; 0 lets all pass
   */
  MotionGate(Duration interval) {
    this.interval = interval;
  }

  /** What was read in a frame: whether somebody was seen. */
  void observed(boolean somebody, Instant now) {
    emptySince = somebody ? Optional.empty() : emptySince.or(() -> Optional.of(now));
  }

  /** Whether a frame is to be read. */
  boolean admits(Thumbnail frame, Instant now) {
    if (last.isEmpty() || last.get().differsFrom(frame)) {
      awakeUntil = now.plus(AWAKE);
    }
    if (isIdle(now) && now.isBefore(lookedAt.plus(interval))) {
      return false;
    }
    last = Optional.of(frame);
    lookedAt = now;
    return true;
  }

  /** Whether frames are held back at the moment. */
  boolean isIdle(Instant now) {
    return !now.isBefore(awakeUntil)
        && emptySince.filter(since -> !now.isBefore(since.plus(QUIET))).isPresent();
  }

  /** Forgets what was seen: the next frame passes. */
  void open() {
    last = Optional.empty();
    emptySince = Optional.empty();
  }
}
