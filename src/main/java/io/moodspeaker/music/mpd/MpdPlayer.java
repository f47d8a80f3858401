package io.moodspeaker.music.mpd;

import io.moodspeaker.music.ChosenVolume;
import io.moodspeaker.music.Loader;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayQueue;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerSettings;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.Rounds;
import io.moodspeaker.music.Session;
import io.moodspeaker.music.Volume;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A player that leaves the playing to an MPD server.
 *
 * <p>Playlists are read here. A list that is played as it stands is sent whole; of a shuffled one
 * the server knows what plays and what comes next. Fades are steps of the server's volume.
 */
public final class MpdPlayer implements MusicPlayer {
  private static final Logger LOG = LoggerFactory.getLogger(MpdPlayer.class);

  private static final Duration RESTART = Duration.ofSeconds(3);

  private final MpdAddress address;
  private final Optional<Path> music;
  private final PlaylistReader reader;
  private final Loader lists =
      new Loader(Threads.pool("music-list", Loader.MOST), MonotonicClock::nanoTime, Runnable::run);
  private final MpdLink link;

  /** The last request; one that was made before is of no use any more. */
  private volatile CompletableFuture<PlayResult> latest = new CompletableFuture<>();

  /** What is to go on after a restart. */
  private record Restoring(PlayRequest request, CompletableFuture<PlayResult> result) {}

  private volatile Optional<Restoring> restoring = Optional.empty();

  // Everything below belongs to the link's thread.
  private final Rounds rounds;
  private final Reported reported = new Reported(LOG);
  private final ChosenVolume chosen;
  private final MpdVolume volume;
  private final QueueLoader intake;
  private final MpdReport report;
  private final MpdSessions sessions;
  private Duration crossfade;

  /**
   * A player that connects when it can.
   *
   * @param music the server's music directory as this machine sees it; over a local socket the
   *     server is asked for it
   */
  public MpdPlayer(
      MpdAddress address,
      PlaylistReader reader,
      PlayerSettings settings,
      Optional<Path> music,
      RandomGenerator random) {
    this.address = address;
    this.music = music;
    this.reader = reader;
    this.rounds = new Rounds(random, settings.recent(), settings.taste());
    this.crossfade = settings.crossfade();
    this.chosen =
        new ChosenVolume(
            settings.volume(), settings.ceiling(), MpdVolume::lowered, MonotonicClock::nanoTime);
    this.volume = new MpdVolume(address, chosen, this::isHurried);
    this.intake = new QueueLoader(address, new MpdNames(address.isLocal(), music), reported);
    MpdQueue queue = new MpdQueue(intake);
    this.report = new MpdReport(queue, rounds, chosen);
    this.sessions = new MpdSessions(address, intake, queue, volume, report, reported);
    this.link = new MpdLink(address, new User());
    link.start();
  }

  private boolean isHurried() {
    return link.isAwaited();
  }

  /** Why a server does not answer; empty if it does. */
  public static Optional<String> probe(MpdAddress address) {
    try (MpdConnection mpd = new MpdConnection(address)) {
      mpd.send("status");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(Reported.reason(e));
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
                      : read(wanted, sessions::change));
    }
    return read(wanted, sessions::change);
  }

  @Override
  public CompletableFuture<PlayResult> follow(PlayRequest wanted) {
    return read(wanted, sessions::follow);
  }

  /** What is done with a playlist that was read. */
  private interface Change {
    void make(MpdConnection mpd, Session next) throws IOException, InterruptedException;
  }

  /** Reads a playlist in the background, and then lets the server have it. */
  private CompletableFuture<PlayResult> read(PlayRequest wanted, Change change) {
    CompletableFuture<PlayResult> result = new CompletableFuture<>();
    supersede(result);
    Session next = new Session(wanted, result);
    Optional<Loader.Load> begun =
        lists.load(
            Loader.Kind.LIST,
            wanted.id(),
            () -> reader.read(wanted.playlist()),
            playlist ->
                link.order(
                    mpd -> {
                      if (!next.isSettled()) {
                        reported.list(playlist.leftOut());
                        next.read(playlist, rounds.queue(wanted, playlist));
                        change.make(mpd, next);
                      }
                    }),
            reason -> next.settle(new PlayResult.Failed(reason)));
    if (begun.isPresent()) {
      var unused = result.thenAccept(how -> lists.cancel(begun.get()));
    } else {
      next.settle(new PlayResult.Failed(Loader.REFUSED));
    }
    return result;
  }

  private void supersede(CompletableFuture<PlayResult> by) {
    CompletableFuture<PlayResult> before = latest;
    latest = by;
    before.complete(new PlayResult.Superseded());
  }

  @Override
  public void stop(Duration fade) {
    supersede(new CompletableFuture<>());
    link.order(mpd -> sessions.stop(mpd, fade));
  }

  @Override
  public void pause() {
    link.order(
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
    link.order(sessions::goOn);
  }

  @Override
  public void next() {
    link.order(mpd -> volume.softly(mpd, m -> m.send("next")));
  }

  @Override
  public void previous() {
    link.order(
        mpd ->
            volume.softly(
                mpd,
                m -> {
                  if (status().position().compareTo(RESTART) > 0) {
                    m.send("seekcur", 0);
                  } else {
                    m.send("previous");
                  }
                }));
  }

  @Override
  public void volume(int percent) {
    Volume.check(percent);
    link.order(mpd -> chosen.wish(percent));
  }

  @Override
  public void duck(boolean now) {
    link.order(mpd -> chosen.duck(now));
  }

  @Override
  public void crossfade(Duration time) {
    link.order(
        mpd -> {
          crossfade = time;
          mpd.attempt("crossfade", time.toSeconds());
        });
  }

  @Override
  public PlayerStatus status() {
    return report.status();
  }

  @Override
  public PlayQueue queue() {
    return report.ahead();
  }

  @Override
  public String sink() {
    return address.toString();
  }

  @Override
  public PlayerState memory() {
    return report.memory();
  }

  /** Goes on as before a restart; a server that has played on meanwhile is not set back. */
  @Override
  public void restore(PlayerState before) {
    report.restored(before);
    link.order(
        mpd -> {
          chosen.wish(before.volume());
          rounds.restore(before);
        });
    restoring =
        before
            .request()
            .map(
                request ->
                    new Restoring(
                        request,
                        read(
                            request,
                            (mpd, next) ->
                                sessions.takeUp(
                                    mpd,
                                    next,
                                    before.track(),
                                    before.position(),
                                    before.paused()))));
  }

  /** Lets the server fall silent and hangs up. */
  @Override
  public void close() {
    stop(MpdVolume.SHORT);
    lists.close();
    link.close();
  }

  // ---- the thread

  /** What is done when the server is there, and while it is not. */
  private final class User implements MpdLink.User {
    @Override
    public void arrived(MpdConnection mpd) throws IOException, InterruptedException {
      mpd.send("random", 0);
      mpd.send("single", 0);
      mpd.send("consume", 0);
      mpd.attempt("crossfade", crossfade.toSeconds());
      if (address.isLocal() && music.isEmpty()) {
        // Only a client on the server's own machine is told; one without it plays by whole paths.
        intake.names(
            new MpdNames(
                true,
                Optional.ofNullable(mpd.attempt("config").get("music_directory"))
                    .filter(folder -> folder.startsWith("/"))
                    .map(Path::of)));
      }
      volume.whole(mpd);
      sessions.arrived(mpd);
    }

    @Override
    public void look(MpdConnection mpd) throws IOException, InterruptedException {
      lists.giveUp();
      volume.limit(mpd);
      Map<String, String> now = mpd.send("status");
      sessions.advance(mpd, now);
      report.publish(mpd, now, sessions.session());
    }

    @Override
    public void away() {
      lists.giveUp();
      report.away(sessions.session().isPresent());
    }
  }
}
