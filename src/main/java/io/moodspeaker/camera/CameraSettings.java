package io.moodspeaker.camera;

import java.time.Duration;

/**
 * When a camera counts as lost and how often it is tried again.
 *
 * @param stall without a frame for this long it is lost; opening counts, too
 * @param retry the time from an outage to the next try
 */
public record CameraSettings(Duration stall, Duration retry) {
  /** Ten seconds each: a webcam opens in two, an RTSP camera waits up to five for a key frame. */
  public static final CameraSettings DEFAULT =
      new CameraSettings(Duration.ofSeconds(10), Duration.ofSeconds(10));

  public CameraSettings {
    if (!stall.isPositive() || !retry.isPositive()) {
      throw new IllegalArgumentException(
          "stall and retry must be above 0, were " + stall + " and " + retry);
    }
  }
}
