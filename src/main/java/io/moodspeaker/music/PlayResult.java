package io.moodspeaker.music;

/** What came of a request to play. */
public sealed interface PlayResult {
  /** It sounds now, or went on to. */
  record Playing(Track track, TrackTags tags) implements PlayResult {}

  /**
   * It cannot be played; what played before goes on.
   *
   * @param reason words that follow its name: {@code is not there}
   */
  record Failed(String reason) implements PlayResult {}

  /** Another request, or the end, came first. */
  record Superseded() implements PlayResult {}
}
