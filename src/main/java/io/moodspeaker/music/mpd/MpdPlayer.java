package io.moodspeaker.music.mpd;

import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.PlaylistReader;
import io.moodspeaker.music.RecentTracks;
import io.moodspeaker.music.Shuffle;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
public final class MpdPlayer implements MusicPlayer {
  private static final Logger LOG = LoggerFactory.getLogger(MpdPlayer.class);

  /** How often the server is asked what it does. */
  private static final long POLL_MILLIS = 250;

  private static final long RETRY_MILLIS = 1000;

  private static final long SEEK_MILLIS = 50;

  /** Two seconds' worth; after that it plays from the start. */
  private static final int SEEK_ATTEMPTS = 40;

  private static final Duration RESTART = Duration.ofSeconds(3);

  /** So many steps back are possible in a shuffled list; nobody goes back further. */
  private static final int MOST_HISTORY = 50;

  /**
   * How this player behaves.
   *
   * @param volume 0 to 100, at the start
   * @param crossfade between all tracks; MPD knows whole seconds
   * @param recent which tracks of a shuffled list must wait for others
   * @param music the server's music directory as this machine sees it; over a local socket the
   *     server is asked for it
   */
  public record Settings(
      int volume,
      VolumeCeiling ceiling,
      Duration crossfade,
      RecentTracks recent,
      Optional<Path> music) {
    /** Settings under which every track may return at once. */
    public Settings(int volume, VolumeCeiling ceiling, Duration crossfade, Optional<Path> music) {
      this(
          volume,
          ceiling,
          crossfade,
          new RecentTracks(Duration.ZERO, InstantSource.system()),
          music);
    }
  }

  /** A playlist while it plays. */
  private static final class Session {
    PlayRequest request;
    final List<Track> tracks;
    final Optional<Shuffle> shuffle;

    Session(PlayRequest request, List<Track> tracks, Optional<Shuffle> shuffle) {
      this.request = request;
      this.tracks = tracks;
      this.shuffle = shuffle;
    }
  }

  /**
   * What was sent to the server and does not play yet.
   *
   * @param entries by id
   * @param first the id of the track to begin with
   * @param before how many tracks stand before them in the server's queue
   */
  private record Sent(
      Session session, Map<Integer, QueueLoader.Entry> entries, int first, int before) {}

  private final MpdAddress address;
  private final Settings settings;
  private final RandomGenerator random;
  private final BlockingQueue<MpdVolume.Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile PlayerStatus status;
  private volatile PlayerState memory;
  private volatile boolean closing;

  // Everything below belongs to the thread.

  /** The server's queue by the ids in it, in its order. */
  private final Map<Integer, QueueLoader.Entry> queue = new LinkedHashMap<>();

  private final Map<String, Shuffle> shuffles = new HashMap<>();
  private final Set<String> reported = new HashSet<>();
  private final MpdVolume volume;
  private final QueueLoader intake;
  private Optional<Session> session = Optional.empty();

  /** The id of the track that was last seen to play, and counted. */
  private String counted = "";

  private boolean away;
  private Duration crossfade;

  /** A player that connects when it can. */
  public MpdPlayer(MpdAddress address, Settings settings, RandomGenerator random) {
    this.address = address;
    this.settings = settings;
    this.random = random;
    this.crossfade = settings.crossfade();
    this.volume = new MpdVolume(address, settings.volume(), settings.ceiling());
    this.intake =
        new QueueLoader(address, new MpdNames(address.isLocal(), settings.music()), reported);
    this.status =
        new PlayerStatus(
            State.STOPPED, Optional.empty(), Optional.empty(), Duration.ZERO, volume.audible());
    this.memory =
        new PlayerState(
            Optional.empty(),
            Optional.empty(),
            Duration.ZERO,
            false,
            settings.volume(),
            Map.of(),
            Map.of());
    this.thread = Thread.ofPlatform().daemon().name("music-mpd").unstarted(this::run);
    thread.start();
  }

  // ---- what callers ask for

  @Override
  public void follow(PlayRequest wanted) {
    orders.add(mpd -> follow(mpd, wanted));
  }

  @Override
  public void play(PlayRequest wanted) {
    orders.add(mpd -> change(mpd, wanted));
  }

  @Override
  public void stop(Duration fade) {
    orders.add(
        mpd -> {
          session = Optional.empty();
          volume.out(mpd, fade);
          mpd.send("stop");
          clear(mpd);
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
  public void crossfade(Duration time) {
    orders.add(
        mpd -> {
          crossfade = time;
          mpd.send("crossfade", time.toSeconds());
        });
  }

  @Override
  public PlayerStatus status() {
    return status;
  }

  /** What this player needs to go on after a restart; taken a moment ago. */
  public PlayerState memory() {
    return memory;
  }

  /**
   * Goes on as a player did before a restart; to be called before anything else. A server that has
   * played on meanwhile is not set back.
   */
  public void restore(PlayerState before) {
    memory = before;
    orders.add(
        mpd -> {
          volume.wish(before.volume());
          settings.recent().restore(before.recent());
          before.rounds().forEach((playlist, played) -> shuffle(playlist).restore(played));
          if (before.request().isPresent()) {
            takeUp(mpd, before.request().get(), before.track(), before.position(), before.paused());
          }
        });
  }

  /** Lets the server fall silent and hangs up. */
  @Override
  public void close() {
    stop(MpdVolume.SHORT);
    closing = true;
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
    mpd.send("crossfade", crossfade.toSeconds());
    if (away) {
      away = false;
      LOG.info("{} is back", address);
    }
    if (address.isLocal() && settings.music().isEmpty()) {
      intake.names(new MpdNames(true, askForMusic(mpd)));
    }
    volume.whole(mpd);
    if (session.isPresent() && !isOurs(mpd.send("currentsong"))) {
      PlayerStatus before = status;
      takeUp(mpd, session.get().request, before.track(), before.position(), memory.paused());
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
    return entry(song.get("id")).filter(e -> e.name().equals(song.get("file"))).isPresent();
  }

  private Optional<QueueLoader.Entry> entry(String id) {
    return Optional.ofNullable(id).map(Integer::valueOf).map(queue::get);
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
            last.position(),
            last.volume());
  }

  // ---- playlists

  private void change(MpdConnection mpd, PlayRequest wanted)
      throws IOException, InterruptedException {
    boolean same =
        session
            .map(s -> s.request)
            .filter(r -> r.continues(wanted) && wanted.banned().containsAll(r.banned()))
            .isPresent();
    if (same) {
      session.get().request = wanted;
      ban(mpd, wanted.banned());
      goOn(mpd);
      return;
    }
    Optional<Sent> sent = send(mpd, wanted, tracks(wanted), Optional.empty());
    if (sent.isPresent()) {
      if (MpdVolume.sounds(mpd)) {
        volume.out(mpd, wanted.fade());
      }
      turn(mpd, sent.get());
      volume.in(mpd, wanted.fade());
    }
  }

  private void follow(MpdConnection mpd, PlayRequest wanted)
      throws IOException, InterruptedException {
    Map<String, String> now = mpd.send("status");
    Optional<QueueLoader.Entry> present = entry(now.get("songid"));
    if (!"play".equals(now.get("state")) || present.isEmpty()) {
      change(mpd, wanted);
      return;
    }
    List<Track> others = new ArrayList<>(tracks(wanted));
    others.removeIf(track -> track.location().equals(present.get().track().location()));
    Optional<Sent> sent = send(mpd, wanted, others, Optional.empty());
    if (sent.isPresent()) {
      int song = Integer.parseInt(now.getOrDefault("song", "0"));
      if (song + 1 < sent.get().before()) {
        mpd.send("delete", song + 1 + ":" + sent.get().before());
      }
      if (song > 0) {
        mpd.send("delete", "0:" + song);
      }
      mpd.send("repeat", sent.get().session().shuffle.isPresent() ? 0 : 1);
      queue.clear();
      queue.put(Integer.valueOf(now.get("songid")), present.get());
      queue.putAll(sent.get().entries());
      session = Optional.of(sent.get().session());
    }
  }

  /** Plays a playlist again from where it was heard, unless the server is further on by itself. */
  private void takeUp(
      MpdConnection mpd, PlayRequest wanted, Optional<Track> track, Duration at, boolean paused)
      throws IOException, InterruptedException {
    Map<String, String> now = mpd.send("status");
    Optional<String> playing =
        Optional.ofNullable(mpd.send("currentsong").get("file"))
            .filter(file -> !"stop".equals(now.get("state")));
    List<Track> tracks = tracks(wanted);
    Optional<Track> further =
        playing.flatMap(
            file -> tracks.stream().filter(t -> intake.names().of(t).contains(file)).findFirst());
    Optional<Track> begin = further.or(() -> track);
    Optional<Sent> sent = send(mpd, wanted, tracks, begin);
    if (sent.isEmpty()) {
      return;
    }
    QueueLoader.Entry first = sent.get().entries().get(sent.get().first());
    turn(mpd, sent.get());
    if (begin.filter(b -> b.location().equals(first.track().location())).isPresent()) {
      seek(mpd, sent.get().first(), further.isPresent() ? elapsed(now) : at);
    }
    if (paused) {
      mpd.send("pause", 1);
      volume.whole(mpd);
    } else {
      volume.in(mpd, MpdVolume.SHORT);
    }
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
  private void turn(MpdConnection mpd, Sent sent) throws IOException {
    volume.none(mpd);
    mpd.send("repeat", sent.session().shuffle.isPresent() ? 0 : 1);
    mpd.send("playid", sent.first());
    if (sent.before() > 0) {
      mpd.send("delete", "0:" + sent.before());
    }
    queue.clear();
    queue.putAll(sent.entries());
    session = Optional.of(sent.session());
    LOG.info("playing {} on {}", sent.session().request.playlist(), address);
  }

  /**
   * Appends a playlist's tracks, or the first of a shuffled one, to the server's queue.
   *
   * @param start where to begin, if the server takes it
   * @return empty if the server took none
   */
  private Optional<Sent> send(
      MpdConnection mpd, PlayRequest wanted, List<Track> tracks, Optional<Track> start)
      throws IOException, InterruptedException {
    Optional<Track> begin =
        start.flatMap(
            s -> tracks.stream().filter(t -> t.location().equals(s.location())).findFirst());
    Session next =
        new Session(
            wanted,
            tracks,
            wanted.shuffle() ? Optional.of(shuffle(wanted.playlist())) : Optional.empty());
    int before = Integer.parseInt(mpd.send("status").getOrDefault("playlistlength", "0"));
    Map<Integer, QueueLoader.Entry> taken = new LinkedHashMap<>();
    Optional<Integer> first = Optional.empty();
    intake.begin();
    if (next.shuffle.isPresent()) {
      first = begin.isPresent() ? intake.add(mpd, begin.get(), taken) : Optional.empty();
      first = first.isPresent() ? first : draw(mpd, next, taken);
    } else {
      Optional<Integer> found = Optional.empty();
      for (Track track : tracks) {
        Optional<Integer> id = intake.add(mpd, track, taken);
        first = first.or(() -> id);
        found = found.isEmpty() && begin.equals(Optional.of(track)) ? id : found;
      }
      first = found.isPresent() ? found : first;
    }
    if (first.isEmpty()) {
      LOG.error(
          "playlist {} cannot be played: the server takes none of it; {}",
          wanted.playlist(),
          session.isEmpty() ? "it stays silent" : "what plays goes on");
    }
    return first.map(id -> new Sent(next, taken, id, before));
  }

  private List<Track> tracks(PlayRequest wanted) {
    try {
      Playlist playlist = PlaylistReader.read(wanted.playlist());
      playlist.notes().stream().filter(reported::add).forEach(note -> LOG.warn("{}", note));
      return playlist.tracks().stream()
          .filter(track -> !wanted.banned().contains(track.location()))
          .filter(intake::isWithinReach)
          .toList();
    } catch (IOException | RuntimeException e) {
      LOG.error("playlist {} cannot be read: {}", wanted.playlist(), e.getMessage());
      LOG.debug("{}", wanted.playlist(), e);
      return List.of();
    }
  }

  private Shuffle shuffle(String playlist) {
    return shuffles.computeIfAbsent(playlist, p -> new Shuffle(random));
  }

  /** Appends a shuffled playlist's next track; empty if there is none that the server takes. */
  private Optional<Integer> draw(
      MpdConnection mpd, Session of, Map<Integer, QueueLoader.Entry> taken)
      throws IOException, InterruptedException {
    while (true) {
      List<Track> candidates =
          of.tracks.stream()
              .filter(t -> !intake.isRefused(t))
              .filter(t -> !of.request.banned().contains(t.location()))
              .toList();
      Shuffle shuffle = of.shuffle.orElseThrow();
      List<Track> rested =
          candidates.stream().filter(track -> !settings.recent().rests(track)).toList();
      Optional<Track> track = shuffle.draw(rested).or(() -> shuffle.draw(candidates));
      if (track.isEmpty()) {
        return Optional.empty();
      }
      Optional<Integer> id = intake.add(mpd, track.get(), taken);
      if (id.isPresent()) {
        return id;
      }
    }
  }

  // ---- while it plays

  /** Sees to it that a shuffled list goes on, and that one which cannot is given up. */
  private void advance(MpdConnection mpd, Map<String, String> now)
      throws IOException, InterruptedException {
    String error = now.get("error");
    if (error != null && reported.add(error)) {
      LOG.warn("{} says: {}", address, error);
    }
    if (session.isEmpty()) {
      return;
    }
    Session playing = session.get();
    Optional<QueueLoader.Entry> present = entry(now.get("songid"));
    boolean stopped = "stop".equals(now.get("state"));
    if ("0".equals(now.get("playlistlength"))) {
      end(playing, "the server's queue was emptied");
    } else if (stopped && (present.isEmpty() || error != null)) {
      goFurther(mpd, playing, present);
    } else if (present.isPresent() && playing.shuffle.isPresent()) {
      if (!stopped && !counted.equals(now.get("songid"))) {
        counted = now.get("songid");
        playing.shuffle.get().played(present.get().track());
        settings.recent().started(present.get().track());
      }
      if (now.get("songid").equals(last())) {
        draw(mpd, playing, queue);
        shorten(mpd);
      }
    }
  }

  /** The server came to an end, or to a track that it cannot play and has no other. */
  private void goFurther(MpdConnection mpd, Session playing, Optional<QueueLoader.Entry> failed)
      throws IOException, InterruptedException {
    failed.ifPresent(entry -> intake.refuse(entry.track()));
    mpd.send("clearerror");
    Optional<Integer> next =
        playing.shuffle.isPresent() ? draw(mpd, playing, queue) : Optional.empty();
    if (next.isPresent()) {
      mpd.send("playid", next.get());
    } else {
      end(playing, "it holds nothing more that can be played");
    }
  }

  private void end(Session playing, String why) {
    LOG.error("playlist {} ends: {}", playing.request.playlist(), why);
    session = Optional.empty();
  }

  /** The id of the last track that the server was sent. */
  private String last() {
    int last = 0;
    for (int id : queue.keySet()) {
      last = id;
    }
    return Integer.toString(last);
  }

  private void shorten(MpdConnection mpd) throws IOException {
    Iterator<Integer> ids = queue.keySet().iterator();
    while (queue.size() > MOST_HISTORY) {
      mpd.send("deleteid", ids.next());
      ids.remove();
    }
  }

  private void ban(MpdConnection mpd, Set<String> banned) throws IOException, InterruptedException {
    Optional<QueueLoader.Entry> present = entry(mpd.send("currentsong").get("id"));
    MpdVolume.Order leave =
        m -> {
          for (Iterator<Map.Entry<Integer, QueueLoader.Entry>> all = queue.entrySet().iterator();
              all.hasNext(); ) {
            Map.Entry<Integer, QueueLoader.Entry> one = all.next();
            if (banned.contains(one.getValue().track().location())) {
              m.send("deleteid", one.getKey());
              all.remove();
            }
          }
        };
    if (present.filter(entry -> banned.contains(entry.track().location())).isPresent()) {
      volume.softly(mpd, leave);
    } else {
      leave.run(mpd);
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

  private void clear(MpdConnection mpd) throws IOException {
    mpd.send("clear");
    queue.clear();
  }

  // ---- status

  private void publish(MpdConnection mpd, Map<String, String> now) throws IOException {
    Map<String, String> song = mpd.send("currentsong");
    State state =
        switch (now.getOrDefault("state", "stop")) {
          case "play" -> State.PLAYING;
          case "pause" -> State.PAUSED;
          default -> State.STOPPED;
        };
    Optional<Track> track =
        Optional.ofNullable(song.get("file"))
            .map(
                file ->
                    entry(song.get("id"))
                        .map(QueueLoader.Entry::track)
                        .orElseGet(() -> new Track(file, Optional.ofNullable(song.get("title")))));
    Optional<PlayRequest> request = session.map(s -> s.request);
    status =
        new PlayerStatus(
            state, request.map(PlayRequest::playlist), track, elapsed(now), volume.audible());
    Map<String, List<String>> rounds = new HashMap<>();
    shuffles.forEach((playlist, shuffle) -> rounds.put(playlist, shuffle.played()));
    memory =
        new PlayerState(
            request,
            track.filter(t -> request.isPresent()),
            request.isPresent() ? elapsed(now) : Duration.ZERO,
            state == State.PAUSED,
            volume.wish(),
            rounds,
            settings.recent().all());
  }

  private static Duration elapsed(Map<String, String> now) {
    return Duration.ofMillis(
        Math.round(Double.parseDouble(now.getOrDefault("elapsed", "0")) * 1000));
  }
}
