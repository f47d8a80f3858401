package io.moodspeaker.music;

import java.util.Optional;

/**
 * One entry of a playlist.
 *
 * @param location an absolute path, or an http(s) URL
 * @param title what the playlist calls it
 */
public record Track(String location, Optional<String> title) {
  public Track {
    if (location.isBlank()) {
      throw new IllegalArgumentException("a track needs a path or URL");
    }
  }

  /** A track that its playlist gives no title. */
  public Track(String location) {
    this(location, Optional.empty());
  }

  /** What a person would call it: its title, or its file's name without the suffix. */
  public String name() {
    if (title.isPresent() && !title.get().isBlank()) {
      return title.get();
    }
    if (AudioSources.isUrl(location)) {
      return location;
    }
    String file = location.substring(location.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
