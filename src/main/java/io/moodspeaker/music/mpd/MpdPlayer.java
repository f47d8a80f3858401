package io.moodspeaker.music.mpd;

import io.moodspeaker.music.AudioSources;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.PlaylistReader;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player that leaves the playing to an MPD server.
 *
 * <p>A thread of its own talks to the server: orders come to it through a queue, and wait there
 * while the server is away. Playlists are read here and sent track by track, in an order drawn
 * here; fades are steps of the server's volume.
 */
public final class MpdPlayer implements MusicPlayer {
  private static final Logger LOG = LoggerFactory.getLogger(MpdPlayer.class);

  /** How often the server is asked what it does. */
  private static final long POLL_MILLIS = 250;

  private static final long RETRY_MILLIS = 1000;

  /** Twenty steps a second are heard as one glide. */
  private static final long STEP_MILLIS = 50;

  /** Two seconds' worth; after that it plays from the start. */
  private static final int SEEK_ATTEMPTS = 40;

  private static final Duration RESTART = Duration.ofSeconds(3);

  /** What a thread can be asked to do with a connection. */
  private interface Order {
    void run(MpdConnection mpd) throws IOException, InterruptedException;
  }

  /**
   * How this player behaves.
   *
   * @param volume 0 to 100, at the start
   * @param crossfade between all tracks; MPD knows whole seconds
   * @param music the server's music directory as this machine sees it; not needed over a local
   *     socket
   */
  public record Settings(
      int volume, VolumeCeiling ceiling, Duration crossfade, Optional<Path> music) {}

  private final MpdAddress address;
  private final Settings settings;
  private final Random random;
  private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile PlayerStatus status;
  private volatile boolean closing;

  // Everything below belongs to the thread.
  private final Map<String, Track> sent = new HashMap<>();
  private final Set<String> reported = new HashSet<>();
  private Optional<PlayRequest> request = Optional.empty();
  private int volume;
  private int audible;
  private boolean away;
  private Duration crossfade;

  /** A player that connects when it can. */
  public MpdPlayer(MpdAddress address, Settings settings, Random random) {
    this.address = address;
    this.settings = settings;
    this.random = random;
    this.volume = settings.volume();
    this.crossfade = settings.crossfade();
    this.audible = Math.min(volume, settings.ceiling().now());
    this.status =
        new PlayerStatus(State.STOPPED, Optional.empty(), Optional.empty(), Duration.ZERO, audible);
    this.thread = Thread.ofPlatform().daemon().name("music-mpd").unstarted(this::run);
    thread.start();
  }

  // ---- what callers ask for

  @Override
  public void follow(PlayRequest wanted) {
    play(wanted);
  }

  @Override
  public void play(PlayRequest wanted) {
    orders.add(mpd -> change(mpd, wanted));
  }

  @Override
  public void stop(Duration fade) {
    orders.add(
        mpd -> {
          request = Optional.empty();
          fade(mpd, audible, 0, fade);
          mpd.send("stop");
          mpd.send("clear");
          mpd.send("setvol", audible);
        });
  }

  @Override
  public void pause() {
    orders.add(mpd -> mpd.send("pause", 1));
  }

  @Override
  public void resume() {
    orders.add(mpd -> mpd.send("pause", 0));
  }

  @Override
  public void next() {
    orders.add(mpd -> mpd.send("next"));
  }

  @Override
  public void previous() {
    orders.add(
        mpd -> {
          if (status.position().compareTo(RESTART) > 0) {
            mpd.send("seekcur", 0);
          } else {
            mpd.send("previous");
          }
        });
  }

  @Override
  public void volume(int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("volume must be 0 to 100, was " + percent);
    }
    orders.add(mpd -> volume = percent);
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

  /** Lets the server fall silent and hangs up. */
  @Override
  public void close() {
    stop(Duration.ofMillis(250));
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
    mpd.send("repeat", 1);
    mpd.send("random", 0);
    mpd.send("single", 0);
    mpd.send("consume", 0);
    mpd.send("crossfade", crossfade.toSeconds());
    if (away) {
      away = false;
      LOG.info("{} is back", address);
    }
    mpd.send("setvol", audible);
    boolean empty = "0".equals(mpd.send("status").get("playlistlength"));
    if (request.isPresent() && empty) {
      takeUp(mpd, request.get());
    }
  }

  /** The server has forgotten all: it gets the playlist again, from the track that was heard. */
  private void takeUp(MpdConnection mpd, PlayRequest playing)
      throws IOException, InterruptedException {
    PlayerStatus before = status;
    Optional<Integer> first = send(mpd, playing, before.track());
    if (first.isPresent()) {
      seek(mpd, first.get(), before.position());
    }
  }

  /** A track that was only just sent cannot be searched at once: the server has yet to open it. */
  private static void seek(MpdConnection mpd, int id, Duration position)
      throws IOException, InterruptedException {
    mpd.send("playid", id);
    for (int attempt = 0; attempt < SEEK_ATTEMPTS; attempt++) {
      try {
        mpd.send("seekid", id, position.toMillis() / 1000.0);
        return;
      } catch (MpdConnection.Refused e) {
        LOG.debug("not yet", e);
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      }
    }
  }

  private void serve(MpdConnection mpd) throws IOException, InterruptedException {
    while (!closing || !orders.isEmpty()) {
      Order order = orders.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
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
      limit(mpd);
      status = ask(mpd);
    }
  }

  /** An order that was not followed is followed when the server is back, before all others. */
  private void requeue(Order order) {
    List<Order> later = new ArrayList<>();
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
            request.isPresent() ? State.WAITING : State.STOPPED,
            last.playlist(),
            last.track(),
            last.position(),
            last.volume());
  }

  // ---- playlists

  private void change(MpdConnection mpd, PlayRequest wanted)
      throws IOException, InterruptedException {
    boolean same =
        request.isPresent()
            && request.get().playlist().equals(wanted.playlist())
            && request.get().banned().equals(wanted.banned());
    if (same) {
      mpd.send("pause", 0);
      return;
    }
    int before = Integer.parseInt(mpd.send("status").getOrDefault("playlistlength", "0"));
    Optional<Integer> first = send(mpd, wanted, Optional.empty());
    if (first.isEmpty()) {
      LOG.error(
          "playlist {} cannot be played: the server takes none of it; {}",
          wanted.playlist(),
          request.isEmpty() ? "it stays silent" : "what plays goes on");
      return;
    }
    boolean sounds = "play".equals(mpd.send("status").get("state"));
    if (sounds) {
      fade(mpd, audible, 0, wanted.fade());
    }
    mpd.send("setvol", 0);
    mpd.send("playid", first.get());
    if (before > 0) {
      mpd.send("delete", "0:" + before);
    }
    request = Optional.of(wanted);
    LOG.info("playing {} on {}", wanted.playlist(), address);
    fade(mpd, 0, audible, wanted.fade());
  }

  /**
   * Appends a playlist's tracks to the server's queue.
   *
   * @param start where to begin, if the server takes it
   * @return the id of the track to begin with; empty if the server took none
   */
  private Optional<Integer> send(MpdConnection mpd, PlayRequest wanted, Optional<Track> start)
      throws IOException {
    Optional<Integer> first = Optional.empty();
    for (Track track : tracks(wanted)) {
      String uri = uri(track);
      try {
        int id = Integer.parseInt(mpd.send("addid", uri).getOrDefault("id", "0"));
        sent.put(uri, track);
        boolean begins = start.filter(s -> s.location().equals(track.location())).isPresent();
        if (first.isEmpty() || begins) {
          first = Optional.of(id);
        }
      } catch (MpdConnection.Refused e) {
        if (reported.add(uri)) {
          LOG.warn("{} skipped: {} says: {}", track.location(), address, e.getMessage());
        }
      }
    }
    return first;
  }

  private List<Track> tracks(PlayRequest wanted) {
    try {
      Playlist playlist = PlaylistReader.read(wanted.playlist());
      playlist.notes().stream().filter(reported::add).forEach(note -> LOG.warn("{}", note));
      List<Track> tracks = new ArrayList<>(playlist.tracks());
      tracks.removeIf(track -> wanted.banned().contains(track.location()));
      if (wanted.shuffle()) {
        Collections.shuffle(tracks, random);
      }
      return tracks;
    } catch (IOException | RuntimeException e) {
      LOG.error("playlist {} cannot be read: {}", wanted.playlist(), e.getMessage());
      LOG.debug("{}", wanted.playlist(), e);
      return List.of();
    }
  }

  /** What the server calls a track: over the network only what lies in its own music directory. */
  private String uri(Track track) {
    if (AudioSources.isUrl(track.location())) {
      return track.location();
    }
    Path path = Path.of(track.location());
    return settings
        .music()
        .filter(path::startsWith)
        .map(music -> music.relativize(path).toString())
        .orElse(track.location());
  }

  // ---- volume and status

  private void fade(MpdConnection mpd, int from, int to, Duration time)
      throws IOException, InterruptedException {
    long steps = time.toMillis() / STEP_MILLIS;
    for (long i = 1; i < steps; i++) {
      mpd.send("setvol", from + Math.round((to - from) * (double) i / steps));
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
    }
    mpd.send("setvol", to);
  }

  /** Follows the volume that was asked for as far as the ceiling of the hour allows. */
  private void limit(MpdConnection mpd) throws IOException, InterruptedException {
    int allowed = Math.min(volume, settings.ceiling().now());
    if (allowed != audible) {
      int from = audible;
      audible = allowed;
      fade(mpd, from, allowed, Duration.ofMillis(500));
    }
  }

  private PlayerStatus ask(MpdConnection mpd) throws IOException {
    Map<String, String> answer = mpd.send("status");
    Map<String, String> song = mpd.send("currentsong");
    State state =
        switch (answer.getOrDefault("state", "stop")) {
          case "play" -> State.PLAYING;
          case "pause" -> State.PAUSED;
          default -> State.STOPPED;
        };
    Optional<Track> track =
        Optional.ofNullable(song.get("file"))
            .map(
                uri ->
                    Optional.ofNullable(sent.get(uri))
                        .orElseGet(() -> new Track(uri, Optional.ofNullable(song.get("title")))));
    double elapsed = Double.parseDouble(answer.getOrDefault("elapsed", "0"));
    return new PlayerStatus(
        state,
        request.map(PlayRequest::playlist),
        track,
        Duration.ofMillis(Math.round(elapsed * 1000)),
        audible);
  }
}
