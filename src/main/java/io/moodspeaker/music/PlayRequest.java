package io.moodspeaker.music;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What to play, and how to get there from what plays now.
 *
 * @param playlist a path of a list, folder or file, or a URI
 * @param shuffle whether tracks come in drawn order rather than as listed
 * @param fade how long what plays now fades out, and again how long the new music fades in
 * @param banned ids of tracks to leave out
 * @param start where to begin, if the playlist has that track
 */
public record PlayRequest(
    String playlist, boolean shuffle, Duration fade, Set<String> banned, Optional<StartAt> start) {
  /** A longer fade would outlast many a mood. */
  private static final Duration MOST = Duration.ofSeconds(30);

  public PlayRequest {
    if (playlist.isBlank()) {
      throw new IllegalArgumentException("a playlist needs a path or URL");
    }
    if (fade.isNegative() || fade.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("fade must be 0 to 30 s, was " + fade);
    }
    banned = Set.copyOf(banned);
  }

  /** A request that begins as the playlist does. */
  public PlayRequest(String playlist, boolean shuffle, Duration fade, Set<String> banned) {
    this(playlist, shuffle, fade, banned, Optional.empty());
  }

  /** A request that bans nothing. */
  public PlayRequest(String playlist, boolean shuffle, Duration fade) {
    this(playlist, shuffle, fade, Set.of());
  }

  /** What the playlist goes by in files and logs: without passwords. */
  public String id() {
    return Locations.shown(playlist);
  }

  /** The same for a playlist that lies elsewhere. */
  public PlayRequest at(String location) {
    return new PlayRequest(location, shuffle, fade, banned, start);
  }

  /** The same from a track's place on. */
  public PlayRequest from(Optional<StartAt> other) {
    return new PlayRequest(playlist, shuffle, fade, banned, other);
  }

  /** Whether both play the same tracks in the same manner. */
  public boolean continues(PlayRequest other) {
    return playlist.equals(other.playlist) && shuffle == other.shuffle;
  }
}
