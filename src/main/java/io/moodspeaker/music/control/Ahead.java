package io.moodspeaker.music.control;

import io.moodspeaker.music.PlayQueue;
import io.moodspeaker.music.Track;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What plays and what comes next, as it is told.
 *
 * @param playing the track's name, if one plays
 * @param playlist its list's name
 * @param queue what comes
 * @param names what a track is called
 */
record Ahead(
    Optional<String> playing,
    Optional<String> playlist,
    PlayQueue queue,
    Function<Track, String> names) {
  /** For the API. */
  Map<String, Object> map() {
    Map<String, Object> told = new LinkedHashMap<>();
    playlist.ifPresent(name -> told.put("playlist", name));
    playing.ifPresent(name -> told.put("playing", name));
    told.put("next", queue.next().stream().map(names).toList());
    told.put("tracks", queue.tracks());
    return told;
  }

  /** For a person to read. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(playing.map(name -> "now   " + name).orElse("nothing plays"));
    queue
        .next()
        .forEach(
            track -> lines.add((lines.size() == 1 ? "next  " : "      ") + names.apply(track)));
    int others = queue.tracks() - queue.next().size();
    if (queue.tracks() > 0 && others > 0) {
      lines.add(
          (queue.next().isEmpty() ? "next  one of " : "then  one of ")
              + queue.tracks()
              + " in "
              + playlist.orElse("the playlist"));
    }
    return String.join("\n", lines) + "\n";
  }
}
