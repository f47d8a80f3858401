package io.moodspeaker.music.mpd;

import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an MPD server calls a track: a file of its music directory goes by its path in there, and
 * only over a local socket does it take any other.
 *
 * @param any whether the server takes files from everywhere
 * @param music the server's music directory as this machine sees it
 */
record MpdNames(boolean any, Optional<Path> music) {
  /** The names of a track, the best first; none if the server cannot be told of it. */
  List<String> of(Track track) {
    if (Locations.isUri(track.location())) {
      return List.of(track.location());
    }
    Path file = Locations.path(track.location());
    if (file.toString().matches("(?s).*[\\uFFFD\n].*")) {
      return List.of(); // Its name is no line of text, and the protocol knows those alone.
    }
    List<String> names = new ArrayList<>();
    music.flatMap(folder -> inside(folder, file)).map(Path::toString).ifPresent(names::add);
    if (any) {
      names.add(file.toString());
    }
    return names;
  }

  private static Optional<Path> inside(Path folder, Path file) {
    if (file.startsWith(folder)) {
      return Optional.of(folder.relativize(file));
    }
    try {
      // One of them may have been reached by way of a link.
      Path real = folder.toRealPath();
      return Optional.of(file.startsWith(real) ? file : file.toRealPath())
          .filter(path -> path.startsWith(real))
          .map(real::relativize);
    } catch (IOException e) {
      return Optional.empty(); // A name that only the server's machine knows.
    }
  }
}
