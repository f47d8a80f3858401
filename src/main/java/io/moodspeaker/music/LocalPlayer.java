package io.moodspeaker.music;

import io.moodspeaker.support.Durations;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The player: one thread pulls from sources, mixes and writes to a sink, which paces it.
 *
 * <p>All state belongs to that thread. Commands, and files that another thread has opened, come to
 * it through a mailbox that it empties between blocks, so that neither a caller nor the sound ever
 * waits for a disk or a network.
 */
public final class LocalPlayer implements MusicPlayer {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPlayer.class);

  /** For pause, next and the return of a device: no click, and no waiting either. */
  private static final Duration SHORT_FADE = Duration.ofMillis(250);

  /** Opened so long before it is due, a track is ready even from a sleepy disk. */
  private static final Duration AHEAD = Duration.ofSeconds(10);

  /** Back within these first seconds means the track before, later the track's beginning. */
  private static final Duration RESTART = Duration.ofSeconds(3);

  /** A better gain found while a track plays comes so slowly that nobody hears it come. */
  private static final Duration LEVEL_GLIDE = Duration.ofSeconds(3);

  /** After a pause has faded out, silence for as long as any card buffers: then it may stop. */
  private static final int SILENT_BLOCKS = Pcm.RATE / TrackPlayback.BLOCK;

  /** A sleepy disk wakes in ten seconds; a dead network mount does not answer at all. */
  private static final Duration OPENING = Duration.ofSeconds(30);

  /** A large collection on a slow disk takes its time to be listed. */
  private static final Duration READING = Duration.ofSeconds(90);

  /** So many files may hang before no more are tried. */
  private static final int MOST_LOADS = 16;

  /**
   * How this player behaves.
   *
   * @param volume 0 to 100, at the start
   * @param crossfade 0 to 15 s, between tracks that are no neighbours on an album
   * @param recent which tracks must wait for others
   * @param taste prefers tracks of shuffled playlists
   */
  public record Settings(
      int volume, VolumeCeiling ceiling, Duration crossfade, RecentTracks recent, Taste taste) {
    private static final Duration MOST = Duration.ofSeconds(15);

    public Settings {
      Volume.check(volume);
      check(crossfade);
    }

    private static Duration check(Duration crossfade) {
      if (crossfade.isNegative() || crossfade.compareTo(MOST) > 0) {
        throw new IllegalArgumentException("crossfade must be 0 to 15 s, was " + crossfade);
      }
      return crossfade;
    }
  }

  private final PlaylistReader reader;
  private final AudioSources sources;
  private final LoudnessNormalizer normalizer;
  private final VolumeCeiling ceiling;
  private final LongSupplier nanoTime;
  private final ExecutorService loader;
  private final Optional<Thread> thread;

  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;

  /** What was restored and is not open yet, so that a second crash loses nothing; null if none. */
  private volatile PlayerState restored;

  // Everything below belongs to the thread.
  private final SinkConnection sink;
  private final Voices voices;
  private final Rounds rounds;
  private final PlayerReport report;
  private final float[] block = new float[TrackPlayback.BLOCK * Pcm.CHANNELS];
  private final Reported reported = new Reported(LOG);

  /** What is to be told once the status says the same. */
  private final List<Runnable> settled = new ArrayList<>();

  /** The playlist that plays; null if none does. */
  private Session session;

  /** The playlist that is to play as soon as its first track is open; null if there is none. */
  private Session pending;

  /** How the next track comes in if nothing plays at that moment. */
  private Duration entrance = SHORT_FADE;

  private Duration crossfade;

  /** What was asked for. */
  private int volume;

  private boolean ducked;

  /** What the ceiling leaves of it. */
  private int audible;

  private boolean paused;
  private int silentBlocks;

  /**
   * A player that is silent until it is told to play.
   *
   * @param sink opened when there is something to play; this player closes it
   * @param normalizer makes tracks equally loud; stays its opener's to close
   * @param random draws the order of shuffled playlists
   */
  public LocalPlayer(
      PlaylistReader reader,
      AudioSources sources,
      AudioSink sink,
      LoudnessNormalizer normalizer,
      Settings settings,
      RandomGenerator random) {
    this(
        reader,
        sources,
        sink,
        normalizer,
        settings,
        random,
        MonotonicClock::nanoTime,
        Threads.pool("music-loader", MOST_LOADS),
        true);
  }

  /** A player for tests: they give the time, and without a thread call {@link #step} themselves. */
  LocalPlayer(
      PlaylistReader reader,
      AudioSources sources,
      AudioSink sink,
      LoudnessNormalizer normalizer,
      Settings settings,
      RandomGenerator random,
      LongSupplier nanoTime,
      ExecutorService loader,
      boolean threaded) {
    this.reader = reader;
    this.sources = sources;
    this.sink = new SinkConnection(sink, nanoTime);
    this.normalizer = normalizer;
    this.ceiling = settings.ceiling();
    this.crossfade = settings.crossfade();
    this.rounds = new Rounds(random, settings.recent(), settings.taste());
    this.nanoTime = nanoTime;
    this.loader = loader;
    this.volume = settings.volume();
    this.audible = Math.min(volume, ceiling.now());
    this.voices =
        new Voices(
            audible,
            (voice, e) -> {
              reported.track(
                  voice.track(),
                  "broken from " + seconds(voice.position()) + " on",
                  Reported.reason(e));
              LOG.debug("{}", voice.track().id(), e);
            });
    this.report = new PlayerReport(this.sink, rounds, volume);
    this.thread = threaded ? Optional.of(Threads.unstarted("music", this::run)) : Optional.empty();
    thread.ifPresent(Thread::start);
  }

  // ---- what callers ask for

  @Override
  public CompletableFuture<PlayResult> play(PlayRequest request) {
    CompletableFuture<PlayResult> result = new CompletableFuture<>();
    post(() -> begin(request, result));
    return result;
  }

  @Override
  public CompletableFuture<PlayResult> follow(PlayRequest request) {
    CompletableFuture<PlayResult> result = new CompletableFuture<>();
    post(
        () -> {
          if (session != null && session.request.continues(request)) {
            tellPlaying(result);
          } else {
            drop(pending);
            restored = null;
            begin(new Session(request, true, result, nanoTime.getAsLong()));
          }
        });
    return result;
  }

  @Override
  public void stop(Duration fade) {
    post(
        () -> {
          drop(pending);
          drop(session);
          pending = null;
          session = null;
          restored = null;
          leave(fade);
        });
  }

  @Override
  public void pause() {
    post(
        () -> {
          paused = true;
          voices.mixer().pause(Pcm.frames(SHORT_FADE));
        });
  }

  @Override
  public void resume() {
    post(this::goOn);
  }

  private void goOn() {
    paused = false;
    voices.mixer().resume(Pcm.frames(SHORT_FADE));
  }

  @Override
  public void next() {
    post(
        () -> {
          if (session != null) {
            leave(SHORT_FADE);
            prepare(session);
          }
        });
  }

  @Override
  public void previous() {
    post(
        () -> {
          if (session == null || session.queue == null) {
            return;
          }
          Optional<TrackPlayback> current = voices.current();
          if (current.filter(voice -> voice.position().compareTo(RESTART) > 0).isPresent()) {
            session.queue.force(current.get().track());
          } else {
            session.queue.back();
          }
          session.unprepare();
          leave(SHORT_FADE);
          prepare(session);
        });
  }

  @Override
  public void volume(int percent) {
    Volume.check(percent);
    post(() -> volume = percent);
  }

  @Override
  public void duck(boolean now) {
    post(() -> ducked = now);
  }

  @Override
  public void crossfade(Duration time) {
    Settings.check(time);
    post(() -> crossfade = time);
  }

  @Override
  public PlayerStatus status() {
    return report.status();
  }

  @Override
  public PlayQueue queue() {
    return report.queue();
  }

  @Override
  public String sink() {
    return sink.name();
  }

  @Override
  public PlayerState memory() {
    return report.memory();
  }

  @Override
  public void restore(PlayerState before) {
    if (before.request().isPresent()) {
      restored = before;
      report.restored(before);
    }
    post(
        () -> {
          volume = before.volume();
          rounds.restore(before);
          report.takeRounds();
          before
              .request()
              .ifPresent(
                  request -> {
                    Session again =
                        new Session(
                            request, false, new CompletableFuture<>(), nanoTime.getAsLong());
                    again.restore(before);
                    begin(again);
                  });
          if (before.paused()) {
            paused = true;
            voices.mixer().pause(0);
          }
        });
  }

  @Override
  public void close() {
    stop(SHORT_FADE);
    closing = true;
    thread.ifPresentOrElse(LocalPlayer::join, this::release);
    loader.shutdownNow();
  }

  private static void join(Thread thread) {
    LockSupport.unpark(thread);
    try {
      // The fade, what the card still holds, and a little.
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(Runnable command) {
    mailbox.add(command);
    thread.ifPresent(LockSupport::unpark);
  }

  // ---- the thread

  private void run() {
    try {
      while (!closing || !voices.isSilent()) {
        if (!step()) {
          LockSupport.parkNanos(this, SinkConnection.RETRY_NANOS);
        }
        if (closing && sink.isLost()) {
          break;
        }
      }
      for (int i = 0; i < SILENT_BLOCKS && sink.isOpen(); i++) {
        render(); // Lets the card play what it holds.
      }
    } finally {
      release();
    }
  }

  private void release() {
    voices.close();
    drop(session);
    drop(pending);
    tellSettled();
    sink.close();
  }

  /**
   * Does what is due and plays one block.
   *
   * @return false if there is nothing to play for now, so that it may wait for a command
   */
  boolean step() {
    for (Runnable command; (command = mailbox.poll()) != null; ) {
      command.run();
    }
    limit();
    giveUp(pending);
    giveUp(session);
    advance();
    boolean sounding = !voices.isSilent() && !(paused && voices.mixer().isPaused());
    silentBlocks = sounding ? 0 : Math.min(SILENT_BLOCKS + 1, silentBlocks + 1);
    boolean awake = sounding || (sink.isOpen() && silentBlocks <= SILENT_BLOCKS);
    if (awake && sink.ready()) {
      render();
    } else if (silentBlocks == SILENT_BLOCKS + 1) {
      sink.idle();
    }
    report.publish(
        session,
        session == null && pending == null,
        voices.current(),
        paused,
        volume,
        audible,
        restored);
    tellSettled();
    return awake && sink.isOpen();
  }

  /** Follows the volume that was asked for as far as the ceiling of the hour allows. */
  private void limit() {
    int loudest = Math.min(volume, ceiling.now());
    // The volume's cube is what is heard: 0.6 of it is 13 dB less.
    int allowed = ducked ? (int) (loudest * 0.6) : loudest;
    if (allowed != audible) {
      audible = allowed;
      voices.mixer().volume(allowed);
    }
  }

  /** Starts what is due between two blocks. */
  private void advance() {
    voices.sweep();
    if (session == null) {
      return;
    }
    if (voices.current().isEmpty()) {
      if (session.upcoming != null) {
        start(entrance, Optional.empty());
        entrance = SHORT_FADE;
      } else {
        prepare(session);
      }
      return;
    }
    TrackPlayback current = voices.current().get();
    if (current.fade().isLeaving()) {
      return;
    }
    if (Locations.isComposed(current.track().location())) {
      return; // It has no end, so that nothing follows but what is asked for.
    }
    Optional<Duration> remaining = current.remaining();
    Duration due = crossfade.plus(AHEAD);
    if (remaining.isEmpty() || remaining.get().compareTo(due) <= 0) {
      prepare(session);
    }
    if (remaining.isPresent()
        && session.upcoming != null
        && remaining.get().compareTo(crossfade) <= 0
        && !crossfade.isZero()
        && !Album.follows(current, session.upcoming)) {
      voices.passOn(remaining.get());
      start(remaining.get(), Optional.empty());
    }
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
            !session.request.shuffle(),
            later -> post(() -> voice.glide(factor(later), Pcm.frames(LEVEL_GLIDE))));
    voice.gain(factor(decibels));
  }

  private static double factor(double decibels) {
    return Math.pow(10, decibels / 20);
  }

  /** Brings the upcoming track to the front. */
  private void start(Duration fadeIn, Optional<TrackPlayback> before) {
    TrackPlayback voice = session.upcoming;
    level(voice, before);
    session.upcoming = null;
    session.queue.started(voice.track());
    report.takeRounds();
    voices.start(voice, fadeIn);
    if (session.isSettled() || session.isRestored()) { // Nobody asked for it just now.
      LOG.info("playing {} from {}", voice.tags().name(voice.track()), session.request.id());
    }
    settled.add(session.settle(new PlayResult.Playing(voice.track(), voice.tags())));
  }

  private void render() {
    voices.render(
        block,
        paused,
        ended -> {
          if (session != null && session.upcoming != null) {
            start(Duration.ZERO, Optional.of(ended)); // At the very next frame: no gap.
          }
        });
    sink.write(block, TrackPlayback.BLOCK, this::rewind);
  }

  /** Goes back to what was heard last. */
  private void rewind() {
    Duration heard = voices.current().map(report::position).orElse(Duration.ZERO);
    try {
      voices.rewind(heard, SHORT_FADE);
    } catch (IOException e) {
      voices
          .current()
          .ifPresent(
              voice ->
                  reported.track(
                      voice.track(), "cannot go back to " + seconds(heard), Reported.reason(e)));
    }
  }

  /** Lets what plays fade out; what follows starts when it has, and fades in as long. */
  private void leave(Duration fade) {
    entrance = fade;
    voices.leave(fade);
  }

  // ---- playlists and files

  private void begin(PlayRequest request, CompletableFuture<PlayResult> result) {
    goOn();
    if (restored != null && pending != null && pending.request.continues(request)) {
      pending.request = request; // It is about to play, and from where it was.
      pending.alsoTell(result);
      if (pending.queue != null) {
        pending.queue.ban(request.banned());
      }
      return;
    }
    drop(pending);
    pending = null;
    restored = null;
    if (session != null && session.request.continues(request)) {
      goOnWith(request, result);
      return;
    }
    begin(new Session(request, false, result, nanoTime.getAsLong()));
  }

  /** The same playlist, but perhaps without a track that it had before. */
  private void goOnWith(PlayRequest request, CompletableFuture<PlayResult> result) {
    session.request = request;
    session.queue.ban(request.banned());
    if (session.upcoming != null && request.banned().contains(session.upcoming.track().id())) {
      session.unprepare();
    }
    Optional<TrackPlayback> current = voices.current();
    if (current.filter(voice -> request.banned().contains(voice.track().id())).isPresent()) {
      leave(SHORT_FADE);
      prepare(session);
    }
    tellPlaying(result);
  }

  private void tellPlaying(CompletableFuture<PlayResult> result) {
    Optional<TrackPlayback> current = voices.current();
    if (session.isSettled() && current.isPresent()) {
      TrackPlayback voice = current.get();
      settled.add(() -> result.complete(new PlayResult.Playing(voice.track(), voice.tagsNow())));
    } else {
      session.alsoTell(result);
    }
  }

  private void begin(Session next) {
    pending = next;
    load(
        next,
        () -> {
          try {
            Playlist playlist = reader.read(next.request.playlist());
            post(() -> opened(next, playlist));
          } catch (IOException | RuntimeException e) {
            LOG.debug("{}", next.request.id(), e);
            post(() -> unplayable(next, Reported.reason(e)));
          }
        });
  }

  private void opened(Session to, Playlist playlist) {
    if (to != pending) {
      return;
    }
    reported.list(playlist.leftOut());
    to.queue = rounds.queue(to.request, playlist);
    if (to.afterCurrent) {
      voices
          .current()
          .flatMap(voice -> playlist.find(voice.track().id()))
          .ifPresent(to.queue::started);
    }
    to.first = to.first.flatMap(track -> playlist.find(track.id()));
    to.first.ifPresent(to.queue::force);
    prepare(to);
  }

  /** Sees to it that the session's next track gets opened, unless it is or is being opened. */
  private void prepare(Session to) {
    if (to.isLoading() || to.upcoming != null) {
      return;
    }
    Optional<Track> next = to.queue.peek();
    if (next.isEmpty()) {
      unplayable(to, to.failure());
      return;
    }
    Track track = next.get();
    Duration from = next.equals(to.first) ? to.from : Duration.ZERO;
    to.first = Optional.empty();
    int attempt = to.startLoading(track, nanoTime.getAsLong());
    load(
        to,
        () -> {
          try {
            TrackPlayback voice = TrackPlayback.open(sources, track, from);
            post(() -> prepared(to, attempt, voice));
          } catch (IOException | RuntimeException e) {
            LOG.debug("{}", track.id(), e);
            post(() -> failed(to, attempt, track, Reported.reason(e)));
          }
        });
  }

  private void prepared(Session to, int attempt, TrackPlayback voice) {
    boolean wanted = to.endLoading(attempt) && (to == session || to == pending);
    if (!wanted || to.queue.isOvertaken(voice.track())) {
      voice.close();
      if (wanted) {
        prepare(to);
      }
      return;
    }
    to.upcoming = voice;
    normalizer.learn(voice.track(), voice.tags());
    if (to == pending) {
      drop(session);
      session = to;
      pending = null;
      restored = null;
      if (to.afterCurrent) {
        settled.add(to.settle(new PlayResult.Playing(voice.track(), voice.tags())));
      } else {
        leave(to.request.fade());
      }
    }
  }

  private void failed(Session to, int attempt, Track track, String reason) {
    if (!to.endLoading(attempt)) {
      return;
    }
    reported.track(track, "skipped", reason);
    to.skipped(track, reason);
    to.queue.broken(track);
    if (to == session || to == pending) {
      prepare(to);
    }
  }

  /** What a loader does not bring for too long it need not bring any more. */
  private void giveUp(Session on) {
    if (on == null || !on.isLoading()) {
      return;
    }
    Duration patience = on.queue == null ? READING : OPENING;
    if (on.loadingFor(nanoTime.getAsLong()).compareTo(patience) > 0) {
      String reason = "does not answer within " + Durations.format(patience);
      on.loading()
          .ifPresentOrElse(
              track -> failed(on, on.attempt(), track, reason), () -> unplayable(on, reason));
    }
  }

  /** Gives up on a playlist; whoever asked for it may ask again. */
  private void unplayable(Session which, String reason) {
    if (which == pending) {
      pending = null;
      restored = null;
    } else if (which == session) {
      LOG.warn("{} ends: it {}", which.request.id(), reason);
      session = null;
    } else {
      return;
    }
    settled.add(which.settle(new PlayResult.Failed(reason)));
  }

  private void drop(Session dropped) {
    if (dropped != null) {
      dropped.close();
      settled.add(dropped.settle(new PlayResult.Superseded()));
    }
  }

  private void load(Session to, Runnable task) {
    if (closing) {
      return;
    }
    try {
      loader.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is not loaded", to.request.id(), e);
      post(() -> unplayable(to, "is not read, as " + MOST_LOADS + " other files hang"));
    }
  }

  // ---- what is told

  private void tellSettled() {
    List<Runnable> now = List.copyOf(settled);
    settled.clear();
    now.forEach(Runnable::run);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
