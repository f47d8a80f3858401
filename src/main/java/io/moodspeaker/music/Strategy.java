package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import java.util.Optional;

/** A way in which music answers a mood. Safe for use by several threads. */
public interface Strategy {
  /** Its word in moods.yaml and messages. */
  String word();

  /** What keeps it from answering this mood, as words to follow its own; empty if nothing does. */
  default Optional<String> complaint(Mood mood, MusicPlan plan) {
    return Optional.empty();
  }

  /** What the music does now. */
  PlaybackAction answer(Mood mood, MusicPlan plan);
}
