package io.moodspeaker.music;

import java.time.Duration;

/**
 * What to play, and how to get there from what plays now.
 *
 * @param playlist a path of a list, folder or file, or an http(s) URL
 * @param shuffle whether tracks come in drawn order rather than as listed
 * @param fade how long what plays now fades out, and again how long the new music fades in
 */
public record PlayRequest(String playlist, boolean shuffle, Duration fade) {
  /** So long that two of them fill the whole time of a mood's minute would be no answer to it. */
  private static final Duration MOST = Duration.ofSeconds(30);

  public PlayRequest {
    if (playlist.isBlank()) {
      throw new IllegalArgumentException("a playlist needs a path or URL");
    }
    if (fade.isNegative() || fade.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("fade must be 0 to 30 s, was " + fade);
    }
  }
}
