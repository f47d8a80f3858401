package io.moodspeaker.music.config;

import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.support.Characters;
import io.moodspeaker.support.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Says what keeps playlists from being played, by reading them as the player does. */
final class PlaylistCheck {
  private final PlaylistReader reader = new PlaylistReader(ListFetcher.NONE);
  private final AudioSources sources;
  private final Predicate<String> schemes;
  private final Path home;

  /**
   * A check.
   *
   * @param schemes whether the player plays URIs of a scheme, besides http and https
   * @param home paths in it are told relative to it
   */
  PlaylistCheck(AudioSources sources, Predicate<String> schemes, Path home) {
    this.sources = sources;
    this.schemes = schemes;
    this.home = home;
  }

  /** What is wrong with a playlist: at the place that names it, or in the list itself. */
  List<Problem> problems(PlaylistName name) {
    List<Problem> problems = new ArrayList<>();
    try {
      Playlist playlist = reader.read(name.location());
      whole(name, playlist).ifPresent(why -> problems.add(problem(name, why)));
      playlist.leftOut().forEach(each -> problems.add(relative(each)));
      playlist.missing().forEach(each -> problems.add(relative(each)));
      playlist.tracks().stream()
          .filter(track -> !isPlayed(track.location()))
          .filter(track -> !track.location().equals(name.location()))
          .limit(20)
          .forEach(
              track ->
                  problems.add(
                      Problem.of(
                          relative(name.location()),
                          "track '" + track.id() + "' " + strange(track))));
    } catch (IOException | RuntimeException e) {
      String why = String.valueOf(e.getMessage());
      problems.add(
          problem(
              name,
              (why.equals("is not there") ? why + "; create it or change the path" : why)
                  + Characters.warning(name.location())));
    }
    return problems;
  }

  private Optional<String> whole(PlaylistName name, Playlist playlist) {
    String location = name.location();
    if (Locations.isUri(location)) {
      return isPlayed(location) ? Optional.empty() : Optional.of(strange(new Track(location)));
    }
    if (playlist.tracks().isEmpty()) {
      return Optional.of(
          Files.isDirectory(Locations.path(location))
              ? "holds no music; put audio files into it"
              : "is empty; add a track a line");
    }
    boolean single =
        playlist.tracks().size() == 1 && playlist.tracks().getFirst().location().equals(location);
    return single ? unplayable(playlist.tracks().getFirst()) : Optional.empty();
  }

  /** A file that stands for itself is opened, as the player would. */
  private Optional<String> unplayable(Track file) {
    try {
      sources.open(file).close();
      return Optional.empty();
    } catch (IOException | LinkageError e) {
      return Optional.of(
          "is no list and cannot be played (" + e.getMessage() + "); name a list or a music file");
    }
  }

  private boolean isPlayed(String location) {
    return !Locations.isUri(location)
        || Locations.isUrl(location)
        || schemes.test(Locations.scheme(location));
  }

  private static String strange(Track track) {
    if (track.location().startsWith("subsonic:")) {
      return "needs a server; set subsonic.url, subsonic.user and subsonic.password";
    }
    return "is played by an MPD or Mopidy server alone; set audio = mpd:HOST, or take "
        + Locations.scheme(track.location())
        + ": out";
  }

  private static Problem problem(PlaylistName name, String why) {
    return name.problem().apply(name.words() + " " + why);
  }

  private Problem relative(Problem problem) {
    return new Problem(
        relative(problem.source()), problem.line(), problem.column(), problem.message());
  }

  private String relative(String path) {
    return path.startsWith(home + "/") ? path.substring(home.toString().length() + 1) : path;
  }
}
