package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is known of which tracks do a person good. Safe for use by several threads. */
public interface Taste {
  /** Knows nothing and learns nothing. */
  Taste NONE = new Taste() {};

  /** The track to play next in the present mood; empty to draw one as shuffling does. */
  default Optional<Track> choose(List<Track> candidates) {
    return Optional.empty();
  }

  /** The present track was skipped. */
  default void skipped() {}

  /** The present track was liked. */
  default void liked() {}

  /** The present track was banned in its mood. */
  default void banned() {}

  /** The present mood was called wrong: nothing is learned of the present track. */
  default void wrong() {}

  /** Why a track plays in a mood, as far as that was learned: a sentence. */
  default String why(Track track, Mood mood) {
    return "nothing is learned; set learn: true under music: in config/moods.yaml";
  }

  /** Forgets all of it. */
  default void forget() throws IOException {}
}
