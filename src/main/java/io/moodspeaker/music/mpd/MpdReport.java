package io.moodspeaker.music.mpd;

import io.moodspeaker.music.ChosenVolume;
import io.moodspeaker.music.PlayQueue;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Rounds;
import io.moodspeaker.music.Session;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the player on an MPD server tells: its status, its memory and what comes next. Written by
 * the link's thread, and read by any.
 */
final class MpdReport {
  private static final Logger LOG = LoggerFactory.getLogger(MpdReport.class);

  private final MpdQueue queue;
  private final Rounds rounds;
  private final ChosenVolume volume;
  private volatile PlayerStatus status;
  private volatile PlayerState memory;
  private volatile PlayQueue ahead = PlayQueue.NONE;

  /** The id of the track that was told last. */
  private String told = "";

  MpdReport(MpdQueue queue, Rounds rounds, ChosenVolume volume) {
    this.queue = queue;
    this.rounds = rounds;
    this.volume = volume;
    this.status = PlayerStatus.stopped(volume.chosen());
    this.memory = PlayerState.nothing(volume.wish());
  }

  PlayerStatus status() {
    return status;
  }

  PlayerState memory() {
    return memory;
  }

  PlayQueue ahead() {
    return ahead;
  }

  /** Tells a restored memory until there is a newer one; called by any thread. */
  void restored(PlayerState before) {
    memory = before;
  }

  /** Whoever asked for a track is told of it, and nobody else need be. */
  void told(int id) {
    told = Integer.toString(id);
  }

  /** Tells that the server does not answer. */
  void away(boolean playing) {
    PlayerStatus last = status;
    status =
        new PlayerStatus(
            playing ? State.WAITING : State.STOPPED,
            last.playlist(),
            last.track(),
            last.tags(),
            last.position(),
            last.duration(),
            last.volume());
  }

  /**
   * Tells the present moment.
   *
   * @param now what the server says of it
   */
  void publish(MpdConnection mpd, Map<String, String> now, Optional<Session> session)
      throws IOException {
    Map<String, String> song = mpd.send("currentsong");
    State state = MpdReply.state(now);
    Optional<QueueLoader.Entry> entry = queue.entry(song.get("id"));
    Optional<Track> track =
        Optional.ofNullable(song.get("file"))
            .map(
                file ->
                    entry
                        .map(QueueLoader.Entry::track)
                        .orElseGet(() -> new Track(file, Optional.ofNullable(song.get("title")))));
    Optional<PlayRequest> request = session.map(Session::request);
    if (state == State.PLAYING
        && request.isPresent()
        && entry.isPresent()
        && !told.equals(song.get("id"))) {
      told = song.get("id");
      LOG.info(
          "playing {} from {}", MpdReply.tags(song).name(track.orElseThrow()), request.get().id());
    }
    ahead =
        session
            .map(s -> queue.after(song.get("id"), s.order().ahead().tracks()))
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
}
