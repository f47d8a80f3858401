package io.moodspeaker.music;

import java.time.Duration;

/**
 * When moods rule the music and when they do not.
 *
 * @param minimumPlay how long music plays before another mood may cut it
 * @param manualHold how long a choice by hand holds before moods rule again
 */
public record MusicSettings(Duration minimumPlay, Duration manualHold) {
  /** Moods rule at once, but for half an hour after a choice by hand: about an album's side. */
  public static final MusicSettings DEFAULT =
      new MusicSettings(Duration.ZERO, Duration.ofMinutes(30));

  public MusicSettings {
    if (minimumPlay.isNegative() || manualHold.isNegative()) {
      throw new IllegalArgumentException(
          "minimumPlay and manualHold must not be negative, were "
              + minimumPlay
              + " and "
              + manualHold);
    }
  }
}
