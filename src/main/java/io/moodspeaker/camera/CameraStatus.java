package io.moodspeaker.camera;

/**
 * How a camera does.
 *
 * @param source what it is, for people: {@code /dev/video0 640x480 at 30 fps}
 * @param state whether it delivers
 * @param fps frames a second of late; 0 while it delivers none
 * @param frameAgeMs milliseconds since its last frame; -1 before the first
 */
public record CameraStatus(String source, State state, double fps, long frameAgeMs) {
  /** Whether a camera delivers. */
  public enum State {
    /** It is being opened for the first time. */
    STARTING,
    /** Frames come. */
    RUNNING,
    /** It stalled, failed or could not be opened, and is tried again from time to time. */
    LOST,
    /** A recording has come to its end. */
    ENDED,
    /** It was closed. */
    CLOSED
  }
}
