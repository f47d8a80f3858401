package io.moodspeaker.camera;

import java.time.Duration;

/**
 * When a camera counts as lost, how often it is tried again and how often an empty room is read.
 *
 * @param stall without a frame for this long it is lost; opening counts, too
 * @param retry the time from an outage to the next try
 * @param idle while nobody is there and nothing moves, one frame in this time is handed out
 */
public record CameraSettings(Duration stall, Duration retry, Duration idle) {
  /** Ten seconds each: a webcam opens in two, an RTSP camera waits up to five for a key frame. */
  public static final CameraSettings DEFAULT =
      new CameraSettings(Duration.ofSeconds(10), Duration.ofSeconds(10));

  public CameraSettings {
    if (!stall.isPositive() || !retry.isPositive() || idle.isNegative()) {
      throw new IllegalArgumentException(
          "stall and retry must be above 0, idle 0 or above, were %s, %s and %s"
              .formatted(stall, retry, idle));
    }
  }

  /** The same, with two seconds for an empty room. */
  public CameraSettings(Duration stall, Duration retry) {
    this(stall, retry, Duration.ofSeconds(2));
  }
}
