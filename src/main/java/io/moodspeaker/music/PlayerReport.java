package io.moodspeaker.music;

import io.moodspeaker.music.PlayerStatus.State;
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
  private final SinkConnection sink;
  private final Rounds rounds;
  private volatile PlayerStatus status;
  private volatile PlayerState memory;
  private volatile PlayQueue queue = PlayQueue.NONE;

  // Everything below belongs to the thread.
  private Map<String, List<String>> played = Map.of();
  private Map<String, Instant> starts = Map.of();

  /** Between what the queue was told last; null where there was nothing. */
  private TrackPlayback before;

  private TrackPlayback after;

  PlayerReport(SinkConnection sink, Rounds rounds, int volume) {
    this.sink = sink;
    this.rounds = rounds;
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

  /** Tells a restored memory until what it holds plays. */
  void restored(PlayerState state) {
    memory = state;
  }

  /** Takes in what has played by now. */
  void takeRounds() {
    played = rounds.played();
    starts = rounds.recent();
  }

  /** Where in its track the listener is. */
  Duration position(TrackPlayback voice) {
    Duration position = voice.position().minus(sink.behind());
    return position.isNegative() ? Duration.ZERO : position;
  }

  /**
   * Tells the present moment.
   *
   * @param session what plays; null if nothing does
   * @param idle whether nothing is asked for either
   * @param volume as it was asked for
   * @param audible what the ceiling leaves of it
   * @param restored what is remembered in place of this moment; null for this moment
   */
  void publish(
      Session session,
      boolean idle,
      Optional<TrackPlayback> voice,
      boolean paused,
      int volume,
      int audible,
      PlayerState restored) {
    State state;
    if (idle && voice.isEmpty()) {
      state = State.STOPPED;
    } else if (paused) {
      state = State.PAUSED;
    } else {
      state = sink.isLost() ? State.WAITING : State.PLAYING;
    }
    status =
        new PlayerStatus(
            state,
            Optional.ofNullable(session).map(s -> s.request.playlist()),
            voice.map(TrackPlayback::track),
            voice.map(TrackPlayback::tagsNow).orElse(TrackTags.NONE),
            voice.map(this::position).orElse(Duration.ZERO),
            voice.flatMap(TrackPlayback::duration),
            audible);
    TrackPlayback next = session == null ? null : session.upcoming;
    if (next != after || voice.orElse(null) != before) {
      after = next;
      before = voice.orElse(null);
      queue = ahead(session);
    }
    memory = restored != null ? restored : remember(session, voice, paused, volume);
  }

  private static PlayQueue ahead(Session session) {
    if (session == null || session.queue == null) {
      return PlayQueue.NONE;
    }
    PlayQueue decided = session.queue.ahead();
    if (session.upcoming == null || session.queue.isOvertaken(session.upcoming.track())) {
      return decided;
    }
    List<Track> next = new ArrayList<>(decided.next());
    if (next.isEmpty() || !next.getFirst().equals(session.upcoming.track())) {
      next.addFirst(session.upcoming.track());
    }
    return new PlayQueue(next, decided.tracks());
  }

  private PlayerState remember(
      Session session, Optional<TrackPlayback> voice, boolean paused, int volume) {
    Optional<PlayRequest> request = Optional.ofNullable(session).map(s -> s.request);
    boolean between = voice.isEmpty() && request.isPresent();
    // Between two tracks, while the next is being opened, the place is still that of the last.
    return new PlayerState(
        request,
        between ? memory.track() : voice.map(TrackPlayback::track),
        between ? memory.position() : status.position(),
        paused,
        volume,
        played,
        starts);
  }
}
