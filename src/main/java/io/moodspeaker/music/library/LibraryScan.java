package io.moodspeaker.music.library;

import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Brings a library up to date with a folder. */
public final class LibraryScan {
  private final Library library;
  private final TrackAnalyzer analyzer;

  /** Hears of each track that is done. */
  public interface Progress {
    /** So many of all are done. */
    void done(int count, int all, String location);
  }

  /**
   * What a scan did.
   *
   * @param skipped what could not be read and why, a line each
   */
  public record Outcome(int analyzed, int known, int forgotten, List<String> skipped) {}

  public LibraryScan(Library library, TrackAnalyzer analyzer) {
    this.library = library;
    this.analyzer = analyzer;
  }

  /**
   * Listens to what is new or has changed, and forgets what is gone.
   *
   * @param folder a folder, a playlist or a file
   * @throws IOException if the folder cannot be read or the library fails
   */
  public Outcome scan(Path folder, Progress progress) throws IOException {
    Playlist playlist = new PlaylistReader(ListFetcher.NONE).read(folder.toString());
    List<String> skipped =
        new ArrayList<>(playlist.leftOut().stream().map(Problem::toString).toList());
    int analyzed = 0;
    int known = 0;
    int count = 0;
    for (Track track : playlist.tracks()) {
      if (Locations.isUri(track.location())) {
        continue; // A stream has no measure.
      }
      Path file = Locations.path(track.location());
      if (library.knows(file)) {
        known++;
      } else {
        try {
          library.put(file, analyzer.analyze(track));
          analyzed++;
        } catch (IOException e) {
          skipped.add(track.id() + ": " + Reason.of(e));
        }
      }
      progress.done(++count, playlist.tracks().size(), track.id());
    }
    return new Outcome(analyzed, known, library.forgetMissing(), skipped);
  }
}
