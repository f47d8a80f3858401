package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;
import java.util.Optional;
import java.util.OptionalInt;

/** Actions as strategies make them. */
final class Actions {
  private Actions() {}

  /** Plays a playlist as the plan has it; without one what plays goes on. */
  static PlaybackAction playing(
      Strategy by, Mood mood, MusicPlan plan, Optional<PlaylistName> playlist) {
    return playlist
        .map(list -> playing(by, mood, plan, list.location(), plan.shuffle()))
        .orElseGet(() -> only(PlaybackAction.Kind.KEEP, by, plan));
  }

  static PlaybackAction playing(
      Strategy by, Mood mood, MusicPlan plan, String location, boolean shuffle) {
    return new PlaybackAction(
        PlaybackAction.Kind.PLAY,
        Optional.of(location),
        shuffle,
        OptionalInt.of(plan.volume(mood)),
        plan.fade(),
        why(by));
  }

  /** Plays nothing new. */
  static PlaybackAction only(PlaybackAction.Kind kind, Strategy by, MusicPlan plan) {
    return PlaybackAction.only(kind, plan.fade(), why(by));
  }

  private static String why(Strategy by) {
    return "strategy " + by.word();
  }

  /** The complaint of a strategy that plays the mood's own playlist and finds none. */
  static Optional<String> needsPlaylist(Mood mood, MusicPlan plan) {
    return plan.of(mood).hasPlaylist()
        ? Optional.empty()
        : Optional.of("of " + mood + " needs a playlist; add one or use keep or silence");
  }
}
