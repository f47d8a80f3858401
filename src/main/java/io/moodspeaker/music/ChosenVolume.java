package io.moodspeaker.music;

import java.util.function.IntUnaryOperator;

/** A volume as it was asked for, and what is left of it. Used by one thread. */
public final class ChosenVolume {
  private final VolumeCeiling ceiling;
  private final IntUnaryOperator lowered;
  private int wish;
  private boolean ducked;

  /**
   * A volume.
   *
   * @param wish 0 to 100
   * @param lowered what is left of one while something is said
   */
  public ChosenVolume(int wish, VolumeCeiling ceiling, IntUnaryOperator lowered) {
    this.wish = Volume.check(wish);
    this.ceiling = ceiling;
    this.lowered = lowered;
  }

  /** What was asked for, 0 to 100. */
  public int wish() {
    return wish;
  }

  /** Asks for another. */
  public void wish(int percent) {
    wish = percent;
  }

  /** Asks for less under something that is said, or for what there was. */
  public void duck(boolean now) {
    ducked = now;
  }

  /** What the ceiling of the hour leaves of it, whatever is said meanwhile. */
  public int chosen() {
    return Math.min(wish, ceiling.now());
  }

  /** What is to be heard now. */
  public int audible() {
    return ducked ? lowered.applyAsInt(chosen()) : chosen();
  }
}
