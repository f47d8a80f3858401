package io.moodspeaker.mood;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which face of several speaks for the frame. */
public enum FacePolicy {
  /** The largest, who is the nearest: the one whose room it is. */
  LARGEST,
  /** The mean of all faces: a room full of people. */
  MEAN,
  /** The face that shows a watched emotion most: nobody's alarm goes unnoticed. */
  ANY,
  /** Who has been there longest, whoever comes and goes. */
  LONGEST,
  /** Who looks worst over the window: music for the one who needs it. */
  NEEDIEST,
  /** The mood of most faces; of as many against as many, those who are clearly larger. */
  VOTE;

  /** Whether it needs to know how each face has looked before. */
  boolean needsTracks() {
    return this == LONGEST || this == NEEDIEST || this == VOTE;
  }

  /**
   * The policy with this label, in any case.
   *
   * @throws IllegalArgumentException if none has it; the message lists those that exist
   */
  public static FacePolicy of(String label) {
    for (FacePolicy policy : values()) {
      if (policy.name().equalsIgnoreCase(label.strip())) {
        return policy;
      }
    }
    throw new IllegalArgumentException(
        "no face policy is called '"
            + label
            + "'; use one of "
            + Arrays.stream(values()).map(FacePolicy::label).collect(Collectors.joining(", ")));
  }

  /** The lower-case word used in files and URIs: {@code largest}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
