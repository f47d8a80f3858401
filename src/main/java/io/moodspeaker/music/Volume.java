package io.moodspeaker.music;

/** Volume as people set it, 0 to 100, and as samples feel it. */
public final class Volume {
  private Volume() {}

  /**
   * The factor for a volume: its cube, as in PulseAudio, so that equal steps sound about equal.
   *
   * @throws IllegalArgumentException if it is not 0 to 100
   */
  public static double gain(int percent) {
    double part = check(percent) / 100.0;
    return part * part * part;
  }

  /**
   * The same volume.
   *
   * @throws IllegalArgumentException if it is not 0 to 100
   */
  public static int check(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("volume must be 0 to 100, was " + percent);
    }
    return percent;
  }
}
