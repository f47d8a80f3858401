package io.moodspeaker.music.mpd;

import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.Session;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.support.Urls;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The playlist that an MPD server plays: how it gets there, goes on and ends. Used by the link's
 * thread.
 */
final class MpdSessions {
  private static final Logger LOG = LoggerFactory.getLogger(MpdSessions.class);

  private static final long SEEK_MILLIS = 50;

  /** Two seconds' worth; after that it plays from the start. */
  private static final int SEEK_ATTEMPTS = 40;

  private final MpdAddress address;
  private final QueueLoader intake;
  private final MpdQueue queue;
  private final MpdVolume volume;
  private final MpdReport report;
  private final Reported reported;
  private Optional<Session> session = Optional.empty();

  /** The id of the track that was last seen to play, and counted. */
  private String counted = "";

  MpdSessions(
      MpdAddress address,
      QueueLoader intake,
      MpdQueue queue,
      MpdVolume volume,
      MpdReport report,
      Reported reported) {
    this.address = address;
    this.intake = intake;
    this.queue = queue;
    this.volume = volume;
    this.report = report;
    this.reported = reported;
  }

  Optional<Session> session() {
    return session;
  }

  // ---- playlists

  /** Goes on with what played before the server was away, unless it still does. */
  void arrived(MpdConnection mpd) throws IOException, InterruptedException {
    if (session.isPresent() && !isOurs(mpd.send("currentsong"))) {
      PlayerStatus before = report.status();
      takeUp(mpd, session.get(), before.track(), before.position(), report.memory().paused());
    }
  }

  /** Whether the server's present song is the one that was sent under its id. */
  private boolean isOurs(Map<String, String> song) {
    return queue.entry(song.get("id")).filter(e -> e.name().equals(song.get("file"))).isPresent();
  }

  void stop(MpdConnection mpd, Duration fade) throws IOException, InterruptedException {
    session = Optional.empty();
    volume.out(mpd, fade);
    mpd.send("stop");
    queue.clear(mpd);
    volume.whole(mpd);
  }

  void change(MpdConnection mpd, Session next) throws IOException, InterruptedException {
    PlayRequest wanted = next.request();
    boolean same =
        session
            .map(Session::request)
            .filter(r -> r.continues(wanted) && wanted.banned().containsAll(r.banned()))
            .isPresent();
    if (same) {
      session.get().request(wanted);
      ban(mpd, wanted.banned());
      if (queue.isEmpty()) {
        goFurther(mpd, session.get(), Optional.empty());
      }
      if (session.isEmpty()) { // That was its last track.
        next.settle(new PlayResult.Failed(next.failure()));
        return;
      }
      goOn(mpd);
      PlayerStatus status = report.status();
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

  private static void playing(Session which, Track track, TrackTags tags) {
    which.settle(new PlayResult.Playing(track, tags));
  }

  private Optional<MpdQueue.Sent> send(
      MpdConnection mpd, Session next, Optional<Track> start, Optional<String> leaveOut)
      throws IOException, InterruptedException {
    Optional<MpdQueue.Sent> sent = queue.send(mpd, next, start, leaveOut);
    if (sent.isEmpty()) {
      next.settle(new PlayResult.Failed(next.failure()));
    }
    return sent;
  }

  void follow(MpdConnection mpd, Session next) throws IOException, InterruptedException {
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
      mpd.send("repeat", next.request().shuffle() ? 0 : 1);
      Map<Integer, QueueLoader.Entry> all = new LinkedHashMap<>();
      all.put(Integer.valueOf(now.get("songid")), present.get());
      all.putAll(sent.get().entries());
      queue.replace(all);
      session = Optional.of(next);
      playing(next, sent.get().firstTrack(), TrackTags.NONE);
    }
  }

  /** Plays a playlist again from where it was heard, unless the server is further on by itself. */
  void takeUp(MpdConnection mpd, Session next, Optional<Track> track, Duration at, boolean paused)
      throws IOException, InterruptedException {
    Map<String, String> now = mpd.send("status");
    Optional<String> playing =
        Optional.ofNullable(mpd.send("currentsong").get("file"))
            .filter(file -> !"stop".equals(now.get("state")));
    Optional<Track> further =
        playing.flatMap(
            file ->
                next.playlist().tracks().stream()
                    .filter(t -> intake.names().of(t).contains(file))
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
    LOG.info("playing {} from {}", first.name(), next.request().id());
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
    mpd.send("repeat", sent.session().request().shuffle() ? 0 : 1);
    mpd.send("playid", sent.first());
    if (sent.before() > 0) {
      mpd.send("delete", "0:" + sent.before());
    }
    queue.replace(sent.entries());
    session = Optional.of(sent.session());
    report.told(sent.first());
  }

  // ---- while it plays

  /** Sees to it that a shuffled list goes on, and that one which cannot is given up. */
  void advance(MpdConnection mpd, Map<String, String> now)
      throws IOException, InterruptedException {
    String error = now.get("error");
    if (error != null && reported.isNew(error)) {
      LOG.warn("{} says: {}", address, Urls.withoutSecrets(error));
    }
    if (session.isEmpty()) {
      return;
    }
    Session playing = session.get();
    Optional<QueueLoader.Entry> present = queue.entry(now.get("songid"));
    boolean stopped = "stop".equals(now.get("state"));
    if ("0".equals(now.get("playlistlength"))) {
      end(playing, "the server's queue was emptied");
    } else if (stopped && (present.isEmpty() || error != null)) {
      goFurther(mpd, playing, present);
    } else if (present.isPresent() && playing.request().shuffle()) {
      if (!stopped && !counted.equals(now.get("songid"))) {
        counted = now.get("songid");
        playing.order().started(present.get().track());
      }
      if (queue.isLast(now.get("songid"))) {
        queue.draw(mpd, playing);
      }
    }
  }

  /** The server came to an end, or to a track that it cannot play and has no other. */
  private void goFurther(MpdConnection mpd, Session playing, Optional<QueueLoader.Entry> failed)
      throws IOException, InterruptedException {
    failed.ifPresent(entry -> playing.order().broken(entry.track()));
    mpd.attempt("clearerror");
    Optional<Integer> next =
        playing.request().shuffle() ? queue.draw(mpd, playing) : Optional.empty();
    if (next.isPresent()) {
      mpd.send("playid", next.get());
    } else {
      end(playing, "it holds nothing more that can be played");
    }
  }

  private void end(Session playing, String why) {
    LOG.warn("{} ends: {}", playing.request().id(), why);
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

  void goOn(MpdConnection mpd) throws IOException, InterruptedException {
    String state = mpd.send("status").getOrDefault("state", "stop");
    if (session.isPresent() && !state.equals("play")) {
      volume.none(mpd);
      mpd.send(state.equals("pause") ? "pause" : "play", state.equals("pause") ? 0 : -1);
      volume.in(mpd, MpdVolume.SHORT);
    }
  }
}
