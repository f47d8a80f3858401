package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;
import java.time.Instant;

/** Decodes a camera's pictures. Safe for use by several threads. */
@FunctionalInterface
public interface JpegDecoder {
  /**
   * Decodes one picture, scaled down where it is large.
   *
   * @param name for messages
   * @param picture a JPEG, or another file format of a picture
   * @param time that the frame shall bear
   * @throws CameraException if it can't be read; the message says why and what helps
   */
  Frame decode(String name, byte[] picture, Instant time) throws CameraException;
}
