package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import java.util.Optional;
import java.util.function.Function;

/** Decides what a mood means for the music. Safe for use by several threads. */
public final class MusicDirector {
  private final MusicPlayer player;
  private final Function<Mood, Optional<MusicAnswer>> answers;
  private Mood mood = Mood.ABSENT;
  private Optional<MusicAnswer> answer = Optional.empty();
  private boolean pausedByAbsence;

  /**
   * A director of a player, which stays its opener's to close.
   *
   * @param answers what to do in a mood, asked each time; empty for {@link Mood#ABSENT} means to
   *     pause until somebody returns, for any other mood to go on with what plays
   */
  public MusicDirector(MusicPlayer player, Function<Mood, Optional<MusicAnswer>> answers) {
    this.player = player;
    this.answers = answers;
  }

  /** Answers a mood, and says in plain words how: {@code playing comfort}. */
  public synchronized String mood(MoodChange change) {
    mood = change.mood();
    return answer(answers.apply(mood));
  }

  /** Answers the present mood anew if what it calls for has changed meanwhile. */
  public synchronized void reconsider() {
    Optional<MusicAnswer> now = answers.apply(mood);
    if (!now.equals(answer)) {
      answer(now);
    }
  }

  private String answer(Optional<MusicAnswer> next) {
    answer = next;
    if (mood == Mood.ABSENT && next.isEmpty()) {
      pausedByAbsence = player.status().state() == PlayerStatus.State.PLAYING;
      player.pause();
      return "music paused";
    }
    if (pausedByAbsence) {
      pausedByAbsence = false;
      player.resume();
    }
    if (next.isEmpty()) {
      return goesOn();
    }
    MusicAnswer wanted = next.get();
    wanted.volume().ifPresent(player::volume);
    return switch (wanted.strategy()) {
      case MATCH, COMFORT -> play(wanted);
      case KEEP -> goesOn();
      case SILENCE -> {
        player.stop(wanted.fade());
        yield "silence";
      }
    };
  }

  private String play(MusicAnswer wanted) {
    String playlist = wanted.playlist().orElseThrow();
    player.play(new PlayRequest(playlist, wanted.shuffle(), wanted.fade()));
    return "playing " + new Track(playlist).name();
  }

  private String goesOn() {
    return player
        .status()
        .playlist()
        .map(playlist -> new Track(playlist).name() + " goes on")
        .orElse("no music");
  }
}
