package io.moodspeaker.music;

import io.moodspeaker.support.OneLine;
import java.util.Optional;

/**
 * One entry of a playlist.
 *
 * @param location as in {@link Locations}
 * @param title what the playlist calls it, on one line
 * @param cover where the playlist says that its picture is: a path, or an address
 */
public record Track(String location, Optional<String> title, Optional<String> cover) {
  public Track {
    if (location.isBlank()) {
      throw new IllegalArgumentException("a track needs a path or URL");
    }
    title = title.map(OneLine::of);
  }

  /** A track that its playlist gives no picture. */
  public Track(String location, Optional<String> title) {
    this(location, title, Optional.empty());
  }

  /** A track that its playlist gives no title. */
  public Track(String location) {
    this(location, Optional.empty());
  }

  /** What it goes by in files and logs: its location, without passwords. */
  public String id() {
    return Locations.shown(location);
  }

  /** What a person would call it: its title, or its file's name without the suffix; never blank. */
  public String name() {
    if (title.isPresent() && !title.get().isBlank()) {
      return title.get();
    }
    if (Locations.isUri(location)) {
      return id();
    }
    String file = Locations.isFileUri(location) ? Locations.decoded(location) : location;
    file = last(file);
    int dot = file.lastIndexOf('.');
    String name = OneLine.of(dot > 0 ? file.substring(0, dot) : file);
    return name.isBlank() ? last(id()) : name;
  }

  private static String last(String path) {
    String plain = path.replaceFirst("/+$", "");
    String name = plain.substring(plain.lastIndexOf('/') + 1);
    return plain.isEmpty() || name.equals("file:") ? "/" : name;
  }
}
