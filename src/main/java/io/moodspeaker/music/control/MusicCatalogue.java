package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Cover;
import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MoodMusic;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.PlaylistCatalogue;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.playlist.ListParser;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.support.NotFoundException;
import io.moodspeaker.support.OneLine;
import io.moodspeaker.support.Suggestion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The playlists of an installation: those that moods.yaml names, and those beside them. */
public final class MusicCatalogue implements PlaylistCatalogue {
  /** A name for each station, in #EXTINF lines. */
  private static final String STATIONS = "playlists/stations.m3u8";

  private static final String COMPOSE = "compose";

  private static final Set<String> FAVOURITES = Set.of("favourites", "favorites", "likes");

  private final Supplier<MusicPlan> plan;
  private final Path home;
  private final Function<Track, Optional<String>> alike;
  private final Covers covers;

  /**
   * A catalogue.
   *
   * @param home paths begin there
   * @param alike a playlist of tracks like one, from the person's library
   */
  public MusicCatalogue(
      Supplier<MusicPlan> plan, Path home, Function<Track, Optional<String>> alike, Covers covers) {
    this.covers = covers;
    this.plan = plan;
    this.home = home;
    this.alike = alike;
  }

  @Override
  public String find(String name) {
    String wanted = name.strip();
    if (wanted.equalsIgnoreCase(COMPOSE)) {
      return Locations.COMPOSED;
    }
    if (FAVOURITES.contains(wanted.toLowerCase(Locale.ROOT))) {
      return Favourites.ALL;
    }
    Map<String, String> named = named();
    Map<String, Track> stations = stations();
    String key = wanted.toLowerCase(Locale.ROOT);
    if (named.containsKey(key)) {
      return named.get(key);
    }
    if (stations.containsKey(key)) {
      return stations.get(key).location();
    }
    try {
      String location = PlaylistReader.locate(wanted, home);
      if (Locations.isUri(location) || Files.exists(Locations.path(location))) {
        return location;
      }
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(
          "'" + OneLine.of(Locations.shown(wanted)) + "' is no playlist: " + e.getMessage());
    }
    throw new NotFoundException(
        "no playlist is called '"
            + OneLine.of(wanted)
            + "'; "
            + Suggestion.text(
                wanted,
                Stream.concat(named.keySet().stream(), stations.keySet().stream()).toList(),
                "give a path or an address"));
  }

  /** By name in lower case: a mood's playlist, the one that comforts, those beside them. */
  private Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    MusicPlan now = plan.get();
    now.moods()
        .forEach(
            (Mood mood, MoodMusic music) ->
                music.playlist().ifPresent(p -> named.put(mood.label(), p.location())));
    now.comfort().map(PlaylistName::location).ifPresent(at -> named.put("comfort", at));
    named.values().stream()
        .filter(location -> !Locations.isUri(location))
        .toList()
        .forEach(location -> named.putIfAbsent(key(location), location));
    try (DirectoryStream<Path> beside = Files.newDirectoryStream(home.resolve("playlists"))) {
      for (Path path : beside) {
        if (ListParser.SUFFIXES.contains(
            path.toString().replaceFirst(".*\\.", "").toLowerCase(Locale.ROOT))) {
          named.putIfAbsent(key(path.toString()), path.toString());
        }
      }
    } catch (IOException e) {
      return named; // An installation may keep its playlists elsewhere.
    }
    return named;
  }

  /** Radio stations by the titles that they have in a list which one edits. */
  private Map<String, Track> stations() {
    Map<String, Track> stations = new LinkedHashMap<>();
    Path list = home.resolve(STATIONS);
    if (Files.isRegularFile(list)) {
      try {
        for (Track station : new PlaylistReader(ListFetcher.NONE).read(list.toString()).tracks()) {
          station
              .title()
              .ifPresent(title -> stations.putIfAbsent(title.toLowerCase(Locale.ROOT), station));
        }
      } catch (IOException e) {
        return stations; // Then none has a name.
      }
    }
    return stations;
  }

  private static String key(String location) {
    return new Track(location).name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String nameOf(String location) {
    if (location.equals(Favourites.ALL)) {
      return Favourites.SCHEME;
    }
    if (Locations.isComposed(location)) {
      return "composed music";
    }
    Optional<Track> station =
        Locations.isUrl(location)
            ? stations().values().stream().filter(s -> s.location().equals(location)).findFirst()
            : Optional.empty();
    return station.orElseGet(() -> new Track(location)).name();
  }

  @Override
  public Optional<Cover> cover(PlayerStatus now) {
    return now.track().flatMap(track -> covers.of(named(track, now), now.tags().pictures()));
  }

  /** The track that plays, with the picture that its station has in the list which one edits. */
  private Track named(Track track, PlayerStatus now) {
    if (track.cover().isPresent() || !Locations.isUrl(track.location())) {
      return track;
    }
    Optional<String> logo =
        stations().values().stream()
            .filter(
                station ->
                    station.location().equals(track.location())
                        || Optional.of(station.location()).equals(now.playlist()))
            .findFirst()
            .flatMap(Track::cover);
    return new Track(track.location(), track.title(), logo);
  }

  @Override
  public Optional<String> like(Track track) {
    return alike.apply(track);
  }
}
