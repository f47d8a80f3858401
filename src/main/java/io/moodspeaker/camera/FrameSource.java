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

  /** A description for logs and status: {@code /dev/video0 640x480 at 30 fps}. */
  String description();

  @Override
  void close();
}
