package io.moodspeaker.face.opencv;

/**
 * How YuNet trades recall against speed and false alarms.
 *
 * @param longestSide pictures with a longer side are scaled down to it, in pixels
 * @param score the least score that makes a face, 0 to 1
 * @param overlap of two boxes with a larger intersection over union the better one stays, 0 to 1
 */
public record YuNetSettings(int longestSide, double score, double overlap) {
  /** People near a speaker: quick; faces of 20 pixels in 640 are still found. */
  public static final YuNetSettings LIVE = new YuNetSettings(320, 0.7, 0.3);

  /** Photographs of groups. Beyond 640 pixels recall no longer rises, only time. */
  public static final YuNetSettings STILLS = new YuNetSettings(640, 0.7, 0.3);

  public YuNetSettings {
    if (longestSide < 32) {
      throw new IllegalArgumentException("longestSide must be at least 32, was " + longestSide);
    }
    if (!(score > 0 && score < 1)) {
      throw new IllegalArgumentException("score must be between 0 and 1, was " + score);
    }
    if (!(overlap > 0 && overlap < 1)) {
      throw new IllegalArgumentException("overlap must be between 0 and 1, was " + overlap);
    }
  }
}
