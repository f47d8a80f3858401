package io.moodspeaker.music.mpd;

import io.moodspeaker.music.ChosenVolume;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The volume of an MPD server, and its fades, which are steps of it. Used by one thread. */
final class MpdVolume {
  private static final Logger LOG = LoggerFactory.getLogger(MpdVolume.class);

  /** Twenty steps a second are heard as one glide. */
  private static final long STEP_MILLIS = 50;

  /** A fade of so long is one that puts somebody to sleep, and is cut short for who is awake. */
  private static final long LONG_MILLIS = 10_000;

  /** For pause, next and a new volume: no click, and no waiting either. */
  static final Duration SHORT = Duration.ofMillis(250);

  /** What can be done with a connection. */
  interface Order {
    void run(MpdConnection mpd) throws IOException, InterruptedException;
  }

  private final MpdAddress address;
  private final ChosenVolume volume;
  private final BooleanSupplier hurried;
  private int audible;
  private boolean hasMixer = true;

  /**
   * The server's volume.
   *
   * @param volume what was asked for; {@link #limit} brings it
   * @param hurried whether somebody waits for a long fade to end
   */
  MpdVolume(MpdAddress address, ChosenVolume volume, BooleanSupplier hurried) {
    this.address = address;
    this.volume = volume;
    this.hurried = hurried;
    this.audible = volume.audible();
  }

  /**
   * At least 12 dB less, on the curve of the server's software mixer, whose factor for a volume
   * grows with e^(volume / 25) - 1.
   */
  static int lowered(int volume) {
    return (int) (25 * Math.log1p(Math.expm1(volume / 25.0) / 4.2));
  }

  /** Follows what was asked for as far as the ceiling of the hour allows. */
  void limit(MpdConnection mpd) throws IOException, InterruptedException {
    int allowed = volume.audible();
    if (allowed != audible) {
      int from = audible;
      audible = allowed;
      fade(mpd, from, allowed, SHORT);
    }
  }

  void in(MpdConnection mpd, Duration time) throws IOException, InterruptedException {
    fade(mpd, 0, audible, time);
  }

  void out(MpdConnection mpd, Duration time) throws IOException, InterruptedException {
    fade(mpd, audible, 0, time);
  }

  void none(MpdConnection mpd) throws IOException {
    set(mpd, 0);
  }

  void whole(MpdConnection mpd) throws IOException {
    set(mpd, audible);
  }

  /** Does something between a fade out and a fade in, if anything sounds. */
  void softly(MpdConnection mpd, Order order) throws IOException, InterruptedException {
    boolean sounds = sounds(mpd);
    if (sounds) {
      out(mpd, SHORT);
    }
    try {
      order.run(mpd);
    } finally {
      if (sounds) {
        in(mpd, SHORT);
      }
    }
  }

  static boolean sounds(MpdConnection mpd) throws IOException {
    return "play".equals(mpd.send("status").get("state"));
  }

  private void fade(MpdConnection mpd, int from, int to, Duration time)
      throws IOException, InterruptedException {
    long steps = hasMixer ? time.toMillis() / STEP_MILLIS : 0;
    for (long i = 1; i < steps; i++) {
      set(mpd, (int) (from + Math.round((to - from) * (double) i / steps)));
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      if (i * STEP_MILLIS >= LONG_MILLIS && hurried.getAsBoolean()) {
        break;
      }
    }
    set(mpd, to);
  }

  /** A server without a mixer plays all the same. */
  private void set(MpdConnection mpd, int percent) throws IOException {
    try {
      mpd.send("setvol", percent);
      hasMixer = true;
    } catch (MpdConnection.Refused e) {
      if (hasMixer) {
        hasMixer = false;
        LOG.warn(
            "{} cannot change the volume ({}), so nothing fades; give its audio_output a"
                + " mixer_type \"software\"",
            address,
            e.getMessage());
      }
    }
  }
}
