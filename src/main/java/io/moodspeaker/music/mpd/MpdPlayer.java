package io.moodspeaker.music.mpd;

import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayQueue;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.PlaylistReader;
import io.moodspeaker.music.RecentTracks;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.Rounds;
import io.moodspeaker.music.Taste;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.support.Durations;
import io.moodspeaker.support.Threads;
import io.moodspeaker.support.Urls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player that leaves the playing to an MPD server.
 *
 * <p>A thread of its own talks to the server: orders come to it through a queue, and wait there
 * while the server is away. Playlists are read here. A list that is played as it stands is sent
 * whole; of a shuffled one the server knows what plays and what comes next. Fades are steps of the
 * server's volume.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails in them is told by them.
public final class MpdPlayer implements MusicPlayer {
  private static final Logger LOG = LoggerFactory.getLogger(MpdPlayer.class);

  /** How often the server is asked what it does. */
  private static final long POLL_MILLIS = 250;

  private static final long RETRY_MILLIS = 1000;

  private static final long SEEK_MILLIS = 50;

  /** Two seconds' worth; after that it plays from the start. */
  private static final int SEEK_ATTEMPTS = 40;

  /** So many lists may hang before no more are read. */
  private static final int MOST_LISTS = 16;

  /** A large collection on a slow disk takes its time to be listed. */
  private static final Duration READING = Duration.ofSeconds(90);

  private static final Duration RESTART = Duration.ofSeconds(3);

  /**
   * How this player behaves.
   *
   * @param volume 0 to 100, at the start
   * @param crossfade between all tracks; MPD knows whole seconds
   * @param recent which tracks of a shuffled list must wait for others
   * @param taste prefers tracks of shuffled lists
   * @param music the server's music directory as this machine sees it; over a local socket the
   *     server is asked for it
   */
  public record Settings(
      int volume,
      VolumeCeiling ceiling,
      Duration crossfade,
      RecentTracks recent,
      Taste taste,
      Optional<Path> music) {}

  private final MpdAddress address;
  private final Settings settings;
  private final PlaylistReader reader;
  private final ExecutorService lists = Threads.pool("music-list", MOST_LISTS);
  private final BlockingQueue<MpdVolume.Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile PlayerStatus status;
  private volatile PlayerState memory;
  private volatile PlayQueue ahead = PlayQueue.NONE;
  private volatile boolean closing;

  /** The last request; one that was made before is of no use any more. */
  private volatile CompletableFuture<PlayResult> latest = new CompletableFuture<>();

  /** What is to go on after a restart. */
  private record Restoring(PlayRequest request, CompletableFuture<PlayResult> result) {}

  private volatile Optional<Restoring> restoring = Optional.empty();

  // Everything below belongs to the thread.

  private final Rounds rounds;
  private final Reported reported = new Reported(LOG);
  private final MpdVolume volume;
  private final QueueLoader loader;
  private final MpdQueue queue;
  private Optional<MpdQueue.Session> session = Optional.empty();

  /** The id of the track that was last seen to play, and counted. */
  private String counted = "";

  /** The id of the track that was told last. */
  private String told = "";

  private boolean away;
  private Duration crossfade;

  /** A player that connects when it can. */
  public MpdPlayer(
      MpdAddress address, PlaylistReader reader, Settings settings, RandomGenerator random) {
    this.address = address;
    this.reader = reader;
    this.settings = settings;
    this.rounds = new Rounds(random, settings.recent(), settings.taste());
    this.crossfade = settings.crossfade();
    this.volume = new MpdVolume(address, settings.volume(), settings.ceiling());
    this.loader =
        new QueueLoader(address, new MpdNames(address.isLocal(), settings.music()), reported);
    this.queue = new MpdQueue(loader);
    this.status = PlayerStatus.stopped(volume.chosen());
    this.memory = PlayerState.nothing(settings.volume());
    this.thread = Threads.start("music-mpd", this::run);
  }

  /** Why a server does not answer; empty if it does. */
  public static Optional<String> probe(MpdAddress address) {
    try (MpdConnection mpd = new MpdConnection(address)) {
      mpd.send("status");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(reason(e));
    }
  }

  /** The schemes of the URIs that a server plays besides its own files; empty if it is away. */
  public static Optional<String> schemes(MpdAddress address) {
    try (MpdConnection mpd = new MpdConnection(address)) {
      return Optional.of(String.join(" ", mpd.values("urlhandlers")));
    } catch (IOException e) {
      LOG.debug("{}", address, e);
      return Optional.empty();
    }
  }

  // ---- what callers ask for

  @Override
  public CompletableFuture<PlayResult> play(PlayRequest wanted) {
    Optional<Restoring> first = restoring.filter(r -> !r.result().isDone());
    if (first.filter(r -> r.request().continues(wanted)).isPresent()) {
      // It is about to play, and from where it was.
      return first
          .get()
          .result()
          .thenCompose(
              how ->
                  how instanceof PlayResult.Superseded
                      ? CompletableFuture.completedFuture(how)
                      : read(wanted, this::change));
    }
    return read(wanted, this::change);
  }

  @Override
  public CompletableFuture<PlayResult> follow(PlayRequest wanted) {
    return read(wanted, this::follow);
  }

  /** What is done with a playlist that was read. */
  private interface Change {
    void make(MpdConnection mpd, MpdQueue.Session next) throws IOException, InterruptedException;
  }

  /** Reads a playlist on a thread of its own, and then lets the server have it. */
  private CompletableFuture<PlayResult> read(PlayRequest wanted, Change change) {
    CompletableFuture<PlayResult> result = new CompletableFuture<>();
    supersede(result);
    try {
      var unused =
          CompletableFuture.supplyAsync(() -> list(wanted), lists)
              .orTimeout(READING.toSeconds(), TimeUnit.SECONDS)
              .whenComplete(
                  (playlist, failure) -> {
                    if (failure != null) {
                      result.complete(new PlayResult.Failed(reason(failure)));
                    } else {
                      orders.add(mpd -> make(mpd, change, wanted, playlist, result));
                    }
                  });
    } catch (RejectedExecutionException e) {
      LOG.debug("{} is not read", wanted.id(), e);
      result.complete(new PlayResult.Failed("is not read, as " + MOST_LISTS + " other lists hang"));
    }
    return result;
  }

  private void supersede(CompletableFuture<PlayResult> by) {
    CompletableFuture<PlayResult> before = latest;
    latest = by;
    before.complete(new PlayResult.Superseded());
  }

  private Playlist list(PlayRequest wanted) {
    try {
      return reader.read(wanted.playlist());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof UncheckedIOException)) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return "does not answer within " + Durations.format(READING);
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private void make(
      MpdConnection mpd,
      Change change,
      PlayRequest wanted,
      Playlist playlist,
      CompletableFuture<PlayResult> result)
      throws IOException, InterruptedException {
    if (result.isDone()) {
      return;
    }
    reported.list(playlist.leftOut());
    change.make(
        mpd, new MpdQueue.Session(wanted, playlist, rounds.queue(wanted, playlist), result));
  }

  @Override
  public void stop(Duration fade) {
    supersede(new CompletableFuture<>());
    orders.add(
        mpd -> {
          session = Optional.empty();
          volume.out(mpd, fade);
          mpd.send("stop");
          queue.clear(mpd);
          volume.whole(mpd);
        });
  }

  @Override
  public void pause() {
    orders.add(
        mpd -> {
          if (MpdVolume.sounds(mpd)) {
            volume.out(mpd, MpdVolume.SHORT);
            mpd.send("pause", 1);
            volume.whole(mpd);
          }
        });
  }

  @Override
  public void resume() {
    orders.add(this::goOn);
  }

  @Override
  public void next() {
    orders.add(mpd -> volume.softly(mpd, m -> m.send("next")));
  }

  @Override
  public void previous() {
    orders.add(
        mpd ->
            volume.softly(
                mpd,
                m -> {
                  if (status.position().compareTo(RESTART) > 0) {
                    m.send("seekcur", 0);
                  } else {
                    m.send("previous");
                  }
                }));
  }

  @Override
  public void volume(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("volume must be 0 to 100, was " + percent);
    }
    orders.add(mpd -> volume.wish(percent));
  }

  @Override
  public void duck(boolean now) {
    orders.add(mpd -> volume.duck(now));
  }

  @Override
  public void crossfade(Duration time) {
    orders.add(
        mpd -> {
          crossfade = time;
          attempt(mpd, "crossfade", time.toSeconds());
        });
  }

  @Override
  public PlayerStatus status() {
    return status;
  }

  @Override
  public PlayQueue queue() {
    return ahead;
  }

  @Override
  public String sink() {
    return address.toString();
  }

  @Override
  public PlayerState memory() {
    return memory;
  }

  /** Goes on as before a restart; a server that has played on meanwhile is not set back. */
  @Override
  public void restore(PlayerState before) {
    memory = before;
    orders.add(
        mpd -> {
          volume.wish(before.volume());
          rounds.restore(before);
        });
    before
        .request()
        .ifPresent(
            request ->
                restoring =
                    Optional.of(
                        new Restoring(
                            request,
                            read(
                                request,
                                (mpd, next) ->
                                    takeUp(
                                        mpd,
                                        next,
                                        before.track(),
                                        before.position(),
                                        before.paused())))));
  }

  /** Lets the server fall silent and hangs up. */
  @Override
  public void close() {
    stop(MpdVolume.SHORT);
    closing = true;
    lists.shutdownNow();
    try {
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  // ---- the thread

  private void run() {
    try {
      while (!closing) {
        try (MpdConnection mpd = new MpdConnection(address)) {
          arrive(mpd);
          serve(mpd);
        } catch (IOException e) {
          lose(e);
          TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed while it waited.
    }
  }

  private void arrive(MpdConnection mpd) throws IOException, InterruptedException {
    mpd.send("random", 0);
    mpd.send("single", 0);
    mpd.send("consume", 0);
    attempt(mpd, "crossfade", crossfade.toSeconds());
    if (away) {
      away = false;
      LOG.info("{} is back", address);
    }
    if (address.isLocal() && settings.music().isEmpty()) {
      loader.names(new MpdNames(true, askForMusic(mpd)));
    }
    volume.whole(mpd);
    if (session.isPresent() && !isOurs(mpd.send("currentsong"))) {
      PlayerStatus before = status;
      takeUp(mpd, session.get(), before.track(), before.position(), memory.paused());
    }
  }

  /** What Mopidy does without. */
  private static void attempt(MpdConnection mpd, String command, Object... arguments)
      throws IOException {
    try {
      mpd.send(command, arguments);
    } catch (MpdConnection.Refused e) {
      LOG.debug("{}", command, e);
    }
  }

  /** Only a client on the server's own machine is told. */
  private static Optional<Path> askForMusic(MpdConnection mpd) throws IOException {
    try {
      return Optional.ofNullable(mpd.send("config").get("music_directory"))
          .filter(folder -> folder.startsWith("/"))
          .map(Path::of);
    } catch (MpdConnection.Refused e) {
      LOG.debug("no music directory", e); // It has none, and plays by whole paths.
      return Optional.empty();
    }
  }

  /** Whether the server's present song is the one that was sent under its id. */
  private boolean isOurs(Map<String, String> song) {
    return queue.entry(song.get("id")).filter(e -> e.name().equals(song.get("file"))).isPresent();
  }

  private void serve(MpdConnection mpd) throws IOException, InterruptedException {
    while (!closing || !orders.isEmpty()) {
      MpdVolume.Order order = orders.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (order != null) {
        try {
          order.run(mpd);
        } catch (MpdConnection.Refused e) {
          LOG.warn("{} refuses: {}", address, e.getMessage());
        } catch (IOException e) {
          requeue(order);
          throw e;
        }
      }
      volume.limit(mpd);
      Map<String, String> answer = mpd.send("status");
      advance(mpd, answer);
      publish(mpd, answer);
    }
  }

  /** An order that was not followed is followed when the server is back, before all others. */
  private void requeue(MpdVolume.Order order) {
    List<MpdVolume.Order> later = new ArrayList<>();
    orders.drainTo(later);
    orders.add(order);
    orders.addAll(later);
  }

  private void lose(IOException e) {
    if (!away) {
      away = true;
      LOG.warn("{} does not answer: {}; orders wait until it does", address, e.getMessage());
      LOG.debug("{}", address, e);
    }
    PlayerStatus last = status;
    status =
        new PlayerStatus(
            session.isPresent() ? State.WAITING : State.STOPPED,
            last.playlist(),
            last.track(),
            last.tags(),
            last.position(),
            last.duration(),
            last.volume());
  }

  // ---- playlists

  private void change(MpdConnection mpd, MpdQueue.Session next)
      throws IOException, InterruptedException {
    PlayRequest wanted = next.request;
    boolean same =
        session
            .map(s -> s.request)
            .filter(r -> r.continues(wanted) && wanted.banned().containsAll(r.banned()))
            .isPresent();
    if (same) {
      session.get().request = wanted;
      session.get().order.ban(wanted.banned());
      ban(mpd, wanted.banned());
      goOn(mpd);
      playing(next, status.track().orElse(new Track(wanted.playlist())), status.tags());
      return;
    }
    Optional<MpdQueue.Sent> sent = send(mpd, next, Optional.empty(), Optional.empty());
    if (sent.isPresent()) {
      if (MpdVolume.sounds(mpd)) {
        volume.out(mpd, wanted.fade());
      }
      turn(mpd, sent.get());
      volume.in(mpd, wanted.fade());
      playing(next, sent.get().firstTrack(), MpdReply.tags(mpd.send("currentsong")));
    }
  }

  private static void playing(MpdQueue.Session which, Track track, TrackTags tags) {
    which.result.complete(new PlayResult.Playing(track, tags));
  }

  private Optional<MpdQueue.Sent> send(
      MpdConnection mpd, MpdQueue.Session next, Optional<Track> start, Optional<String> leaveOut)
      throws IOException, InterruptedException {
    Optional<MpdQueue.Sent> sent = queue.send(mpd, next, start, leaveOut);
    if (sent.isEmpty()) {
      next.result.complete(new PlayResult.Failed(next.failure));
    }
    return sent;
  }

  private void follow(MpdConnection mpd, MpdQueue.Session next)
      throws IOException, InterruptedException {
    Map<String, String> now = mpd.send("status");
    Optional<QueueLoader.Entry> present = queue.entry(now.get("songid"));
    if (!"play".equals(now.get("state")) || present.isEmpty()) {
      change(mpd, next);
      return;
    }
    Optional<MpdQueue.Sent> sent =
        send(mpd, next, Optional.empty(), Optional.of(present.get().track().id()));
    if (sent.isPresent()) {
      int song = Integer.parseInt(now.getOrDefault("song", "0"));
      if (song + 1 < sent.get().before()) {
        mpd.send("delete", song + 1 + ":" + sent.get().before());
      }
      if (song > 0) {
        mpd.send("delete", "0:" + song);
      }
      mpd.send("repeat", next.isShuffled() ? 0 : 1);
      Map<Integer, QueueLoader.Entry> all = new LinkedHashMap<>();
      all.put(Integer.valueOf(now.get("songid")), present.get());
      all.putAll(sent.get().entries());
      queue.replace(all);
      session = Optional.of(next);
      playing(next, sent.get().firstTrack(), TrackTags.NONE);
    }
  }

  /** Plays a playlist again from where it was heard, unless the server is further on by itself. */
  private void takeUp(
      MpdConnection mpd, MpdQueue.Session next, Optional<Track> track, Duration at, boolean paused)
      throws IOException, InterruptedException {
    Map<String, String> now = mpd.send("status");
    Optional<String> playing =
        Optional.ofNullable(mpd.send("currentsong").get("file"))
            .filter(file -> !"stop".equals(now.get("state")));
    Optional<Track> further =
        playing.flatMap(
            file ->
                next.playlist.tracks().stream()
                    .filter(t -> loader.names().of(t).contains(file))
                    .findFirst());
    Optional<Track> begin = further.or(() -> track);
    Optional<MpdQueue.Sent> sent = send(mpd, next, begin, Optional.empty());
    if (sent.isEmpty()) {
      return;
    }
    Track first = sent.get().firstTrack();
    turn(mpd, sent.get());
    if (begin.filter(b -> b.id().equals(first.id())).isPresent()) {
      seek(mpd, sent.get().first(), further.isPresent() ? MpdReply.elapsed(now) : at);
    }
    LOG.info("playing {} from {}", first.name(), next.request.id());
    if (paused) {
      mpd.send("pause", 1);
      volume.whole(mpd);
    } else {
      volume.in(mpd, MpdVolume.SHORT);
    }
    playing(next, first, TrackTags.NONE);
  }

  /** A track that was only just sent cannot be searched at once: the server has yet to open it. */
  private static void seek(MpdConnection mpd, int id, Duration position)
      throws IOException, InterruptedException {
    for (int attempt = 0; attempt < SEEK_ATTEMPTS; attempt++) {
      try {
        mpd.send("seekid", id, position.toMillis() / 1000.0);
        return;
      } catch (MpdConnection.Refused e) {
        LOG.debug("not yet", e);
        TimeUnit.MILLISECONDS.sleep(SEEK_MILLIS);
      }
    }
  }

  /** Plays what was sent, silent as yet, and forgets all that stood before it. */
  private void turn(MpdConnection mpd, MpdQueue.Sent sent) throws IOException {
    volume.none(mpd);
    mpd.send("repeat", sent.session().isShuffled() ? 0 : 1);
    mpd.send("playid", sent.first());
    if (sent.before() > 0) {
      mpd.send("delete", "0:" + sent.before());
    }
    queue.replace(sent.entries());
    session = Optional.of(sent.session());
    told = Integer.toString(sent.first());
  }

  // ---- while it plays

  /** Sees to it that a shuffled list goes on, and that one which cannot is given up. */
  private void advance(MpdConnection mpd, Map<String, String> now)
      throws IOException, InterruptedException {
    String error = now.get("error");
    if (error != null && reported.isNew(error)) {
      LOG.warn("{} says: {}", address, Urls.withoutSecrets(error));
    }
    if (session.isEmpty()) {
      return;
    }
    MpdQueue.Session playing = session.get();
    Optional<QueueLoader.Entry> present = queue.entry(now.get("songid"));
    boolean stopped = "stop".equals(now.get("state"));
    if ("0".equals(now.get("playlistlength"))) {
      end(playing, "the server's queue was emptied");
    } else if (stopped && (present.isEmpty() || error != null)) {
      goFurther(mpd, playing, present);
    } else if (present.isPresent() && playing.isShuffled()) {
      if (!stopped && !counted.equals(now.get("songid"))) {
        counted = now.get("songid");
        playing.order.started(present.get().track());
      }
      if (queue.isLast(now.get("songid"))) {
        queue.draw(mpd, playing);
      }
    }
  }

  /** The server came to an end, or to a track that it cannot play and has no other. */
  private void goFurther(
      MpdConnection mpd, MpdQueue.Session playing, Optional<QueueLoader.Entry> failed)
      throws IOException, InterruptedException {
    failed.ifPresent(entry -> playing.order.broken(entry.track()));
    attempt(mpd, "clearerror");
    Optional<Integer> next = playing.isShuffled() ? queue.draw(mpd, playing) : Optional.empty();
    if (next.isPresent()) {
      mpd.send("playid", next.get());
    } else {
      end(playing, "it holds nothing more that can be played");
    }
  }

  private void end(MpdQueue.Session playing, String why) {
    LOG.warn("{} ends: {}", playing.request.id(), why);
    session = Optional.empty();
  }

  private void ban(MpdConnection mpd, Set<String> banned) throws IOException, InterruptedException {
    boolean present =
        queue
            .entry(mpd.send("currentsong").get("id"))
            .filter(entry -> banned.contains(entry.track().id()))
            .isPresent();
    if (present) {
      volume.softly(mpd, m -> queue.remove(m, banned));
    } else {
      queue.remove(mpd, banned);
    }
  }

  private void goOn(MpdConnection mpd) throws IOException, InterruptedException {
    String state = mpd.send("status").getOrDefault("state", "stop");
    if (session.isPresent() && !state.equals("play")) {
      volume.none(mpd);
      mpd.send(state.equals("pause") ? "pause" : "play", state.equals("pause") ? 0 : -1);
      volume.in(mpd, MpdVolume.SHORT);
    }
  }

  // ---- status

  private void publish(MpdConnection mpd, Map<String, String> now) throws IOException {
    Map<String, String> song = mpd.send("currentsong");
    State state = MpdReply.state(now);
    Optional<Track> track =
        Optional.ofNullable(song.get("file"))
            .map(
                file ->
                    queue
                        .entry(song.get("id"))
                        .map(QueueLoader.Entry::track)
                        .orElseGet(() -> new Track(file, Optional.ofNullable(song.get("title")))));
    Optional<PlayRequest> request = session.map(s -> s.request);
    if (state == State.PLAYING && request.isPresent() && queue.entry(song.get("id")).isPresent()) {
      tellNext(song, track.orElseThrow(), request.get());
    }
    ahead =
        session
            .map(s -> queue.after(song.get("id"), s.order.ahead().tracks()))
            .orElse(PlayQueue.NONE);
    status =
        new PlayerStatus(
            state,
            request.map(PlayRequest::playlist),
            track,
            MpdReply.tags(song),
            MpdReply.elapsed(now),
            MpdReply.duration(now),
            volume.chosen());
    memory =
        new PlayerState(
            request,
            track.filter(t -> request.isPresent()),
            request.isPresent() ? MpdReply.elapsed(now) : Duration.ZERO,
            state == State.PAUSED,
            volume.wish(),
            rounds.played(),
            rounds.recent());
  }

  /** Tells of a track that followed by itself; of the first, whoever asked for it is told. */
  private void tellNext(Map<String, String> song, Track track, PlayRequest request) {
    if (!told.equals(song.get("id"))) {
      told = song.get("id");
      LOG.info("playing {} from {}", MpdReply.tags(song).name(track), request.id());
    }
  }
}
