package io.moodspeaker.music.control;

import io.moodspeaker.music.WakeUp;
import java.time.Duration;
import java.time.Instant;

/**
 * Somebody is being woken.
 *
 * @param how by what rules
 * @param volume that the music has by now
 */
record Waking(WakeUp how, Instant begun, int volume) {
  /** Who has not been seen an hour after the alarm is not at home. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Begins softly. */
  static Waking begin(WakeUp how, Instant now) {
    return new Waking(how, now, how.volume(Duration.ZERO));
  }

  /** The same, as loud as it is to be at a moment. */
  Waking at(Instant now) {
    return new Waking(how, begun, how.volume(Duration.between(begun, now)));
  }

  boolean isRising(Instant now) {
    return now.isBefore(begun.plus(how.rise()));
  }

  /** Whether somebody is awake, or nobody is there to be woken. */
  boolean isOver(Instant now, boolean isSomebodyThere) {
    return !isRising(now) && (isSomebodyThere || !now.isBefore(begun.plus(PATIENCE)));
  }
}
