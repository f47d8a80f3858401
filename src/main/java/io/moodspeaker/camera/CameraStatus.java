package io.moodspeaker.camera;

import io.moodspeaker.model.CameraState;
import java.time.Instant;
import java.util.Optional;

/**
 * How a camera does.
 *
 * @param source what it is, for people: {@code /dev/video0 640x480 at 30 fps}
 * @param state whether it delivers
 * @param since when that began, on the camera's clock
 * @param why what was wrong last, while it is lost
 * @param pausedUntil the end of a pause, on the camera's clock; empty for none or no end
 * @param frames what has come
 */
public record CameraStatus(
    String source,
    CameraState state,
    Instant since,
    Optional<String> why,
    Optional<Instant> pausedUntil,
    Frames frames) {

  /**
   * The frames that have come.
   *
   * @param count since the start
   * @param width of the last one that was handed out, in pixels; 0 before the first
   * @param height of the same
   * @param perSecond of late; 0 while none come
   * @param ageMs milliseconds since the last one; -1 before the first
   */
  public record Frames(long count, int width, int height, double perSecond, long ageMs) {}
}
