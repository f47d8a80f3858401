package io.moodspeaker.music.local;

import io.moodspeaker.music.Loader;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.Rounds;
import io.moodspeaker.music.Session;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.source.AudioSources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The playlist that the local player plays and the one that is to follow: what is read and opened
 * for them, and which track comes when. Used by one thread.
 */
final class LocalSessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalSessions.class);

  /** Opened so long before it is due, a track is ready even from a sleepy disk. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

  /** Back within these first seconds means the track before, later the track's beginning. */
  private static final Duration RESTART = Duration.ofSeconds(3);

  /** A better gain found while a track plays comes so slowly that nobody hears it come. */
  private static final Duration LEVEL_GLIDE = Duration.ofSeconds(3);

  private final PlaylistReader reader;
  private final AudioSources sources;
  private final LoudnessNormalizer normalizer;
  private final Rounds rounds;
  private final Stage stage;
  private final Loader loader;
  private final Executor thread;
  private final Reported reported;

  /** What is to be told once the status says the same. */
  private final List<Runnable> settled = new ArrayList<>();

  /** The playlist that plays; null if none does. */
  private LocalSession session;

  /** The playlist that is to play as soon as its first track is open; null if there is none. */
  private LocalSession pending;

  private Duration crossfade;

  /** Whether a playlist from before a restart is not open yet; set by whoever restores it. */
  private volatile boolean restoring;

  /**
   * No playlists.
   *
   * @param thread the thread that all of this belongs to
   */
  LocalSessions(
      PlaylistReader reader,
      AudioSources sources,
      LoudnessNormalizer normalizer,
      Rounds rounds,
      Stage stage,
      Loader loader,
      Executor thread,
      Reported reported,
      Duration crossfade) {
    this.reader = reader;
    this.sources = sources;
    this.normalizer = normalizer;
    this.rounds = rounds;
    this.stage = stage;
    this.loader = loader;
    this.thread = thread;
    this.reported = reported;
    this.crossfade = crossfade;
  }

  /** What plays; null if nothing does. */
  LocalSession session() {
    return session;
  }

  /** Whether nothing plays or is asked for. */
  boolean isIdle() {
    return session == null && pending == null;
  }

  /** Whether a playlist from before a restart is not open yet. */
  boolean isRestoring() {
    return restoring;
  }

  void crossfade(Duration time) {
    crossfade = time;
  }

  // ---- what is asked for

  void play(PlayRequest request, CompletableFuture<PlayResult> result) {
    if (restoring && pending != null && pending.request().continues(request)) {
      pending.request(request); // It is about to play, and from where it was.
      pending.alsoTell(result);
      return;
    }
    forgetPending();
    if (session != null && session.request().continues(request) && request.start().isEmpty()) {
      goOnWith(request, result);
      return;
    }
    begin(new LocalSession(request, false, result));
  }

  void follow(PlayRequest request, CompletableFuture<PlayResult> result) {
    if (session != null && session.request().continues(request)) {
      tellPlaying(result);
    } else {
      forgetPending();
      begin(new LocalSession(request, true, result));
    }
  }

  /** From now on a playlist from before a restart is to come; called by any thread. */
  void expect() {
    restoring = true;
  }

  void restore(PlayerState before) {
    begin(LocalSession.restored(before));
  }

  void stop(Duration fade) {
    forgetPending();
    drop(session);
    session = null;
    stage.leave(fade);
  }

  void next() {
    if (session != null) {
      stage.leave(Stage.SHORT_FADE);
      prepare(session);
    }
  }

  void previous() {
    if (session == null) {
      return;
    }
    Optional<TrackPlayback> current = stage.current();
    if (current.filter(voice -> voice.position().compareTo(RESTART) > 0).isPresent()) {
      session.order().force(current.get().track());
    } else {
      session.order().back();
    }
    session.close();
    next();
  }

  /** The same playlist, but perhaps without a track that it had before. */
  private void goOnWith(PlayRequest request, CompletableFuture<PlayResult> result) {
    LocalSession same = session;
    session.request(request);
    if (session.upcoming != null && request.banned().contains(session.upcoming.track().id())) {
      session.close();
    }
    if (stage.current().filter(v -> request.banned().contains(v.track().id())).isPresent()) {
      next();
    }
    if (session == null) { // That was its last track.
      settled.add(() -> result.complete(new PlayResult.Failed(same.failure())));
    } else {
      tellPlaying(result);
    }
  }

  private void tellPlaying(CompletableFuture<PlayResult> result) {
    Optional<TrackPlayback> current = stage.current();
    if (session.isSettled() && current.isPresent()) {
      TrackPlayback voice = current.get();
      settled.add(() -> result.complete(new PlayResult.Playing(voice.track(), voice.tagsNow())));
    } else {
      session.alsoTell(result);
    }
  }

  // ---- what plays

  /** Starts what is due between two blocks. */
  void advance() {
    stage.sweep();
    if (session == null) {
      return;
    }
    if (stage.current().isEmpty()) {
      if (session.upcoming != null) {
        stage.enter(upcoming(Optional.empty()));
      } else {
        prepare(session);
      }
      return;
    }
    TrackPlayback current = stage.current().get();
    if (current.fade().isLeaving() || Locations.isComposed(current.track().location())) {
      return; // What is composed has no end: nothing follows but what is asked for.
    }
    if (current.gaps().isTooLong()) {
      outlast(current);
      return;
    }
    if (current.isLive()) {
      session.close(); // It is back, and what was to play in its place need not.
      return;
    }
    Optional<Duration> remaining = current.remaining();
    if (remaining.isEmpty() || remaining.get().compareTo(crossfade.plus(AHEAD)) <= 0) {
      prepare(session);
    }
    if (remaining.isPresent()
        && session.upcoming != null
        && remaining.get().compareTo(crossfade) <= 0
        && !crossfade.isZero()
        && !Album.follows(current, session.upcoming)) {
      stage.passOn(remaining.get());
      stage.start(upcoming(Optional.empty()), remaining.get());
    }
  }

  /** Lets another track of the list play instead of one that stays silent, if one can. */
  private void outlast(TrackPlayback silent) {
    if (session.upcoming != null) {
      LOG.warn("{} sends nothing, so {} plays", silent.track().id(), session.upcoming.track().id());
      stage.leave(Stage.SHORT_FADE);
    } else if (silent.gaps().isDue()) {
      session.order().forgive();
      prepare(session);
    }
  }

  /** A track that is to follow only what is another: it goes on by itself, if it can at all. */
  private Optional<Track> untilReplaced(LocalSession of) {
    return stage
        .current()
        .filter(voice -> of == session && !voice.fade().isLeaving())
        .filter(voice -> voice.isLive() || voice.gaps().isTooLong())
        .map(TrackPlayback::track);
  }

  /** A track has ended: the next one follows at the very next frame, without a gap. */
  void ended(TrackPlayback before) {
    if (session != null && before.wasTooShort()) {
      leaveOut(session, before.track(), TrackPlayback.TOO_SHORT);
    }
    if (session != null && session.upcoming != null) {
      stage.start(upcoming(Optional.of(before)), Duration.ZERO);
    }
  }

  /** The upcoming track, which begins now. */
  private TrackPlayback upcoming(Optional<TrackPlayback> before) {
    TrackPlayback voice = session.upcoming;
    level(voice, before);
    session.upcoming = null;
    session.order().started(voice.track());
    boolean again = voice.track().equals(session.last);
    session.last = voice.track();
    if (!again && !session.isAwaited() && !stage.isPaused()) { // Nobody asked for it just now.
      LOG.info("playing {} from {}", voice.tags().name(voice.track()), session.request().id());
    }
    settle(session, new PlayResult.Playing(voice.track(), voice.tags()));
    return voice;
  }

  /** Makes a track as loud as all others; neighbours on an album keep their difference. */
  private void level(TrackPlayback voice, Optional<TrackPlayback> before) {
    if (before.isPresent() && Album.follows(before.get(), voice)) {
      voice.gain(before.get().gain());
      return;
    }
    double decibels =
        normalizer.gain(
            voice.track(),
            voice.tags(),
            !session.request().shuffle(),
            later -> thread.execute(() -> voice.glide(factor(later), Pcm.frames(LEVEL_GLIDE))));
    voice.gain(factor(decibels));
  }

  private static double factor(double decibels) {
    return Math.pow(10, decibels / 20);
  }

  // ---- lists and files

  private void begin(LocalSession next) {
    pending = next;
    PlayRequest request = next.request();
    load(
        next,
        Loader.Kind.LIST,
        request.id(),
        () -> reader.read(request.playlist()),
        playlist -> opened(next, playlist),
        reason -> unplayable(next, reason));
  }

  private <T> void load(
      LocalSession to,
      Loader.Kind kind,
      String name,
      Loader.Work<T> work,
      Consumer<T> done,
      Consumer<String> failed) {
    to.load = loader.load(kind, name, work, done, failed);
    if (to.load.isEmpty()) {
      thread.execute(() -> unplayable(to, Loader.REFUSED));
    }
  }

  private void opened(LocalSession to, Playlist playlist) {
    if (to != pending) {
      return;
    }
    reported.list(playlist.leftOut());
    to.read(playlist, rounds.queue(to.request(), playlist));
    to.loading = false;
    if (to.afterCurrent) {
      stage
          .current()
          .flatMap(voice -> playlist.find(voice.track().id()))
          .ifPresent(to.order()::started);
    }
    to.first = to.first.flatMap(track -> playlist.find(track.id()));
    to.request().start().ifPresent(start -> to.startAt(playlist, start));
    to.first.ifPresent(to.order()::force);
    prepare(to);
  }

  /** Sees to it that the session's next track gets opened, unless it is or is being opened. */
  private void prepare(LocalSession to) {
    if (to.loading || to.upcoming != null) {
      return;
    }
    Optional<Track> stays = untilReplaced(to);
    Optional<Track> next = to.order().peek(stays);
    if (next.isEmpty()) {
      if (stays.isEmpty()) {
        unplayable(to, to.failure());
      }
      return;
    }
    Track track = next.get();
    Duration from = next.equals(to.first) ? to.from : Duration.ZERO;
    to.first = Optional.empty();
    to.loading = true;
    load(
        to,
        Loader.Kind.TRACK,
        track.id(),
        () -> TrackPlayback.open(sources, track, from),
        voice -> prepared(to, voice),
        reason -> failed(to, track, reason));
  }

  private boolean isWanted(LocalSession which) {
    return which == session || which == pending;
  }

  private void prepared(LocalSession to, TrackPlayback voice) {
    to.loading = false;
    if (!isWanted(to)) {
      voice.close();
      return;
    }
    if (to.order().isOvertaken(voice.track())) {
      voice.close();
      prepare(to);
      return;
    }
    to.upcoming = voice;
    normalizer.learn(voice.track(), voice.tags());
    if (to == pending) {
      drop(session);
      session = to;
      pending = null;
      restoring = false;
      if (to.afterCurrent) {
        settle(to, new PlayResult.Playing(voice.track(), voice.tags()));
      } else {
        stage.leave(to.request().fade());
      }
    }
  }

  private void failed(LocalSession to, Track track, String reason) {
    to.loading = false;
    if (isWanted(to)) {
      leaveOut(to, track, reason);
      prepare(to);
    }
  }

  private void leaveOut(LocalSession of, Track track, String reason) {
    reported.track(track, "skipped", reason);
    of.leaveOut(track, of.failure() + ": " + track.name() + " " + reason);
    if (of.upcoming != null && of.upcoming.track().equals(track)) {
      of.close();
    }
  }

  /** Gives up on a playlist; whoever asked for it may ask again. */
  private void unplayable(LocalSession which, String reason) {
    if (which == pending) {
      pending = null;
      restoring = false;
    } else if (which == session) {
      LOG.warn("{} ends: it {}", which.request().id(), reason);
      session = null;
    } else {
      return;
    }
    settle(which, new PlayResult.Failed(reason));
  }

  private void forgetPending() {
    drop(pending);
    pending = null;
    restoring = false;
  }

  private void drop(LocalSession dropped) {
    if (dropped != null) {
      dropped.load.ifPresent(loader::cancel);
      dropped.close();
      settle(dropped, new PlayResult.Superseded());
    }
  }

  // ---- what is told

  private void settle(Session which, PlayResult how) {
    settled.add(() -> which.settle(how));
  }

  /** Tells who asked what came of it. */
  void tellSettled() {
    List<Runnable> now = List.copyOf(settled);
    settled.clear();
    now.forEach(Runnable::run);
  }

  @Override
  public void close() {
    drop(session);
    drop(pending);
    tellSettled();
  }
}
