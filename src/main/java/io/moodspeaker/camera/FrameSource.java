package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;
import java.util.Optional;

/** A stream of frames from one device, file or drawing. Used by one thread at a time. */
public interface FrameSource extends AutoCloseable {
  /**
   * Waits for the next frame, as far as that goes without the work of decoding it.
   *
   * @return whether there is one; false when the source has come to its end
   * @throws CameraException if the source failed; the message says why and what helps
   */
  boolean advance() throws CameraException;

  /**
   * The frame that {@link #advance} came to.
   *
   * @throws CameraException if it can't be decoded; the message says why and what helps
   */
  Frame frame() throws CameraException;

  /**
   * The next frame, waiting for it if need be.
   *
   * @return the frame; empty when the source has come to its end
   * @throws CameraException if the source failed; the message says why and what helps
   */
  default Optional<Frame> next() throws CameraException {
    return advance() ? Optional.of(frame()) : Optional.empty();
  }

  /**
   * A description for logs and status: {@code /dev/video0 640x480 at 30 fps}. It may change with
   * what the source is made of.
   */
  String description();

  @Override
  void close();
}
