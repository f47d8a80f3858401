package io.moodspeaker.model;

import java.util.Optional;

/**
 * A face that was found in a frame.
 *
 * @param box where it is
 * @param track the number that it keeps from frame to frame for as long as it is followed; 0 where
 *     nobody follows it
 * @param person whose it is, of those who asked to be known
 */
public record FoundFace(Box box, int track, Optional<String> person) {
  /** A face of somebody who is not known. */
  public FoundFace(Box box, int track) {
    this(box, track, Optional.empty());
  }
}
