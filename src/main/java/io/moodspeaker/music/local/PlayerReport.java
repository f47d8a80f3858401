package io.moodspeaker.music.local;

import io.moodspeaker.music.Locations;
import io.moodspeaker.music.PlayQueue;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Rounds;
import io.moodspeaker.music.Session;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the local player tells: its status, its memory and what comes next. Written by the player's
 * thread, and read by any.
 */
final class PlayerReport {
  private final Stage stage;
  private final LocalSessions sessions;
  private final Rounds rounds;
  private volatile PlayerStatus status;
  private volatile PlayerState memory;
  private volatile PlayQueue queue = PlayQueue.NONE;
  private volatile Optional<String> silentStation = Optional.empty();

  /** What is remembered until it plays, so that a second crash loses nothing. */
  private volatile PlayerState restored;

  // Everything below belongs to the thread.
  private Map<String, List<String>> played = Map.of();
  private Map<String, Instant> starts = Map.of();

  /** Between what the queue was told last; null where there was nothing. */
  private TrackPlayback before;

  private TrackPlayback after;

  private Optional<String> playlist = Optional.empty();

  PlayerReport(Stage stage, LocalSessions sessions, Rounds rounds) {
    this.stage = stage;
    this.sessions = sessions;
    this.rounds = rounds;
    int volume = stage.volume().wish();
    this.status = PlayerStatus.stopped(volume);
    this.memory = PlayerState.nothing(volume);
  }

  PlayerStatus status() {
    return status;
  }

  PlayerState memory() {
    return memory;
  }

  PlayQueue queue() {
    return queue;
  }

  /** The address that plays and sends nothing now; empty while there is sound. */
  Optional<String> silentStation() {
    return silentStation;
  }

  /** Tells a restored memory until what it holds plays; called by any thread. */
  void restored(PlayerState state) {
    restored = state;
    memory = state;
  }

  /** Takes in what has played by now. */
  void takeRounds() {
    played = rounds.played();
    starts = rounds.recent();
  }

  /** Tells the present moment. */
  void publish() {
    LocalSession session = sessions.session();
    Optional<TrackPlayback> voice = stage.current();
    silentStation =
        voice
            .filter(v -> !stage.isLost() && v.gaps().isNoticed())
            .map(v -> Locations.shown(v.track().location()));
    status =
        new PlayerStatus(
            state(voice),
            playlist(session, voice),
            voice.map(TrackPlayback::track),
            voice.map(TrackPlayback::tagsNow).orElse(TrackTags.NONE),
            voice.map(stage::position).orElse(Duration.ZERO),
            voice.flatMap(TrackPlayback::duration),
            stage.volume().chosen());
    TrackPlayback next = session == null ? null : session.upcoming;
    if (next != after || voice.orElse(null) != before) {
      after = next;
      if (voice.isPresent() && voice.get() != before) {
        takeRounds();
      }
      before = voice.orElse(null);
      queue = ahead(session);
    }
    memory = sessions.isRestoring() ? restored : remember(session, voice);
  }

  /** The list that plays: while its last track fades out still the one before. */
  private Optional<String> playlist(LocalSession session, Optional<TrackPlayback> voice) {
    if (voice.isEmpty() || !voice.get().fade().isLeaving()) {
      playlist = Optional.ofNullable(session).map(s -> s.request().playlist());
    }
    return playlist;
  }

  private State state(Optional<TrackPlayback> voice) {
    if (sessions.isIdle() && voice.isEmpty()) {
      return State.STOPPED;
    }
    if (stage.isPaused()) {
      return State.PAUSED;
    }
    return stage.isLost() || silentStation.isPresent() ? State.WAITING : State.PLAYING;
  }

  private static PlayQueue ahead(LocalSession session) {
    if (session == null) {
      return PlayQueue.NONE;
    }
    PlayQueue decided = session.order().ahead();
    if (session.upcoming == null || session.order().isOvertaken(session.upcoming.track())) {
      return decided;
    }
    List<Track> next = new ArrayList<>(decided.next());
    if (next.isEmpty() || !next.getFirst().equals(session.upcoming.track())) {
      next.addFirst(session.upcoming.track());
    }
    return new PlayQueue(next, decided.tracks());
  }

  private PlayerState remember(LocalSession session, Optional<TrackPlayback> voice) {
    Optional<PlayRequest> request = Optional.ofNullable(session).map(Session::request);
    boolean between = voice.isEmpty() && request.isPresent();
    // Between two tracks, while the next is being opened, the place is still that of the last.
    return new PlayerState(
        request,
        between ? memory.track() : voice.map(TrackPlayback::track),
        between ? memory.position() : status.position(),
        stage.isPaused(),
        stage.volume().wish(),
        played,
        starts);
  }
}
