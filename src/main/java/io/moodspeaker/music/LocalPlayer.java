package io.moodspeaker.music;

import io.moodspeaker.music.PlayerStatus.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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

  /** A device that is back is taken up at once, as far as an ear can tell. */
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** After a pause has faded out, silence for as long as any card buffers: then it may stop. */
  private static final int SILENT_BLOCKS = Pcm.RATE / TrackPlayback.BLOCK;

  /**
   * How this player behaves.
   *
   * @param volume 0 to 100, at the start
   * @param crossfade 0 to 15 s, between tracks that are no neighbours on an album
   * @param recent which tracks must wait for others
   */
  public record Settings(
      int volume, VolumeCeiling ceiling, Duration crossfade, RecentTracks recent) {
    private static final Duration MOST = Duration.ofSeconds(15);

    public Settings {
      Volume.check(volume);
      check(crossfade);
    }

    /** Settings under which every track may return at once. */
    public Settings(int volume, VolumeCeiling ceiling, Duration crossfade) {
      this(volume, ceiling, crossfade, new RecentTracks(Duration.ZERO, InstantSource.system()));
    }

    private static Duration check(Duration crossfade) {
      if (crossfade.isNegative() || crossfade.compareTo(MOST) > 0) {
        throw new IllegalArgumentException("crossfade must be 0 to 15 s, was " + crossfade);
      }
      return crossfade;
    }
  }

  private final AudioSources sources;
  private final AudioSink sink;
  private final LoudnessNormalizer leveler;
  private final VolumeCeiling ceiling;
  private final RecentTracks recent;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;
  private final ExecutorService loader;
  private final Optional<Thread> thread;

  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;
  private volatile PlayerStatus status;
  private volatile PlayerState memory;

  /** What was restored and is not open yet, so that a second crash loses nothing; null if none. */
  private volatile PlayerState restored;

  // Everything below belongs to the thread.
  private final Mixer mixer;
  private final float[] block = new float[TrackPlayback.BLOCK * Pcm.CHANNELS];
  private final Map<String, Shuffle> shuffles = new HashMap<>();
  private Map<String, List<String>> rounds = Map.of();
  private Map<String, Instant> starts = Map.of();
  private final Set<String> reported = new HashSet<>();
  private final List<TrackPlayback> leaving = new ArrayList<>();

  /** The voice in front; null if nothing sounds but perhaps what is leaving. */
  private TrackPlayback current;

  /** The playlist that plays; null if none does. */
  private Session session;

  /** The playlist that is to play as soon as its first track is open; null if there is none. */
  private Session pending;

  /** How the next voice comes in if nothing plays at that moment. */
  private Duration entrance = SHORT_FADE;

  private Duration crossfade;

  /** What was asked for. */
  private int volume;

  /** What the ceiling leaves of it. */
  private int audible;

  private boolean paused;
  private int silentBlocks;
  private boolean sinkOpen;
  private long lostAt;
  private long retryAt;
  private boolean lost;

  /** A playlist while it plays. */
  private static final class Session {
    PlayRequest request;
    TrackQueue queue;

    /** Where to take up after a restart. */
    Optional<Track> first = Optional.empty();

    Duration from = Duration.ZERO;
    boolean loading;

    /** Whether it waits for the end of the track that plays. */
    boolean patient;

    /** The next track, open and proven; null while there is none. */
    TrackPlayback upcoming;

    Session(PlayRequest request) {
      this.request = request;
    }
  }

  /**
   * A player that is silent until it is told to play.
   *
   * @param sink opened when there is something to play; this player closes it
   * @param leveler makes tracks equally loud; stays its opener's to close
   * @param random draws the order of shuffled playlists
   */
  public LocalPlayer(
      AudioSources sources,
      AudioSink sink,
      LoudnessNormalizer leveler,
      Settings settings,
      RandomGenerator random) {
    this(
        sources,
        sink,
        leveler,
        settings,
        random,
        System::nanoTime,
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("music-loader").factory()),
        true);
  }

  /** A player for tests: they give the time, and without a thread call {@link #step} themselves. */
  LocalPlayer(
      AudioSources sources,
      AudioSink sink,
      LoudnessNormalizer leveler,
      Settings settings,
      RandomGenerator random,
      LongSupplier nanoTime,
      ExecutorService loader,
      boolean threaded) {
    this.sources = sources;
    this.sink = sink;
    this.leveler = leveler;
    this.ceiling = settings.ceiling();
    this.crossfade = settings.crossfade();
    this.recent = settings.recent();
    this.random = random;
    this.nanoTime = nanoTime;
    this.loader = loader;
    this.volume = settings.volume();
    this.audible = Math.min(volume, ceiling.now());
    this.mixer = new Mixer(audible);
    this.status =
        new PlayerStatus(State.STOPPED, Optional.empty(), Optional.empty(), Duration.ZERO, volume);
    this.memory =
        new PlayerState(
            Optional.empty(), Optional.empty(), Duration.ZERO, false, volume, Map.of(), Map.of());
    this.thread =
        threaded
            ? Optional.of(Thread.ofPlatform().daemon().name("music").unstarted(this::run))
            : Optional.empty();
    thread.ifPresent(Thread::start);
  }

  // ---- what callers ask for

  @Override
  public void play(PlayRequest request) {
    post(() -> begin(request));
  }

  @Override
  public void follow(PlayRequest request) {
    post(
        () -> {
          if (session == null || !session.request.continues(request)) {
            drop(pending);
            restored = null;
            begin(request, Optional.empty(), Duration.ZERO);
            pending.patient = true;
          }
        });
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
          mixer.pause(Pcm.frames(SHORT_FADE));
        });
  }

  @Override
  public void resume() {
    post(
        () -> {
          paused = false;
          mixer.resume(Pcm.frames(SHORT_FADE));
        });
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
          if (current != null && current.position().compareTo(RESTART) > 0) {
            session.queue.force(current.track());
          } else {
            session.queue.back();
          }
          unprepare(session);
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
  public void crossfade(Duration time) {
    Settings.check(time);
    post(() -> crossfade = time);
  }

  @Override
  public PlayerStatus status() {
    return status;
  }

  /** What this player needs to go on after a restart; taken a few seconds ago at most. */
  public PlayerState memory() {
    return memory;
  }

  /** Goes on as a player did before a restart; to be called before anything else. */
  public void restore(PlayerState before) {
    if (before.request().isPresent()) {
      restored = before;
      memory = before;
    }
    post(
        () -> {
          volume = before.volume();
          before
              .rounds()
              .forEach(
                  (playlist, played) -> {
                    Shuffle shuffle = new Shuffle(random);
                    shuffle.restore(played);
                    shuffles.put(playlist, shuffle);
                  });
          recent.restore(before.recent());
          starts = recent.all();
          before.request().ifPresent(r -> begin(r, before.track(), before.position()));
          if (before.paused()) {
            paused = true;
            mixer.pause(0);
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
      while (!closing || current != null || !leaving.isEmpty()) {
        if (!step()) {
          LockSupport.parkNanos(this, RETRY_NANOS);
        }
        if (closing && lost) {
          break;
        }
      }
      for (int i = 0; i < SILENT_BLOCKS && sinkOpen; i++) {
        render(); // Lets the card play what it holds.
        write();
      }
    } finally {
      release();
    }
  }

  private void release() {
    closeVoices();
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
    advance();
    boolean sounding = (current != null || !leaving.isEmpty()) && !(paused && mixer.isPaused());
    silentBlocks = sounding ? 0 : Math.min(SILENT_BLOCKS + 1, silentBlocks + 1);
    boolean awake = sounding || (sinkOpen && silentBlocks <= SILENT_BLOCKS);
    if (awake && ready()) {
      render();
      write();
    } else if (silentBlocks == SILENT_BLOCKS + 1 && sinkOpen) {
      sink.idle();
    }
    publish();
    return awake && sinkOpen;
  }

  /** Follows the volume that was asked for as far as the ceiling of the hour allows. */
  private void limit() {
    int allowed = Math.min(volume, ceiling.now());
    if (allowed != audible) {
      audible = allowed;
      mixer.volume(allowed);
    }
  }

  /** Starts what is due between two blocks. */
  private void advance() {
    if (current != null && current.hasEnded()) {
      current.close();
      current = null;
    }
    if (session == null || session.queue == null) {
      return;
    }
    if (current == null) {
      if (session.upcoming != null) {
        start(entrance, Optional.empty());
        entrance = SHORT_FADE;
      } else {
        prepare(session);
      }
      return;
    }
    if (current.fade().isLeaving()) {
      return;
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
      long frames = Pcm.frames(remaining.get());
      current.fade().out(frames);
      leaving.add(current);
      current = null;
      start(remaining.get(), Optional.empty());
    }
  }

  /** Makes a voice as loud as all others; neighbours on an album keep their difference. */
  private void level(TrackPlayback voice, Optional<TrackPlayback> before) {
    if (before.isPresent() && Album.follows(before.get(), voice)) {
      voice.gain(before.get().gain());
      return;
    }
    double decibels =
        leveler.gain(
            voice.track(),
            voice.tags(),
            !session.request.shuffle(),
            later -> post(() -> voice.glide(factor(later), Pcm.frames(LEVEL_GLIDE))));
    voice.gain(factor(decibels));
  }

  private static double factor(double decibels) {
    return Math.pow(10, decibels / 20);
  }

  /** Brings the upcoming voice to the front. */
  private void start(Duration fadeIn, Optional<TrackPlayback> before) {
    TrackPlayback voice = session.upcoming;
    level(voice, before);
    session.upcoming = null;
    session.queue.started(voice.track());
    Map<String, List<String>> now = new HashMap<>();
    shuffles.forEach((playlist, shuffle) -> now.put(playlist, shuffle.played()));
    rounds = Map.copyOf(now);
    starts = recent.all();
    if (!fadeIn.isZero()) {
      voice.fade().out(0);
      voice.fade().in(Pcm.frames(fadeIn));
    }
    current = voice;
    LOG.info("playing {} from {}", voice.track().name(), session.request.playlist());
  }

  private void render() {
    Arrays.fill(block, 0);
    if (!(paused && mixer.isPaused())) {
      int done = 0;
      while (done < TrackPlayback.BLOCK && current != null) {
        done += mix(current, done);
        if (done < TrackPlayback.BLOCK) {
          TrackPlayback before = current;
          current.close();
          current = null;
          if (session != null && session.upcoming != null) {
            start(Duration.ZERO, Optional.of(before)); // At the very next frame: no gap.
          }
        }
      }
      for (Iterator<TrackPlayback> voices = leaving.iterator(); voices.hasNext(); ) {
        TrackPlayback voice = voices.next();
        mix(voice, 0);
        if (voice.hasEnded()) {
          voice.close();
          voices.remove();
        }
      }
    }
    mixer.process(block, TrackPlayback.BLOCK);
  }

  private int mix(TrackPlayback voice, int offset) {
    try {
      return voice.mix(block, offset, TrackPlayback.BLOCK - offset);
    } catch (IOException e) {
      report(voice.track().location(), "broken from " + seconds(voice.position()) + " on", e);
      return 0;
    }
  }

  /** Lets what plays fade out; what follows starts when it has, and fades in as long. */
  private void leave(Duration fade) {
    entrance = fade;
    if (current != null && !current.fade().isLeaving()) {
      current.fade().out(Pcm.frames(fade));
    }
    leaving.forEach(voice -> voice.fade().out(Pcm.frames(fade)));
  }

  // ---- playlists and files

  private void begin(PlayRequest request) {
    paused = false;
    mixer.resume(Pcm.frames(SHORT_FADE));
    if (restored != null && pending != null && pending.request.continues(request)) {
      pending.request = request; // It is about to play, and from where it was.
      if (pending.queue != null) {
        pending.queue.ban(request.banned());
      }
      return;
    }
    drop(pending);
    pending = null;
    restored = null;
    if (session != null && session.request.continues(request)) {
      goOn(request);
      return;
    }
    begin(request, Optional.empty(), Duration.ZERO);
  }

  /** The same playlist, but perhaps without a track that it had before. */
  private void goOn(PlayRequest request) {
    session.request = request;
    session.queue.ban(request.banned());
    if (session.upcoming != null && request.banned().contains(at(session.upcoming))) {
      unprepare(session);
    }
    if (current != null && request.banned().contains(at(current))) {
      leave(SHORT_FADE);
      prepare(session);
    }
  }

  private static String at(TrackPlayback voice) {
    return voice.track().location();
  }

  private void begin(PlayRequest request, Optional<Track> first, Duration from) {
    Session next = new Session(request);
    next.first = first;
    next.from = from;
    pending = next;
    load(
        () -> {
          try {
            Playlist playlist = PlaylistReader.read(request.playlist());
            post(() -> opened(next, playlist));
          } catch (IOException | RuntimeException e) {
            LOG.debug("{}", request.playlist(), e);
            post(() -> unplayable(next, reason(e)));
          }
        });
  }

  private void opened(Session to, Playlist playlist) {
    if (to != pending) {
      return;
    }
    for (String note : playlist.notes()) {
      if (reported.add(note)) {
        LOG.warn("{}", note);
      }
    }
    Optional<Shuffle> shuffle =
        to.request.shuffle()
            ? Optional.of(shuffles.computeIfAbsent(to.request.playlist(), p -> new Shuffle(random)))
            : Optional.empty();
    to.queue = new TrackQueue(playlist, shuffle, recent);
    to.queue.ban(to.request.banned());
    if (to.patient && current != null) {
      playlist.find(current.track().location()).ifPresent(to.queue::started);
    }
    to.first = to.first.flatMap(track -> playlist.find(track.location()));
    to.first.ifPresent(to.queue::force);
    prepare(to);
  }

  /** Sees to it that the session's next track gets opened, unless it is or is being opened. */
  private void prepare(Session to) {
    if (to.queue == null || to.loading || to.upcoming != null) {
      return;
    }
    Optional<Track> track = to.queue.peek();
    if (track.isEmpty()) {
      unplayable(to, "it holds nothing that can be played");
      return;
    }
    Duration from = track.equals(to.first) ? to.from : Duration.ZERO;
    to.first = Optional.empty();
    to.loading = true;
    load(
        () -> {
          try {
            TrackPlayback voice = TrackPlayback.open(sources, track.get(), from);
            post(() -> prepared(to, voice));
          } catch (IOException | RuntimeException e) {
            post(() -> failed(to, track.get(), e));
          }
        });
  }

  /** Forgets a track that was opened, as another one shall follow. */
  private void unprepare(Session of) {
    if (of.upcoming != null) {
      of.upcoming.close();
      of.upcoming = null;
    }
  }

  private void prepared(Session to, TrackPlayback voice) {
    to.loading = false;
    boolean wanted = to == session || to == pending;
    if (!wanted || to.queue.isOvertaken(voice.track())) {
      voice.close();
      if (wanted) {
        prepare(to);
      }
      return;
    }
    to.upcoming = voice;
    leveler.learn(voice.track(), voice.tags());
    if (to == pending) {
      drop(session);
      session = to;
      pending = null;
      restored = null;
      if (!to.patient) {
        leave(to.request.fade());
      }
    }
  }

  private void failed(Session to, Track track, Exception e) {
    to.loading = false;
    report(track.location(), "skipped", e);
    to.queue.broken(track);
    if (to == session || to == pending) {
      prepare(to);
    }
  }

  /** Gives up on a playlist; it is not tried again until it is asked for again. */
  private void unplayable(Session which, String reason) {
    if (which == pending) {
      LOG.error(
          "playlist {} cannot be played: {}; {}",
          which.request.playlist(),
          reason,
          session == null ? "it stays silent" : "what plays goes on");
      pending = null;
      restored = null;
    } else if (which == session) {
      LOG.error("playlist {} ends: {}", which.request.playlist(), reason);
      session = null;
    }
  }

  private void drop(Session dropped) {
    if (dropped != null) {
      unprepare(dropped);
    }
  }

  private void load(Runnable task) {
    if (!closing) {
      loader.execute(task);
    }
  }

  /** Logs what is wrong with a file, once for each file. */
  private void report(String location, String what, Exception e) {
    if (reported.add(location)) {
      LOG.warn("{} {}: {}", location, what, reason(e));
      LOG.debug("{}", location, e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  // ---- the device

  /** Whether the device is open; a lost one is tried again twice a second. */
  private boolean ready() {
    if (sinkOpen) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (lost && now - retryAt < 0) {
      return false;
    }
    try {
      sink.open();
    } catch (IOException e) {
      if (!lost) {
        lose("is not there", e);
      }
      retryAt = now + RETRY_NANOS;
      return false;
    }
    sinkOpen = true;
    if (lost) {
      lost = false;
      LOG.info(
          "sound device {} is back after {}; {} goes on",
          sink.name(),
          seconds(Duration.ofNanos(now - lostAt)),
          current == null ? "nothing" : current.track().name());
    }
    return true;
  }

  private void write() {
    try {
      sink.write(block, TrackPlayback.BLOCK);
    } catch (IOException e) {
      rewind();
      lose("is lost", e);
    }
  }

  private void lose(String how, IOException e) {
    sinkOpen = false;
    sink.close();
    lost = true;
    lostAt = nanoTime.getAsLong();
    retryAt = lostAt;
    LOG.warn(
        "sound device {} {}: {}; the music waits until it is back", sink.name(), how, reason(e));
  }

  /** Goes back to what was heard last; what was leaving has left. */
  private void rewind() {
    closeLeaving();
    mixer.clear();
    if (current == null) {
      return;
    }
    Duration heard = heard(current);
    try {
      current.seek(heard);
      current.fade().out(0);
      current.fade().in(Pcm.frames(SHORT_FADE));
    } catch (IOException e) {
      report(current.track().location(), "cannot go back to " + seconds(heard), e);
    }
  }

  private Duration heard(TrackPlayback voice) {
    Duration behind = Pcm.duration(sinkOpen ? sink.latency() + Limiter.DELAY : 0);
    Duration heard = voice.position().minus(behind);
    return heard.isNegative() ? Duration.ZERO : heard;
  }

  private void publish() {
    State state;
    if (session == null && pending == null && current == null) {
      state = State.STOPPED;
    } else if (paused) {
      state = State.PAUSED;
    } else {
      state = lost ? State.WAITING : State.PLAYING;
    }
    Optional<TrackPlayback> voice = Optional.ofNullable(current);
    status =
        new PlayerStatus(
            state,
            Optional.ofNullable(session).map(s -> s.request.playlist()),
            voice.map(TrackPlayback::trackNow),
            voice.map(this::heard).orElse(Duration.ZERO),
            audible);
    PlayerState kept = restored;
    memory = kept != null ? kept : remember(voice);
  }

  private PlayerState remember(Optional<TrackPlayback> voice) {
    Optional<PlayRequest> request = Optional.ofNullable(session).map(s -> s.request);
    if (voice.isEmpty() && request.isPresent()) {
      // Between two tracks, while the next is being opened, the place is still that of the last.
      return new PlayerState(
          request, memory.track(), memory.position(), paused, volume, rounds, starts);
    }
    return new PlayerState(
        request,
        voice.map(TrackPlayback::track),
        status.position(),
        paused,
        volume,
        rounds,
        starts);
  }

  private void closeVoices() {
    closeLeaving();
    if (current != null) {
      current.close();
      current = null;
    }
    drop(session);
    drop(pending);
  }

  private void closeLeaving() {
    leaving.forEach(TrackPlayback::close);
    leaving.clear();
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
