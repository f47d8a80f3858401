package io.moodspeaker.music;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which track of a playlist comes next. Used by one thread. */
public final class TrackQueue {
  /** So many steps back are remembered; nobody goes back further. */
  private static final int MOST_HISTORY = 200;

  private final Playlist playlist;
  private final Optional<Shuffle> shuffle;
  private final RecentTracks recent;
  private final Taste taste;
  private final Set<String> broken = new HashSet<>();
  private Set<String> banned = Set.of();
  private final Deque<Track> history = new ArrayDeque<>();
  private Optional<Track> forced = Optional.empty();
  private int listed = -1;
  private int candidate = -1;

  /**
   * A queue that draws from a shuffle, or without one goes down the list and starts again. Tracks
   * that played recently wait as long as there are others.
   *
   * @param taste prefers tracks of a shuffled list
   */
  TrackQueue(Playlist playlist, Optional<Shuffle> shuffle, RecentTracks recent, Taste taste) {
    this.taste = taste;
    this.playlist = playlist;
    this.shuffle = shuffle;
    this.recent = recent;
  }

  /** The track to play next; empty if none of the playlist can be played. */
  public Optional<Track> peek() {
    return peek(Optional.empty());
  }

  /**
   * The track to play next; empty if none of the playlist can be played.
   *
   * @param but one that is not meant
   */
  public Optional<Track> peek(Optional<Track> but) {
    if (forced.isPresent() && !forced.equals(but)) {
      return forced;
    }
    Predicate<Track> wanted = track -> isWanted(track) && !Optional.of(track).equals(but);
    return next(wanted.and(track -> !recent.coolsDown(track))).or(() -> next(wanted));
  }

  /** What comes after the present track, as far as that is decided. */
  public PlayQueue ahead() {
    List<Track> wanted = playlist.tracks().stream().filter(this::isWanted).toList();
    List<Track> next = new ArrayList<>(forced.stream().toList());
    int all = playlist.tracks().size();
    for (int i = 1; shuffle.isEmpty() && i <= all && next.size() < PlayQueue.MOST; i++) {
      Track track = playlist.tracks().get((listed + i) % all);
      if (isWanted(track) && !recent.coolsDown(track)) {
        next.add(track);
      }
    }
    return new PlayQueue(next, wanted.size());
  }

  private Optional<Track> next(Predicate<Track> wanted) {
    List<Track> tracks = playlist.tracks();
    if (shuffle.isPresent()) {
      List<Track> candidates = tracks.stream().filter(wanted).toList();
      return chosen(candidates).or(() -> shuffle.get().draw(candidates));
    }
    for (int i = 1; i <= tracks.size(); i++) {
      candidate = (listed + i) % tracks.size();
      Track track = tracks.get(candidate);
      if (wanted.test(track)) {
        return Optional.of(track);
      }
    }
    return Optional.empty();
  }

  /** What taste prefers; but never the same again where there is another. */
  private Optional<Track> chosen(List<Track> candidates) {
    String last = history.isEmpty() ? "" : history.getFirst().id();
    List<Track> others = candidates.stream().filter(track -> !track.id().equals(last)).toList();
    return taste.choose(others.isEmpty() ? candidates : others);
  }

  private boolean isWanted(Track track) {
    return !broken.contains(track.id()) && !banned.contains(track.id());
  }

  /** Leaves out these locations, and no others but the broken ones. */
  public void ban(Set<String> locations) {
    banned = locations;
    forced = forced.filter(track -> !locations.contains(track.id()));
  }

  /** Counts a track as played: it begins to sound. */
  public void started(Track track) {
    boolean back = forced.isPresent();
    forced = Optional.empty();
    // A list may hold a track twice: its place is where it was found, if it was found there.
    boolean found = candidate >= 0 && playlist.tracks().get(candidate).equals(track);
    listed = found ? candidate : playlist.tracks().indexOf(track);
    shuffle.ifPresent(s -> s.played(track));
    recent.started(track);
    if (!back) {
      history.push(track);
      if (history.size() > MOST_HISTORY) {
        history.removeLast();
      }
    }
  }

  /** Whether a track that was offered earlier is no longer the one to play next. */
  public boolean isOvertaken(Track track) {
    return forced.isPresent() && !forced.get().equals(track);
  }

  /** Never offers a track again. */
  public void broken(Track track) {
    broken.add(track.id());
    forced = forced.filter(track::equals).isPresent() ? Optional.empty() : forced;
  }

  /** Offers again what could not be played so far. */
  public void forgive() {
    broken.clear();
  }

  /** Makes the track before the present one the next; or the present one if there is none. */
  public void back() {
    Optional<Track> present = Optional.ofNullable(history.peek());
    if (history.size() > 1) {
      history.pop();
      forced = Optional.of(history.getFirst());
    } else {
      forced = present;
    }
  }

  /** Makes this track the next. */
  public void force(Track track) {
    forced = Optional.of(track);
  }
}
