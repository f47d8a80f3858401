package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.music.Choices;
import io.moodspeaker.music.Cover;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.PlaylistCatalogue;
import io.moodspeaker.music.StartAt;
import io.moodspeaker.music.Times;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.Volume;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.WakeUp;
import io.moodspeaker.support.Backoff;
import io.moodspeaker.support.ConflictException;
import io.moodspeaker.support.Durations;
import io.moodspeaker.support.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a mood, or a person, means for the music, and tells what came of it. Safe for use by
 * several threads.
 *
 * <p>Somebody calls {@link #tick} about once a second, for what is due by time alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails in them is told by them.
public final class PlaybackController {
  private static final Logger LOG = LoggerFactory.getLogger(PlaybackController.class);

  private static final String ANSWER = "music";

  /** A list is read and a track opened in much less, unless a disk sleeps or a server is slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** A disk that is mounted late is soon there; one that stays away is not asked all the time. */
  private static final Backoff RETRIES =
      Backoff.steady(Duration.ofSeconds(10), Duration.ofMinutes(1));

  private static final Duration FADE = Duration.ofMillis(1500);

  /** A playlist that could not be played and is tried again. */
  private record Retry(PlayRequest request, Instant at, int failures) {}

  private final MusicPlayer player;
  private final Function<Mood, PlaybackAction> answers;
  private final PlaylistCatalogue catalogue;
  private final Notes notes;
  private final VolumeCeiling ceiling;
  private final Times times;
  private final Executor executor;
  private final Consumer<Outcome> later;

  private MusicPlan plan;
  private Mood mood = Mood.ABSENT;
  private Optional<PlaybackAction> action = Optional.empty();
  private Optional<Pending> pending = Optional.empty();
  private Optional<Retry> retry = Optional.empty();
  private Optional<PlayRequest> before = Optional.empty();

  /** What the player has said that it plays. */
  private Optional<PlayRequest> playing = Optional.empty();

  /** The volume that a person asked for last. */
  private int asked;

  private Instant since = Instant.MIN;
  private final Hands hands;
  private boolean postponed;
  private boolean pausedByAbsence;

  /** Whether the person is before another speaker, until somebody is seen here. */
  private boolean elsewhere;

  private final Brought brought = new Brought();

  private Optional<Waking> waking = Optional.empty();

  /**
   * A controller of a player, which stays its opener's to close.
   *
   * @param answers what to do in a mood, asked each time
   * @param plan what holds for everybody, until {@link #take}
   * @param executor runs what follows on an answer of the player's, so that the sound never waits
   * @param later gets what comes of an order after it was answered: a playlist that was missing and
   *     plays now
   */
  public PlaybackController(
      MusicPlayer player,
      Function<Mood, PlaybackAction> answers,
      PlaylistCatalogue catalogue,
      Notes notes,
      VolumeCeiling ceiling,
      MusicPlan plan,
      Times times,
      Executor executor,
      Consumer<Outcome> later) {
    this.player = player;
    this.answers = answers;
    this.catalogue = catalogue;
    this.notes = notes;
    this.ceiling = ceiling;
    this.times = times;
    this.hands = new Hands(times);
    this.executor = executor;
    this.later = later;
    take(plan);
  }

  /**
   * Takes up what played before a restart, and what hands had chosen; to be called before anything
   * else.
   *
   * @param atOnce whether to play on at once, and not when somebody is seen
   */
  public synchronized void restore(PlayerState state, Choices choices, boolean atOnce) {
    playing = state.request();
    since = times.now();
    asked = state.volume();
    hands.restore(choices, plan.usualWakeUp());
    postponed = choices.paused() || hands.held().isPresent();
    boolean silent = choices.paused() || state.paused() || !atOnce;
    pausedByAbsence = playing.isPresent() && silent && !choices.paused();
    if (playing.isPresent() && silent) {
      player.pause();
    }
  }

  /** What hands chose that is to outlive a restart. */
  public synchronized Choices choices() {
    return hands.choices(player.status().state() == State.PAUSED && !pausedByAbsence);
  }

  /** From now on moods rule by another plan; a hold that runs keeps its end. */
  public synchronized void take(MusicPlan newer) {
    plan = newer;
    hands.alarm().take(newer.wakeUp().map(daily -> newer.usualWakeUp()));
  }

  // ---- moods

  /**
   * Answers a mood.
   *
   * @return what came of it, at once or when the player knows; a newer order ends the wait
   */
  public synchronized CompletionStage<Outcome> mood(MoodChange change) {
    mood = change.mood();
    elsewhere = elsewhere && mood == Mood.ABSENT;
    return consider();
  }

  /** Fades out for a person who is before another speaker, until somebody is seen here. */
  public synchronized Outcome leave() {
    elsewhere = true;
    return absent(answers.apply(Mood.ABSENT));
  }

  /**
   * Goes on here with what played before a person at another speaker, from where it was: at once if
   * a mood's music plays, else with the mood's music that begins soon.
   */
  public synchronized CompletionStage<Outcome> bring(StartAt what) {
    brought.put(what, times.now());
    if (mood == Mood.ABSENT || action.isEmpty()) {
      return CompletableFuture.completedFuture(unchanged(goesOn(), "nobody is seen here yet"));
    }
    if (isHeld()) {
      return CompletableFuture.completedFuture(unchanged(goesOn(), "as chosen by hand"));
    }
    return follow(action.get());
  }

  /** Answers the present mood anew if what it calls for has changed meanwhile. */
  public synchronized void reconsider() {
    if (!Optional.of(answers.apply(mood)).equals(action)) {
      var unused = consider().thenAccept(later);
    }
  }

  /**
   * Does what has become due: a mood that had to wait for a hold or for the music's time, a
   * playlist that is tried again, an order that has waited long enough for its answer.
   */
  public synchronized void tick() {
    Instant now = times.now();
    pending
        .filter(p -> !now.isBefore(p.deadline))
        .ifPresent(
            p ->
                p.told.complete(
                    unchanged(name(p.request) + " is still being opened", "told when it plays")));
    hands.sleepTimer().due(now).ifPresent(this::fallAsleep);
    hands.alarm().due().ifPresent(this::wake);
    waking.ifPresent(this::wakeFurther);
    if (postponed && !isHeld() && !isTooSoon(answers.apply(mood))) {
      var unused = consider().thenAccept(later);
    } else if (retry.filter(r -> !now.isBefore(r.at())).isPresent()) {
      tryAgain(retry.get());
    } else if (hasEnded()) {
      PlayRequest ended = playing.get();
      playing = Optional.empty();
      later.accept(failed(ended, "has ended, as nothing of it can be played any more"));
      planRetry(ended, 1);
    }
  }

  /** Whether a playlist that a mood or a hand called for has nothing left that can be played. */
  private boolean hasEnded() {
    return playing.isPresent()
        && pending.isEmpty()
        && retry.isEmpty()
        && (hands.held().isPresent()
            || action.filter(a -> a.kind() == PlaybackAction.Kind.PLAY).isPresent())
        && !pausedByAbsence
        && player.status().state() == State.STOPPED
        && times.now().isAfter(since.plus(PATIENCE));
  }

  private CompletableFuture<Outcome> consider() {
    PlaybackAction wanted = answers.apply(mood);
    if (isEmptyRoom(wanted)) {
      return CompletableFuture.completedFuture(
          waking.isPresent() ? unchanged(goesOn(), "somebody is being woken") : absent(wanted));
    }
    if (pausedByAbsence) {
      UnaryOperator<Outcome> told = endOfPause();
      return answer(wanted).thenApply(told);
    }
    return answer(wanted);
  }

  /** Ends a pause; what is so as it was before that is then told as done. */
  private UnaryOperator<Outcome> endOfPause() {
    boolean paused = player.status().state() == State.PAUSED;
    Optional<String> what = playing.map(PlayRequest::playlist);
    pausedByAbsence = false;
    player.resume();
    return paused ? then -> afterPause(what, then) : UnaryOperator.identity();
  }

  private synchronized Outcome afterPause(Optional<String> what, Outcome then) {
    return then.result() == Outcome.Result.UNCHANGED
            && pending.isEmpty()
            && playing.map(PlayRequest::playlist).equals(what)
        ? done(playing.map(this::name).orElse("the music") + " goes on where it was paused")
        : then;
  }

  private CompletableFuture<Outcome> answer(PlaybackAction wanted) {
    if (isHeld()) {
      postponed = true;
      return CompletableFuture.completedFuture(
          unchanged(
              goesOn(),
              pending.isPresent() && pending.get().byHand
                  ? "as chosen by hand"
                  : "as chosen by hand, until " + times.timeOfDay(hands.held().orElseThrow())));
    }
    if (isTooSoon(wanted)) {
      postponed = true;
      return CompletableFuture.completedFuture(
          unchanged(
              goesOn(),
              "minimum-play until "
                  + times.timeOfDay(since.plus(plan.limits().settings().minimumPlay()))));
    }
    postponed = false;
    action = Optional.of(wanted);
    return follow(wanted);
  }

  /** Whether nobody is there, and music is not for an empty room. */
  private boolean isEmptyRoom(PlaybackAction wanted) {
    return mood == Mood.ABSENT
        && (elsewhere
            || wanted.kind() == PlaybackAction.Kind.PAUSE
            || wanted.kind() == PlaybackAction.Kind.SILENCE);
  }

  private boolean isHeld() {
    return hands.held().isPresent() || pending.filter(p -> p.byHand).isPresent();
  }

  private boolean isTooSoon(PlaybackAction wanted) {
    return isPlaying()
        && times.now().isBefore(since.plus(plan.limits().settings().minimumPlay()))
        && wanted.kind() != PlaybackAction.Kind.KEEP
        && !wanted.playlist().equals(playing.map(PlayRequest::playlist));
  }

  private boolean isPlaying() {
    return playing.isPresent() && player.status().state() != State.STOPPED;
  }

  /** An empty room needs no music, whoever chose it; it goes on when somebody returns. */
  private Outcome absent(PlaybackAction wanted) {
    action = Optional.of(wanted);
    postponed = false;
    retry = Optional.empty();
    State state = player.status().state();
    if (!pausedByAbsence) {
      pausedByAbsence = state == State.PLAYING || state == State.WAITING;
    }
    player.pause();
    return switch (state) {
      case PLAYING, WAITING -> done("music paused");
      case PAUSED -> unchanged("music stays paused", "nobody is there");
      case STOPPED -> unchanged("no music", "nobody is there");
    };
  }

  private CompletableFuture<Outcome> follow(PlaybackAction wanted) {
    if (hands.volumeHeld().isEmpty() && waking.filter(one -> one.isRising(times.now())).isEmpty()) {
      wanted.volume().ifPresent(player::volume);
    }
    return switch (wanted.kind()) {
      case PLAY ->
          play(
              new PlayRequest(
                  wanted.playlist().orElseThrow(),
                  wanted.shuffle(),
                  wanted.fade(),
                  notes.bans().in(mood),
                  brought.take(times.now())),
              false);
      case KEEP, PAUSE -> {
        retry = Optional.empty();
        yield CompletableFuture.completedFuture(unchanged(goesOn(), wanted.why()));
      }
      case SILENCE -> CompletableFuture.completedFuture(stop(wanted.fade()));
    };
  }

  private Outcome stop(Duration fade) {
    supersede("silence came first");
    retry = Optional.empty();
    boolean played = isPlaying();
    before = playing.or(() -> before);
    playing = Optional.empty();
    player.stop(fade);
    return played ? done("silence") : unchanged("silence", "nothing played");
  }

  private CompletableFuture<Outcome> play(PlayRequest request, boolean byHand) {
    return ask(request, byHand, player::play);
  }

  private CompletableFuture<Outcome> ask(
      PlayRequest request,
      boolean byHand,
      Function<PlayRequest, CompletionStage<PlayResult>> order) {
    supersede(byHand ? "another choice came first" : "another mood came first");
    retry = Optional.empty();
    Pending mine = new Pending(request, byHand, times.now().plus(PATIENCE).plus(request.fade()));
    pending = Optional.of(mine);
    order
        .apply(request)
        .whenCompleteAsync(
            (result, failure) ->
                settle(
                    mine,
                    failure == null ? result : new PlayResult.Failed(Reason.withFile(failure)),
                    1),
            executor);
    return mine.told;
  }

  /** Tells who still waits for music that none comes, as its player is about to close. */
  public synchronized void close() {
    supersede("moodspeaker stops");
  }

  private void supersede(String why) {
    Optional<Pending> old = pending;
    pending = Optional.empty();
    old.ifPresent(p -> p.told.complete(unchanged(name(p.request) + " does not play", why)));
  }

  private void settle(Pending which, PlayResult result, int failures) {
    Outcome outcome;
    synchronized (this) {
      if (pending.filter(p -> p == which).isEmpty()) {
        return; // It was told that another came first.
      }
      pending = Optional.empty();
      outcome =
          switch (result) {
            case PlayResult.Playing now -> begun(which, now);
            case PlayResult.Failed failed -> missed(which, failed, failures);
            case PlayResult.Superseded none ->
                unchanged(name(which.request) + " does not play", "another order came first");
          };
    }
    if (!which.told.complete(outcome)) {
      later.accept(outcome);
    }
  }

  private Outcome begun(Pending which, PlayResult.Playing now) {
    PlayRequest request = which.request;
    boolean same = playing.map(p -> p.playlist().equals(request.playlist())).orElse(false);
    if (!same) {
      before = playing;
      since = times.now();
    }
    playing = Optional.of(request);
    if (which.byHand) {
      hold();
    }
    String track = now.tags().name(now.track());
    if (player.status().state() == State.PAUSED) {
      return unchanged(
          name(request) + " waits: " + track,
          pausedByAbsence ? "paused, as nobody is there" : "paused by hand");
    }
    if (player.status().state() == State.WAITING) {
      return Outcome.failed(
          ANSWER,
          player.sink(),
          name(request) + " waits: " + track,
          player.waitsFor() + " is not there");
    }
    if (same && !which.byHand && Locations.isComposed(request.playlist())) {
      return done(name(request) + " turns to " + mood);
    }
    return same
        ? unchanged(name(request) + " goes on: " + track, "it played already")
        : done("playing " + name(request) + ": " + track);
  }

  private Outcome missed(Pending which, PlayResult.Failed failed, int failures) {
    if (which.byHand) {
      if (postponed && hands.held().isEmpty()) {
        var unused = consider().thenAccept(later);
      }
      return failed(which.request, failed.reason());
    }
    planRetry(which.request, failures);
    return Outcome.failed(
        ANSWER,
        player.sink(),
        name(which.request) + " " + failed.reason() + ", " + goesOn(),
        "tried again in " + Durations.format(RETRIES.pause(failures)));
  }

  private Outcome failed(PlayRequest request, String reason) {
    return Outcome.failed(ANSWER, player.sink(), name(request) + " " + reason, goesOn());
  }

  private void planRetry(PlayRequest request, int failures) {
    retry = Optional.of(new Retry(request, times.now().plus(RETRIES.pause(failures)), failures));
  }

  /** Asks again for what a mood called for; only a success is told. */
  private void tryAgain(Retry due) {
    LOG.debug("{} is tried again", due.request().id());
    retry = Optional.empty();
    Pending again = new Pending(due.request(), false, times.now().plus(PATIENCE));
    pending = Optional.of(again);
    var unused =
        again.told.thenAccept(
            outcome -> {
              if (outcome.result() == Outcome.Result.DONE) {
                later.accept(outcome);
              }
            });
    player
        .play(due.request())
        .whenCompleteAsync(
            (result, failure) ->
                settle(
                    again,
                    failure == null ? result : new PlayResult.Failed(Reason.withFile(failure)),
                    due.failures() + 1),
            executor);
  }

  private Outcome done(String what) {
    return Outcome.done(ANSWER, player.sink(), what);
  }

  private Outcome unchanged(String what, String why) {
    return Outcome.unchanged(ANSWER, player.sink(), what, why);
  }

  private String goesOn() {
    if (pending.isPresent()) {
      return name(pending.get().request) + " is being opened";
    }
    String name = playing.map(this::name).orElse("the music");
    return switch (player.status().state()) {
      case PLAYING -> name + " goes on";
      case PAUSED -> name + " stays paused";
      case WAITING -> name + " waits for " + player.waitsFor();
      case STOPPED -> "no music";
    };
  }

  private String name(Track track) {
    return track.title().isPresent() ? track.name() : catalogue.nameOf(track.location());
  }

  private String name(PlayRequest request) {
    return catalogue.nameOf(request.playlist());
  }

  // ---- hands

  /**
   * Plays a playlist by hand: once it plays, moods wait until the hold is over.
   *
   * @throws io.moodspeaker.support.NotFoundException if nothing has that name; the music goes on
   */
  public synchronized CompletionStage<Outcome> choose(String name) {
    String playlist = catalogue.find(name);
    boolean paused = player.status().state() == State.PAUSED;
    Optional<String> before = playing.map(PlayRequest::playlist);
    CompletableFuture<Outcome> told =
        play(new PlayRequest(playlist, plan.shuffle(), fade(), notes.bans().in(mood)), true);
    return paused ? told.thenApply(then -> afterPause(before, then)) : told;
  }

  /**
   * Goes on, once the present track has ended, with tracks like it: moods wait as well.
   *
   * @throws ConflictException if nothing plays, or the library knows nothing like it
   */
  public synchronized CompletionStage<Outcome> more() {
    Track track = present("nothing plays to find more like");
    String name = player.status().trackName().orElseThrow();
    String playlist =
        catalogue
            .like(track)
            .orElseThrow(
                () ->
                    new ConflictException(
                        "the library does not know "
                            + name
                            + " and others; let 'moodspeaker library scan' measure their folders"));
    return ask(
            new PlayRequest(playlist, false, fade(), notes.bans().in(mood)), true, player::follow)
        .thenApply(
            then ->
                then.result() == Outcome.Result.DONE
                    ? done("music like " + name + " comes next")
                    : then);
  }

  /** Until when moods wait, as somebody has chosen the music; empty if they don't. */
  public synchronized Optional<Instant> heldUntil() {
    return hands.held();
  }

  /** Until when moods leave the volume alone, as somebody has chosen it; empty if they don't. */
  public synchronized Optional<Instant> volumeHeldUntil() {
    return hands.volumeHeld();
  }

  /** Whether a mood has called for what a hold, or its minimum time, keeps from playing. */
  public synchronized boolean isPostponed() {
    return postponed;
  }

  /** When a playlist that could not be played is tried again. */
  public synchronized Optional<Instant> retryAt() {
    return retry.map(Retry::at);
  }

  /** The mood that was answered last. */
  public synchronized Mood mood() {
    return mood;
  }

  /** The factor, 0 to 1, of the volume that was chosen, as far as the ceiling allows it. */
  public double gain() {
    return Volume.gain(player.status().volume());
  }

  /** Lowers the music under something that is said, or takes that back. */
  public synchronized Outcome duck(boolean now) {
    player.duck(now);
    return done(now ? "music lower" : "music as loud as before");
  }

  /** Pauses by hand: moods wait until the hold is over, or until {@link #resume}. */
  public synchronized Outcome pause() {
    waking = Optional.empty();
    retry = Optional.empty();
    hold();
    pausedByAbsence = false;
    State state = player.status().state();
    player.pause();
    return state == State.PLAYING || state == State.WAITING
        ? done("music paused")
        : unchanged(state == State.PAUSED ? "music stays paused" : "no music", "nothing played");
  }

  /** Goes on by hand; moods rule the music and the volume again. */
  public synchronized CompletionStage<Outcome> resume() {
    boolean volumeHeld = hands.volumeHeld().isPresent();
    boolean asked = postponed || volumeHeld;
    hands.release();
    boolean stopped = player.status().state() == State.STOPPED;
    UnaryOperator<Outcome> told = endOfPause();
    CompletableFuture<Outcome> answered;
    if (asked && !isEmptyRoom(answers.apply(mood))) {
      answered = consider();
    } else {
      postponed = false;
      answered =
          CompletableFuture.completedFuture(
              stopped
                  ? unchanged("no music", "nothing was paused")
                  : unchanged(goesOn(), "it was not paused"));
    }
    return answered
        .thenApply(told)
        .thenApply(
            then ->
                volumeHeld && then.result() != Outcome.Result.FAILED
                    ? done(then.what() + ", and moods rule the volume again")
                    : then);
  }

  /** Goes to the next track. */
  public synchronized Outcome next() {
    return skip(
        "next track",
        () -> {
          notes.taste().skipped();
          player.next();
        });
  }

  /** Goes back to the track's beginning, or to the one before. */
  public synchronized Outcome previous() {
    return skip("previous track", player::previous);
  }

  private Outcome skip(String what, Runnable order) {
    if (player.status().state() == State.STOPPED) {
      return unchanged("no music", "nothing plays");
    }
    order.run();
    return done(what);
  }

  /**
   * Sets the volume by hand: moods leave it alone until the hold is over.
   *
   * @param text 0 to 100, or a step from where it is: {@code +10}, {@code -5}
   * @throws IllegalArgumentException if it is neither
   */
  public synchronized Outcome volume(String text) {
    int from = hands.volumeHeld().isPresent() ? asked : player.status().volume();
    int percent = Volume.of(text, from);
    int allowed = ceiling.now();
    asked = Math.min(percent, allowed); // What is beyond must not come when the ceiling rises.
    waking = Optional.empty();
    player.volume(asked);
    hands.holdVolume(plan.limits().settings().manualHold());
    return percent > allowed
        ? new Outcome(
            ANSWER,
            player.sink(),
            Outcome.Result.DONE,
            "volume " + allowed,
            Optional.of(percent + " was asked for, and the ceiling is " + allowed))
        : done("volume " + percent);
  }

  /** Never plays the present track in this mood again, and goes to the next. */
  public synchronized Outcome ban() {
    Track track = present("nothing plays that could be banned");
    String name = player.status().trackName().orElseThrow();
    Optional<String> failure = notes.ban(mood, track);
    playing.ifPresent(
        p -> {
          PlayRequest without =
              new PlayRequest(p.playlist(), p.shuffle(), p.fade(), notes.bans().in(mood));
          playing = Optional.of(without);
          player.play(without);
        });
    return kept(name + " will not play again in " + mood, failure);
  }

  /** Notes that the present track is liked in this mood. */
  public synchronized Outcome like() {
    Track track = present("nothing plays that could be liked");
    return kept(
        player.status().trackName().orElseThrow() + " is noted as liked in " + mood,
        notes.like(mood, track));
  }

  /** Why the present track plays, as far as that was learned. */
  public synchronized Outcome why() {
    Track track = present("nothing plays that could be explained");
    return unchanged(player.status().trackName().orElseThrow(), notes.taste().why(track, mood));
  }

  /** The picture of the track that plays; empty if it has none, or none is found yet. */
  public Optional<Cover> cover() {
    return catalogue.cover(player.status());
  }

  /** What plays and what comes next, for the API. */
  public synchronized Map<String, Object> queue() {
    return ahead().map();
  }

  /** The same for a person to read. */
  public synchronized String queueText() {
    return ahead().text();
  }

  private Ahead ahead() {
    return new Ahead(
        player.status().trackName(), playing.map(this::name), player.queue(), this::name);
  }

  /** Forgets all that was learned of tracks, and of moods that were called wrong. */
  public synchronized Outcome forget() {
    return kept("what was learned is forgotten", notes.forget());
  }

  /**
   * Lets the music end later, with a long fade; moods then wait until somebody resumes or chooses.
   *
   * @param text a time such as {@code 30min}; blank or {@code off} to let it play on
   * @throws IllegalArgumentException if it is no time of 10 s to 12 h
   */
  public synchronized Outcome sleep(String text) {
    if (SleepTimer.isOff(text)) {
      return hands.sleepTimer().cancel()
          ? done("the sleep timer is off")
          : unchanged("no sleep timer", "none was set");
    }
    return done("the music ends at " + times.timeOfDay(hands.sleepTimer().set(text, times.now())));
  }

  /** When the music ends by the sleep timer; empty where none is set. */
  public synchronized Optional<Instant> sleepAt() {
    return hands.sleepTimer().end();
  }

  private void fallAsleep(Duration fade) {
    waking = Optional.empty();
    stop(fade.isNegative() ? FADE : fade);
    hands.holdForTheNight(fade);
    postponed = true;
    later.accept(done("the sleep timer lets the music fade out"));
  }

  /**
   * Wakes somebody once at a time of day: softly at first, and then with what the face asks for.
   *
   * @param text a time such as {@code 06:45}; blank or {@code off} to forget it
   * @throws IllegalArgumentException if it is none
   */
  public synchronized Outcome wake(String text) {
    if (SleepTimer.isOff(text)) {
      boolean was = hands.alarm().cancel() || waking.isPresent();
      waking = Optional.empty();
      return was ? done("the wake-up is off") : unchanged("no wake-up", "none was set by hand");
    }
    return done(
        "the wake-up comes at "
            + Times.TIME.format(hands.alarm().once(text.strip(), plan.usualWakeUp())));
  }

  /** When somebody is woken next; empty where nobody is. */
  public synchronized Optional<ZonedDateTime> wakeAt() {
    return hands.alarm().next();
  }

  private void wake(WakeUp how) {
    Waking soft = Waking.begin(how, times.now());
    waking = Optional.of(soft);
    hands.release();
    hands.sleepTimer().cancel();
    postponed = false;
    pausedByAbsence = false;
    player.volume(soft.volume());
    player.resume();
    String playlist = how.playlist().map(PlaylistName::location).orElse(Locations.COMPOSED);
    var unused =
        play(new PlayRequest(playlist, plan.shuffle(), FADE, notes.bans().in(mood)), false)
            .thenAccept(
                told ->
                    later.accept(
                        new Outcome(
                            ANSWER,
                            told.sink(),
                            told.result(),
                            "wake-up: " + told.what(),
                            told.why())));
  }

  /** Louder by and by; a face that shows a mood has its music meanwhile, as loud. */
  private void wakeFurther(Waking one) {
    Instant now = times.now();
    Waking louder = one.at(now);
    if (louder.volume() != one.volume()) {
      player.volume(louder.volume());
    }
    boolean over = louder.isOver(now, mood != Mood.ABSENT);
    waking = over ? Optional.empty() : Optional.of(louder);
    if (over && mood == Mood.ABSENT) {
      var unused = consider().thenAccept(later); // Nobody is there to be woken.
    }
  }

  private Track present(String otherwise) {
    return player.status().track().orElseThrow(() -> new ConflictException(otherwise));
  }

  /**
   * Takes back what the present mood did: what played before plays again, and moods wait until the
   * hold is over.
   */
  public synchronized CompletionStage<Outcome> wrong() {
    Optional<String> failure =
        notes.wrong(
            new Correction(times.wallClock().instant(), mood, playing.map(PlayRequest::id)));
    String noted = mood + " noted as wrong, ";
    hold();
    return (before.isPresent()
            ? play(before.get(), true)
            : CompletableFuture.completedFuture(stop(fade())))
        .thenApply(
            then ->
                then.result() == Outcome.Result.FAILED
                    ? Outcome.failed(ANSWER, then.sink(), noted + then.what(), then.why().get())
                    : kept(noted + then.what(), failure));
  }

  private Outcome kept(String what, Optional<String> failure) {
    return failure
        .map(why -> Outcome.failed(ANSWER, player.sink(), what, why))
        .orElseGet(() -> done(what));
  }

  private void hold() {
    hands.hold(plan.limits().settings().manualHold());
    postponed = true;
  }

  private Duration fade() {
    return plan.fade();
  }
}
