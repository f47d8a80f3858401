package io.moodspeaker.music.config;

import io.moodspeaker.feature.Finding;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says which of the places that music comes from can be reached now. */
final class MusicSources {
  /** A disk that sleeps wakes in ten seconds; a list is given up as late by the player. */
  private static final int PATIENCE_SECONDS = 15;

  private final PlaylistReader reader;
  private final AudioSources sources;
  private final ExecutorService threads;

  /**
   * A look at sources.
   *
   * @param threads one for each look, as each may hang
   */
  MusicSources(PlaylistReader reader, AudioSources sources, ExecutorService threads) {
    this.reader = reader;
    this.sources = sources;
    this.threads = threads;
  }

  /** What each playlist, and the first of its tracks, comes to; all are asked at once. */
  List<Finding> of(List<PlaylistName> playlists) {
    List<CompletableFuture<Finding>> looks =
        playlists.stream()
            .map(name -> CompletableFuture.supplyAsync(() -> look(name), threads))
            .toList();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < looks.size(); i++) {
      String words = playlists.get(i).words();
      try {
        findings.add(looks.get(i).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      } catch (TimeoutException e) {
        findings.add(
            Finding.missing(
                words + " does not answer within " + PATIENCE_SECONDS + " s",
                "look whether its disk or server is there"));
      } catch (ExecutionException e) {
        findings.add(
            Finding.missing(words + ": " + e.getCause().getMessage(), "moodspeaker check"));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return findings;
      }
    }
    return findings;
  }

  private Finding look(PlaylistName name) {
    Playlist playlist;
    try {
      playlist = reader.read(name.location());
    } catch (IOException e) {
      return Finding.missing(name.words() + " " + Reported.reason(e), "moodspeaker check");
    }
    int all = playlist.tracks().size();
    if (all == 0) {
      return Finding.missing(name.words() + " holds nothing", "add a track a line");
    }
    Track first = playlist.tracks().getFirst();
    String found = name.words() + ": " + (all == 1 ? "1 track" : all + " tracks");
    if (Locations.isUri(first.location()) && !Locations.isUrl(first.location())) {
      return Finding.ok(found + ", " + Locations.scheme(first.location()) + ": in the first place");
    }
    try {
      sources.open(first).close();
      return Finding.ok(found);
    } catch (IOException e) {
      return Finding.note(
          found + ", but the first, " + first.id() + ", " + Reported.reason(e),
          "the player skips what it cannot play");
    }
  }
}
