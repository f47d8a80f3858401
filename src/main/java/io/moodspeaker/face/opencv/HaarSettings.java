package io.moodspeaker.face.opencv;

/**
 * How the Haar cascade trades recall against speed and false alarms.
 *
 * @param longestSide pictures with a longer side are scaled down to it, in pixels
 * @param smallestFace the side of the smallest face looked for, in pixels of the scaled picture; 20
 *     (the cascade's own window) or more
 * @param scaleStep the factor from one searched size to the next, above 1
 * @param neighbors how many overlapping hits make a face
 */
public record HaarSettings(int longestSide, int smallestFace, double scaleStep, int neighbors) {
  /**
   * People near a speaker: a face of 64 pixels in 640, some 1.7 m from a usual webcam, is found.
   */
  public static final HaarSettings LIVE = new HaarSettings(320, 32, 1.1, 3);

  /** Photographs of groups: thorough. Under 30 pixels, false alarms outnumber the faces won. */
  public static final HaarSettings STILLS = new HaarSettings(1280, 30, 1.1, 3);

  public HaarSettings {
    if (longestSide < 20) {
      throw new IllegalArgumentException("longestSide must be at least 20, was " + longestSide);
    }
    if (smallestFace < 20) {
      throw new IllegalArgumentException("smallestFace must be at least 20, was " + smallestFace);
    }
    if (!(scaleStep > 1)) {
      throw new IllegalArgumentException("scaleStep must be above 1, was " + scaleStep);
    }
    if (neighbors < 0) {
      throw new IllegalArgumentException("neighbors must be 0 or more, was " + neighbors);
    }
  }
}
