package io.moodspeaker.music;

import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/** A volume as it was asked for, and what is left of it. Used by one thread. */
public final class ChosenVolume {
  /** What a ceiling has held down comes back so slowly that nobody starts: 60 take a minute. */
  private static final long NANOS_PER_PERCENT = TimeUnit.SECONDS.toNanos(1);

  private final VolumeCeiling ceiling;
  private final IntUnaryOperator lowered;
  private final LongSupplier nanoTime;
  private int wish;
  private boolean ducked;

  /** The ceiling as it is felt, and when it rose last. */
  private int limit;

  private long risen;

  /**
   * A volume.
   *
   * @param wish 0 to 100
   * @param lowered what is left of one while something is said
   */
  public ChosenVolume(
      int wish, VolumeCeiling ceiling, IntUnaryOperator lowered, LongSupplier nanoTime) {
    this.wish = Volume.check(wish);
    this.ceiling = ceiling;
    this.lowered = lowered;
    this.nanoTime = nanoTime;
    freely();
  }

  /** What was asked for, 0 to 100. */
  public int wish() {
    return wish;
  }

  /** Asks for another, which is to be heard at once as far as the ceiling allows. */
  public void wish(int percent) {
    if (percent != wish) {
      wish = percent;
      freely();
    }
  }

  private void freely() {
    limit = ceiling.now();
    risen = nanoTime.getAsLong();
  }

  /** Asks for less under something that is said, or for what there was. */
  public void duck(boolean now) {
    ducked = now;
  }

  /**
   * What the ceiling of the hour leaves of it, whatever is said meanwhile. A ceiling that falls
   * holds at once; one that rises lets the volume rise by and by.
   */
  public int chosen() {
    int now = ceiling.now();
    if (now <= limit || wish <= limit) {
      freely();
    } else {
      long steps = (nanoTime.getAsLong() - risen) / NANOS_PER_PERCENT;
      limit = (int) Math.min(now, limit + steps);
      risen += steps * NANOS_PER_PERCENT;
    }
    return Math.min(wish, limit);
  }

  /** What is to be heard now. */
  public int audible() {
    return ducked ? lowered.applyAsInt(chosen()) : chosen();
  }
}
