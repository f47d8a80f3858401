package io.moodspeaker.camera;

/** Opens a source anew: at the start and after each outage. Called by one thread at a time. */
@FunctionalInterface
public interface CameraOpener {
  /**
   * Opens the source; the caller closes it.
   *
   * @throws CameraException if there is none; the message says why and what helps
   */
  FrameSource open() throws CameraException;
}
