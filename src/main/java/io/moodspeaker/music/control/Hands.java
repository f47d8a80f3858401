package io.moodspeaker.music.control;

import io.moodspeaker.music.Choices;
import io.moodspeaker.music.Times;
import io.moodspeaker.music.WakeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What hands chose: until when moods leave the music and the volume alone, when the music ends and
 * when it wakes somebody. Used under its owner's lock.
 */
final class Hands {
  /** A face that is seen in the night starts no music. */
  private static final Duration NIGHT = Duration.ofHours(8);

  /** No hold is longer: a clock that was wrong before a restart, or is now, makes none longer. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private final Times times;
  private final SleepTimer sleepTimer = new SleepTimer();
  private final WakeUpClock alarm;
  private Instant held = Instant.MIN;
  private Instant volumeHeld = Instant.MIN;

  Hands(Times times) {
    this.times = times;
    this.alarm = new WakeUpClock(times);
  }

  SleepTimer sleepTimer() {
    return sleepTimer;
  }

  WakeUpClock alarm() {
    return alarm;
  }

  /** Until when moods leave the music alone; empty if they don't. */
  Optional<Instant> held() {
    return Optional.of(held).filter(times.now()::isBefore);
  }

  /** Until when moods leave the volume alone; empty if they don't. */
  Optional<Instant> volumeHeld() {
    return Optional.of(volumeHeld).filter(times.now()::isBefore);
  }

  /** From now on moods leave the music alone for a time. */
  void hold(Duration time) {
    held = times.now().plus(time);
  }

  /** From now on moods leave the volume alone for a time. */
  void holdVolume(Duration time) {
    volumeHeld = times.now().plus(time);
  }

  /**
   * From now on moods leave the music alone for a night.
   *
   * @param left until the music has ended; negative if it had to end before
   */
  void holdForTheNight(Duration left) {
    held = times.now().plus(left).plus(NIGHT);
  }

  /** From now on moods rule both again. */
  void release() {
    held = Instant.MIN;
    volumeHeld = Instant.MIN;
  }

  /** What is to outlive a restart. */
  Choices choices(boolean paused) {
    return new Choices(
        paused,
        held().map(this::wallClock),
        volumeHeld().map(this::wallClock),
        sleepTimer.end().map(this::wallClock),
        alarm.onceAt());
  }

  private Instant wallClock(Instant then) {
    return times.local(then).toInstant();
  }

  /**
   * Takes up what was chosen before a restart.
   *
   * @param usual how somebody is woken
   */
  void restore(Choices before, WakeUp usual) {
    before.held().map(this::evenClock).ifPresent(until -> held = until);
    before.volumeHeld().map(this::evenClock).ifPresent(until -> volumeHeld = until);
    before
        .sleep()
        .map(this::evenClock)
        .filter(end -> times.now().isBefore(end.plus(NIGHT)))
        .ifPresent(sleepTimer::restore);
    before.wake().ifPresent(at -> alarm.restore(at, usual));
  }

  private Instant evenClock(Instant then) {
    Duration left = Duration.between(times.wallClock().instant(), then);
    return times.now().plus(left.compareTo(LONGEST) < 0 ? left : LONGEST);
  }
}
