package io.moodspeaker.camera.javacv;

import java.time.Duration;

/**
 * How recordings stand in for a camera.
 *
 * @param loop whether a video or folder starts again at its end
 * @param pictureInterval how long each picture of a folder is shown
 */
public record SourceOptions(boolean loop, Duration pictureInterval) {
  /** Looped; eight seconds a picture, so that a mood has the time to settle. */
  public static final SourceOptions DEFAULT = new SourceOptions(true, Duration.ofSeconds(8));

  public SourceOptions {
    if (!pictureInterval.isPositive()) {
      throw new IllegalArgumentException("pictureInterval must be above 0, was " + pictureInterval);
    }
  }
}
