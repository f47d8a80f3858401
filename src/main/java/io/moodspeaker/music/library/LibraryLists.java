package io.moodspeaker.music.library;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Track;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Playlists drawn from what a library knows of its tracks. Safe for use by several threads. */
public final class LibraryLists {
  private static final Logger LOG = LoggerFactory.getLogger(LibraryLists.class);

  /** About an hour of comfort after the five steps. */
  private static final int AFTERWARDS = 15;

  /** About an hour of music like a track; by then moods rule again. */
  private static final int ALIKE = 20;

  private static final String LIKE = "like-";

  private final Path library;
  private final Path folder;

  /**
   * Lists from a library.
   *
   * @param library its file, which need not exist
   * @param folder where the lists are written
   */
  public LibraryLists(Path library, Path folder) {
    this.library = library;
    this.folder = folder;
  }

  /**
   * A list that meets a mood, leads out of it in five steps and then stays with what comforts;
   * empty if there is no library with enough tracks for it.
   */
  public synchronized Optional<Path> outOf(Mood mood) {
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
      LOG.warn("no way out of {} can be planned: {}", mood, Reason.withFile(e));
      return Optional.empty();
    }
  }

  /**
   * A list that begins with a track and goes on with those that are most like it; empty if there is
   * no library that knows the track and another.
   */
  public synchronized Optional<Path> like(String location) {
    if (!Files.exists(library)) {
      return Optional.empty();
    }
    try (Library open = Library.open(library)) {
      List<TrackFacts> tracks = open.tracks();
      Optional<TrackFacts> known =
          tracks.stream().filter(track -> track.location().equals(location)).findFirst();
      if (known.isEmpty() || tracks.size() < 2) {
        return Optional.empty();
      }
      Path file = folder.resolve(LIKE + new Track(location).name() + ".m3u8");
      forgetOthers(file);
      Files.write(
          file,
          Suggestions.m3u8(
              "More like " + known.get().title(),
              Suggestions.like(tracks, known.get(), ALIKE + 1)));
      return Optional.of(file);
    } catch (IOException e) {
      LOG.warn("nothing like {} can be found: {}", location, Reason.withFile(e));
      return Optional.empty();
    }
  }

  private void forgetOthers(Path but) throws IOException {
    try (DirectoryStream<Path> lists = Files.newDirectoryStream(folder, LIKE + "*.m3u8")) {
      for (Path list : lists) {
        if (!list.equals(but)) {
          Files.delete(list);
        }
      }
    }
  }
}
