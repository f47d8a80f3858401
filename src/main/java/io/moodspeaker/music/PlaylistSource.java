package io.moodspeaker.music;

import java.io.IOException;
import java.util.List;

/** Where playlists of some URIs come from. Safe for use by several threads. */
public interface PlaylistSource {
  /** The schemes that it knows, in lower case. */
  boolean knows(String scheme);

  /**
   * The tracks of a playlist. Takes some seconds at most.
   *
   * @throws IOException if there is none, or nobody answers; the message says which
   */
  List<Track> read(String uri) throws IOException;
}
