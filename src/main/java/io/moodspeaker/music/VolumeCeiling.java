package io.moodspeaker.music;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The volume that nothing can pass, lower in quiet hours. Safe for use by several threads. */
public final class VolumeCeiling {
  private final InstantSource clock;
  private final ZoneId zone;
  private volatile Limits limits;

  private record Limits(int always, Optional<QuietHours> quiet) {
    Limits {
      Volume.check(always);
    }
  }

  /**
   * Hours in which it must be quieter; from after to means over midnight.
   *
   * @param ceiling 0 to 100
   */
  public record QuietHours(LocalTime from, LocalTime to, int ceiling) {
    /** Heard in the room, but not through a closed door. */
    public static final int CEILING = 40;

    public QuietHours {
      Volume.check(ceiling);
      if (from.equals(to)) {
        throw new IllegalArgumentException("quiet hours need two times, both were " + from);
      }
    }

    /** Whether it is to be quiet at a time of day. */
    public boolean include(LocalTime time) {
      return new Hours(from, to).include(time);
    }
  }

  /**
   * A ceiling.
   *
   * @param always 0 to 100
   * @param zone where the quiet hours' clock hangs
   */
  public VolumeCeiling(int always, Optional<QuietHours> quiet, InstantSource clock, ZoneId zone) {
    this.limits = new Limits(always, quiet);
    this.clock = clock;
    this.zone = zone;
  }

  /** A ceiling that is the same all day. */
  public static VolumeCeiling of(int always) {
    return new VolumeCeiling(always, Optional.empty(), () -> Instant.EPOCH, ZoneOffset.UTC);
  }

  /**
   * From now on allows something else.
   *
   * @param always 0 to 100
   */
  public void take(int always, Optional<QuietHours> quiet) {
    limits = new Limits(always, quiet);
  }

  /** The most that is allowed now, 0 to 100. */
  public int now() {
    Limits current = limits;
    LocalTime time = LocalTime.ofInstant(clock.instant(), zone);
    return current
        .quiet()
        .filter(hours -> hours.include(time))
        .map(hours -> Math.min(current.always(), hours.ceiling()))
        .orElse(current.always());
  }
}
