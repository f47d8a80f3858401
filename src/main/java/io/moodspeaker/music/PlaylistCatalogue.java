package io.moodspeaker.music;

import java.util.Optional;

/** The playlists that there are, by what people call them. Safe for use by several threads. */
public interface PlaylistCatalogue {
  /**
   * Where a playlist lies.
   *
   * @param name a mood, the name of a playlist, a path or an address
   * @throws io.moodspeaker.support.NotFoundException if nothing has that name
   */
  String find(String name);

  /** A playlist of tracks like this one; empty if the person's library knows none. */
  Optional<String> like(Track track);

  /** The picture of what plays; empty if it has none, or none is found yet. */
  default Optional<Cover> cover(PlayerStatus now) {
    return Optional.empty();
  }

  /** What people call what lies at a location. */
  default String nameOf(String location) {
    return new Track(location).name();
  }
}
