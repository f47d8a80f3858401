package io.moodspeaker.music;

import java.util.List;
import java.util.Optional;

/**
 * Tracks in the order in which their file or folder lists them.
 *
 * @param name what a person would call it
 * @param tracks may be empty
 * @param notes what was left out while it was read, and why; a line each
 */
public record Playlist(String name, List<Track> tracks, List<String> notes) {
  public Playlist {
    tracks = List.copyOf(tracks);
    notes = List.copyOf(notes);
  }

  /** Its track at a location, under the title that this playlist gives it. */
  Optional<Track> find(String location) {
    return tracks.stream().filter(track -> track.location().equals(location)).findFirst();
  }
}
