package io.moodspeaker.music;

import io.moodspeaker.support.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The music of one mood, as moods.yaml has it.
 *
 * @param strategy its word; empty to match a playlist where there is one
 * @param playlist the mood's own playlist
 * @param rules playlists that play in its place at certain times
 * @param volume 0 to 100; empty for that of all music
 */
public record MoodMusic(
    Optional<String> strategy,
    Optional<PlaylistName> playlist,
    List<PlaylistRule> rules,
    Optional<Integer> volume) {
  /** A mood that says nothing of music. */
  public static final MoodMusic NONE =
      new MoodMusic(Optional.empty(), Optional.empty(), Optional.empty());

  public MoodMusic {
    rules = List.copyOf(rules);
  }

  /** Music without rules. */
  public MoodMusic(
      Optional<String> strategy, Optional<PlaylistName> playlist, Optional<Integer> volume) {
    this(strategy, playlist, List.of(), volume);
  }

  /** Whether it names any playlist. */
  public boolean hasPlaylist() {
    return playlist.isPresent() || !rules.isEmpty();
  }

  /**
   * A playlist that a person named.
   *
   * @param location where it lies
   * @param words the key and the name as it was written: {@code playlist playlists/calm.m3u8}
   * @param problem a problem at the place where it was named, with a message
   */
  public record PlaylistName(String location, String words, Function<String, Problem> problem) {}
}
