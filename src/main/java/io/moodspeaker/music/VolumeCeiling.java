package io.moodspeaker.music;

import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** The volume that nothing can pass, lower in quiet hours. */
public final class VolumeCeiling {
  private final int always;
  private final Optional<QuietHours> quiet;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * Hours in which it must be quieter; from after to means over midnight.
   *
   * @param ceiling 0 to 100
   */
  public record QuietHours(LocalTime from, LocalTime to, int ceiling) {
    public QuietHours {
      Volume.check(ceiling);
      if (from.equals(to)) {
        throw new IllegalArgumentException("quiet hours need two times, both were " + from);
      }
    }

    boolean include(LocalTime time) {
      boolean started = !time.isBefore(from);
      boolean over = !time.isBefore(to);
      return from.isBefore(to) ? started && !over : started || !over;
    }
  }

  /**
   * A ceiling.
   *
   * @param always 0 to 100
   * @param zone where the quiet hours' clock hangs
   */
  public VolumeCeiling(int always, Optional<QuietHours> quiet, InstantSource clock, ZoneId zone) {
    this.always = Volume.check(always);
    this.quiet = quiet;
    this.clock = clock;
    this.zone = zone;
  }

  /** A ceiling that is the same all day. */
  public static VolumeCeiling of(int always) {
    return new VolumeCeiling(
        always, Optional.empty(), InstantSource.system(), ZoneId.systemDefault());
  }

  /** The most that is allowed now, 0 to 100. */
  public int now() {
    LocalTime time = LocalTime.ofInstant(clock.instant(), zone);
    return quiet
        .filter(hours -> hours.include(time))
        .map(hours -> Math.min(always, hours.ceiling()))
        .orElse(always);
  }
}
