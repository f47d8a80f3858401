package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Taste;
import io.moodspeaker.music.Track;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.util.Optional;

/**
 * What is kept of a person's word. What could not be written down is told as the reason why.
 *
 * @param bans tracks that never play in a mood
 * @param likes tracks that somebody liked in a mood
 * @param corrections moods that somebody called wrong
 * @param taste learns of it
 */
public record Notes(MoodTracks bans, MoodTracks likes, Corrections corrections, Taste taste) {
  /** Notes that a track never plays in a mood again. */
  Optional<String> ban(Mood mood, Track track) {
    taste.banned();
    return note(() -> bans.add(mood, track));
  }

  /** Notes that a track is liked in a mood. */
  Optional<String> like(Mood mood, Track track) {
    taste.liked();
    return note(() -> likes.add(mood, track));
  }

  /** Notes that a mood was wrong. */
  Optional<String> wrong(Correction correction) {
    Optional<String> failure = note(() -> corrections.add(correction));
    taste.wrong();
    return failure;
  }

  /** Forgets all that was learned of tracks, and of moods that were called wrong. */
  Optional<String> forget() {
    Optional<String> failure = note(taste::forget);
    return note(corrections::clear).or(() -> failure);
  }

  /** Something that is written down. */
  private interface Note {
    void write() throws IOException;
  }

  private static Optional<String> note(Note note) {
    try {
      note.write();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "forgotten at the next start, as it cannot be written down: " + Reason.withFile(e));
    }
  }
}
