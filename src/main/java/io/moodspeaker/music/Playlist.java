package io.moodspeaker.music;

import io.moodspeaker.support.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Tracks in the order in which their file or folder lists them.
 *
 * @param name what a person would call it
 * @param tracks may be empty
 * @param leftOut what was left out while it was read, and why
 * @param missing files that it names and that are not there now; they are among its tracks, for
 *     they may come back
 */
public record Playlist(
    String name, List<Track> tracks, List<Problem> leftOut, List<Problem> missing) {
  public Playlist {
    tracks = List.copyOf(tracks);
    leftOut = List.copyOf(leftOut);
    missing = List.copyOf(missing);
  }

  /** A playlist that was read in full. */
  public Playlist(String name, List<Track> tracks) {
    this(name, tracks, List.of(), List.of());
  }

  /** Its track of this name in files, under the title that this playlist gives it. */
  public Optional<Track> find(String id) {
    return tracks.stream().filter(track -> track.id().equals(id)).findFirst();
  }
}
