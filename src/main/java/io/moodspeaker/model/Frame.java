package io.moodspeaker.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One picture of a camera, as bytes of its own: nothing native hangs on it.
 *
 * @param time when it was taken; for a video its position, counted from the epoch
 * @param width in pixels
 * @param height in pixels
 * @param bgr 3 × width × height bytes, blue green red, row by row from the top; the frame owns the
 *     array, and nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // A copy for each reader would cost 1 MB a frame.
public record Frame(Instant time, int width, int height, byte[] bgr) {
  public Frame {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException("a frame needs pixels, was " + width + "x" + height);
    }
    if (bgr.length != 3L * width * height) {
      throw new IllegalArgumentException(
          width + "x" + height + " BGR needs " + 3L * width * height + " bytes, got " + bgr.length);
    }
  }

  /** How long ago the frame was taken. */
  public Duration age(Instant now) {
    return Duration.between(time, now);
  }

  @Override
  public String toString() {
    return "Frame[" + width + "x" + height + " at " + time + "]";
  }
}
