package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.StateLines;
import io.moodspeaker.music.Track;
import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks noted in moods: those that are banned there, or liked. Safe for use by several threads.
 *
 * <p>Kept in a file that a person can edit: a mood, a tab and a track's location on each line.
 */
public final class MoodTracks {
  private static final Logger LOG = LoggerFactory.getLogger(MoodTracks.class);

  private final Map<Mood, Set<String>> tracks = new EnumMap<>(Mood.class);
  private final Optional<Path> file;

  /** Notes in a file, which need not exist yet; without one they last as long as the process. */
  public MoodTracks(Optional<Path> file) {
    this.file = file;
    file.filter(Files::exists).ifPresent(this::load);
  }

  private void load(Path path) {
    try {
      for (String line : StateLines.read(path)) {
        int tab = line.indexOf('\t');
        try {
          add(Mood.of(line.substring(0, Math.max(0, tab))), line.substring(tab + 1));
        } catch (IllegalArgumentException e) {
          LOG.warn("{}: '{}' notes nothing: {}", path, line, e.getMessage());
        }
      }
    } catch (IOException e) {
      LOG.warn("{}", Reason.withFile(e));
    }
  }

  /** The ids of the tracks noted in a mood. */
  public synchronized Set<String> in(Mood mood) {
    return Set.copyOf(tracks.getOrDefault(mood, Set.of()));
  }

  /**
   * Notes a track in a mood.
   *
   * @throws IOException if that is forgotten at the next start, as it cannot be written down
   */
  public synchronized void add(Mood mood, Track track) throws IOException {
    add(mood, track.id());
    if (file.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    tracks.forEach((in, ids) -> ids.forEach(id -> lines.append(in.label() + "\t" + id + "\n")));
    AtomicFile.write(file.get(), lines.toString());
  }

  private void add(Mood mood, String id) {
    tracks.computeIfAbsent(mood, m -> new LinkedHashSet<>()).add(id);
  }
}
