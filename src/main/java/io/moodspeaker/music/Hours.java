package io.moodspeaker.music;

import java.time.LocalTime;

/** A part of each day; from after to means over midnight. */
public record Hours(LocalTime from, LocalTime to) {
  public Hours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("hours need two times, both were " + from);
    }
  }

  /** Whether a time of day lies in it; its beginning does, its end does not. */
  public boolean include(LocalTime time) {
    boolean started = !time.isBefore(from);
    boolean over = !time.isBefore(to);
    return from.isBefore(to) ? started && !over : started || !over;
  }
}
