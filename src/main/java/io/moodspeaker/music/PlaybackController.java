package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decides what a mood, or a hand, means for the music. Safe for use by several threads.
 *
 * <p>Somebody calls {@link #tick} about once a second, for what is due by time alone.
 */
public final class PlaybackController {
  private final MusicPlayer player;
  private final Function<Mood, Optional<PlaybackAction>> answers;
  private final Bans bans;
  private final Consumer<Correction> corrections;
  private final InstantSource clock;

  private MusicSettings settings;
  private Mood mood = Mood.ABSENT;
  private Optional<PlaybackAction> answer = Optional.empty();
  private Optional<PlayRequest> before = Optional.empty();
  private Optional<PlayRequest> playing = Optional.empty();
  private Instant since = Instant.MIN;
  private Instant holdUntil = Instant.MIN;
  private Instant volumeHoldUntil = Instant.MIN;
  private boolean postponed;
  private boolean pausedByAbsence;

  /**
   * A director of a player, which stays its opener's to close.
   *
   * @param answers what to do in a mood, asked each time; empty means to go on with what plays. In
   *     {@link Mood#ABSENT} empty, or silence, means to pause until somebody returns
   * @param corrections gets each mood that a person calls wrong
   */
  public PlaybackController(
      MusicPlayer player,
      Function<Mood, Optional<PlaybackAction>> answers,
      Bans bans,
      Consumer<Correction> corrections,
      MusicSettings settings,
      InstantSource clock) {
    this.player = player;
    this.answers = answers;
    this.bans = bans;
    this.corrections = corrections;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Takes up what played before a restart; to be called before anything else.
   *
   * @param atOnce whether to play on at once, and not when somebody is seen
   */
  public synchronized void restore(PlayerState memory, boolean atOnce) {
    playing = memory.request();
    since = clock.instant();
    pausedByAbsence = playing.isPresent() && (memory.paused() || !atOnce);
    if (pausedByAbsence) {
      player.pause();
    }
  }

  /** From now on moods rule by other settings; a hold that runs keeps its end. */
  public synchronized void take(MusicSettings newer) {
    settings = newer;
  }

  // ---- moods

  /** Answers a mood, and says in plain words how: {@code playing comfort}. */
  public synchronized String mood(MoodChange change) {
    mood = change.mood();
    return consider();
  }

  /** Answers the present mood anew if what it calls for has changed meanwhile. */
  public synchronized void reconsider() {
    if (!answers.apply(mood).equals(answer)) {
      consider();
    }
  }

  /** Does what has become due: a mood that had to wait for a hold or for the music's time. */
  public synchronized void tick() {
    if (postponed) {
      consider();
    }
  }

  private String consider() {
    Instant now = clock.instant();
    if (mood == Mood.ABSENT && isSilent(answers.apply(mood))) {
      return absent();
    }
    if (pausedByAbsence) {
      pausedByAbsence = false;
      player.resume();
    }
    if (now.isBefore(holdUntil)) {
      postponed = true;
      return goesOn() + ", as chosen by hand";
    }
    boolean tooSoon = playing.isPresent() && now.isBefore(since.plus(settings.minimumPlay()));
    if (tooSoon && changes(answers.apply(mood))) {
      postponed = true;
      return goesOn() + " a little longer";
    }
    postponed = false;
    answer = answers.apply(mood);
    return answer.map(this::follow).orElseGet(this::goesOn);
  }

  private static boolean isSilent(Optional<PlaybackAction> wanted) {
    return wanted.isEmpty() || wanted.get().strategy() == Strategy.SILENCE;
  }

  private boolean changes(Optional<PlaybackAction> next) {
    return next.filter(wanted -> wanted.strategy() != Strategy.KEEP)
        .filter(wanted -> !wanted.playlist().equals(playing.map(PlayRequest::playlist)))
        .isPresent();
  }

  /** An empty room needs no music, whoever chose it; it goes on when somebody returns. */
  private String absent() {
    answer = answers.apply(mood);
    postponed = false;
    if (!pausedByAbsence) {
      pausedByAbsence = player.status().state() == PlayerStatus.State.PLAYING;
    }
    player.pause();
    return "music paused";
  }

  private String follow(PlaybackAction wanted) {
    if (!clock.instant().isBefore(volumeHoldUntil)) {
      wanted.volume().ifPresent(player::volume);
    }
    return switch (wanted.strategy()) {
      case MATCH, COMFORT, ISO -> {
        String playlist = wanted.playlist().orElseThrow();
        play(new PlayRequest(playlist, wanted.shuffle(), wanted.fade(), bans.in(mood)));
        yield "playing " + name(playlist);
      }
      case KEEP -> goesOn();
      case SILENCE -> {
        before = playing;
        playing = Optional.empty();
        player.stop(wanted.fade());
        yield "silence";
      }
    };
  }

  private void play(PlayRequest request) {
    if (!playing.map(PlayRequest::playlist).equals(Optional.of(request.playlist()))) {
      before = playing;
      since = clock.instant();
    }
    playing = Optional.of(request);
    player.play(request);
  }

  private String goesOn() {
    return playing.map(request -> name(request.playlist()) + " goes on").orElse("no music");
  }

  private static String name(String playlist) {
    return new Track(playlist).name();
  }

  // ---- hands

  /** Plays a playlist by hand: moods wait until the hold is over. */
  public synchronized void choose(String playlist) {
    hold();
    play(new PlayRequest(playlist, true, fade(), bans.in(mood)));
  }

  /** Plays a playlist by hand once the present track has ended: moods wait as well. */
  public synchronized void follow(String playlist) {
    hold();
    before = playing;
    PlayRequest request = new PlayRequest(playlist, false, fade(), bans.in(mood));
    playing = Optional.of(request);
    player.follow(request);
  }

  /** Whether moods wait, as a hand has chosen the music. */
  public synchronized boolean isHeld() {
    return clock.instant().isBefore(holdUntil);
  }

  /** Pauses by hand: moods wait until the hold is over, or until {@link #resume}. */
  public synchronized void pause() {
    hold();
    pausedByAbsence = false;
    player.pause();
  }

  /** Goes on by hand; moods rule again. */
  public synchronized void resume() {
    holdUntil = Instant.MIN;
    pausedByAbsence = false;
    player.resume();
    if (postponed) {
      consider();
    }
  }

  /**
   * Sets the volume by hand: moods leave it alone until the hold is over.
   *
   * @param percent 0 to 100
   * @throws IllegalArgumentException if it is not
   */
  public synchronized void volume(int percent) {
    player.volume(percent);
    volumeHoldUntil = clock.instant().plus(settings.manualHold());
  }

  /** Never plays the present track in this mood again, and goes to the next; says which it was. */
  public synchronized Optional<Track> ban() {
    Optional<Track> track = player.status().track();
    track.ifPresent(
        banned -> {
          bans.ban(mood, banned);
          playing.ifPresent(
              p -> play(new PlayRequest(p.playlist(), p.shuffle(), p.fade(), bans.in(mood))));
        });
    return track;
  }

  /**
   * Takes back what the present mood did: what played before plays again, and moods wait until the
   * hold is over.
   */
  public synchronized Correction wrong() {
    Correction correction =
        new Correction(clock.instant(), mood, playing.map(PlayRequest::playlist));
    hold();
    if (before.isPresent()) {
      play(before.get());
    } else {
      playing = Optional.empty();
      player.stop(fade());
    }
    corrections.accept(correction);
    return correction;
  }

  private void hold() {
    holdUntil = clock.instant().plus(settings.manualHold());
    postponed = true;
  }

  private Duration fade() {
    return answer.map(PlaybackAction::fade).orElse(Duration.ofMillis(1500));
  }
}
