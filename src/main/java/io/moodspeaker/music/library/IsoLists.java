package io.moodspeaker.music.library;

import io.moodspeaker.model.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Playlists that meet a mood and lead out of it in five steps, and then stay with what comforts.
 * Safe for use by several threads.
 */
public final class IsoLists {
  private static final Logger LOG = LoggerFactory.getLogger(IsoLists.class);

  /** About an hour of comfort after the five steps. */
  private static final int AFTERWARDS = 15;

  private final Path library;
  private final Path folder;

  /**
   * Lists from a library.
   *
   * @param library its file, which need not exist
   * @param folder where the lists are written
   */
  public IsoLists(Path library, Path folder) {
    this.library = library;
    this.folder = folder;
  }

  /** The list for a mood; empty if there is no library with enough tracks for it. */
  public synchronized Optional<Path> list(Mood mood) {
    if (!Files.exists(library)) {
      return Optional.empty();
    }
    try (Library open = Library.open(library)) {
      List<TrackFacts> left = new ArrayList<>(open.tracks());
      List<TrackFacts> path = Suggestions.path(left, Feel.of(mood), Feel.COMFORT);
      left.removeAll(path);
      List<TrackFacts> all = new ArrayList<>(path);
      all.addAll(Suggestions.near(left, Feel.COMFORT, AFTERWARDS));
      if (left.isEmpty()) {
        return Optional.empty();
      }
      Path file = folder.resolve("iso-" + mood.label() + ".m3u8");
      List<String> lines = Suggestions.m3u8("From " + mood + " to comfort", all);
      if (!Files.exists(file) || !Files.readAllLines(file).equals(lines)) {
        Files.write(file, lines);
      }
      return Optional.of(file);
    } catch (IOException e) {
      LOG.warn("no way out of {} can be planned: {}", mood, e.getMessage());
      return Optional.empty();
    }
  }
}
