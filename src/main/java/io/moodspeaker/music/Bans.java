package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which tracks are never to play in which mood. Safe for use by several threads.
 *
 * <p>Kept in a file that a person can edit: a mood, a tab and a track's location on each line.
 */
public final class Bans {
  private static final Logger LOG = LoggerFactory.getLogger(Bans.class);

  private final Map<Mood, Set<String>> banned = new EnumMap<>(Mood.class);
  private final Optional<Path> file;

  /** Bans in a file, which need not exist yet; without one they last as long as the process. */
  public Bans(Optional<Path> file) {
    this.file = file;
    file.filter(Files::exists).ifPresent(this::load);
  }

  private void load(Path path) {
    try {
      for (String line : Files.readAllLines(path)) {
        int tab = line.indexOf('\t');
        try {
          add(Mood.of(line.substring(0, Math.max(0, tab))), line.substring(tab + 1));
        } catch (IllegalArgumentException e) {
          LOG.warn("{}: '{}' bans nothing: {}", path, line, e.getMessage());
        }
      }
    } catch (IOException e) {
      LOG.warn("bans cannot be read, all tracks may play: {}", e.toString());
    }
  }

  /** The locations banned in a mood. */
  public synchronized Set<String> in(Mood mood) {
    return Set.copyOf(banned.getOrDefault(mood, Set.of()));
  }

  /** Bans a track in a mood. */
  public synchronized void ban(Mood mood, Track track) {
    add(mood, track.location());
    file.ifPresent(this::save);
  }

  private void add(Mood mood, String location) {
    banned.computeIfAbsent(mood, m -> new LinkedHashSet<>()).add(location);
  }

  private void save(Path path) {
    List<String> lines = new ArrayList<>();
    banned.forEach(
        (mood, locations) ->
            locations.forEach(location -> lines.add(mood.label() + "\t" + location)));
    try {
      AtomicFile.write(path, lines);
    } catch (IOException e) {
      LOG.warn("a ban is forgotten at the next start: {}", e.toString());
    }
  }
}
