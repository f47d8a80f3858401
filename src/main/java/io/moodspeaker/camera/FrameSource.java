package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;
import java.util.Optional;

/** A stream of frames from one device, file or drawing. Used by one thread at a time. */
public interface FrameSource extends AutoCloseable {
  /**
   * The next frame, waiting for it if need be.
   *
   * @return the frame; empty when the source has come to its end
   * @throws CameraException if the source failed; the message says why and what helps
   */
  Optional<Frame> next() throws CameraException;

  /** Whether {@link #skip} costs less than {@link #next}. */
  default boolean skips() {
    return false;
  }

  /**
   * Passes over the next frame, waiting for it as {@link #next} does.
   *
   * @return whether there was one; false when the source has come to its end
   * @throws CameraException if the source failed; the message says why and what helps
   */
  default boolean skip() throws CameraException {
    return next().isPresent();
  }

  /**
   * A description for logs and status: {@code /dev/video0 640x480 at 30 fps}. It may change with
   * what the source is made of.
   */
  String description();

  @Override
  void close();
}
