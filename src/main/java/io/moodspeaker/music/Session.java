package io.moodspeaker.music;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A playlist of the local player, from the request to its end. Used by one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails in them is told by them.
final class Session implements AutoCloseable {
  private final CompletableFuture<PlayResult> result;

  /** Whether it waits for the end of the track that plays. */
  final boolean afterCurrent;

  PlayRequest request;

  /** Its tracks; null until the playlist has been read. */
  TrackQueue queue;

  /** Where to take up after a restart. */
  Optional<Track> first = Optional.empty();

  Duration from = Duration.ZERO;

  private boolean restored;

  /** The next track, open and proven; null while there is none. */
  TrackPlayback upcoming;

  /** What a loader works on for it now; null while nothing is. */
  private Track loading;

  private long loadingSince;
  private int load;

  /** Why its first track that could not be played was skipped. */
  private String failure = "";

  Session(
      PlayRequest request,
      boolean afterCurrent,
      CompletableFuture<PlayResult> result,
      long nanoTime) {
    this.request = request;
    this.afterCurrent = afterCurrent;
    this.result = result;
    this.loadingSince = nanoTime;
  }

  /** Takes up what a player did before a restart. */
  void restore(PlayerState before) {
    restored = true;
    first = before.track();
    from = before.position();
  }

  /** Whether it is one from before a restart, which nobody has asked for since. */
  boolean isRestored() {
    return restored;
  }

  // ---- what is loaded

  /** Whether a loader works for it: on the playlist, or on a track. */
  boolean isLoading() {
    return queue == null || loading != null;
  }

  /** What a loader works on: a track; empty for the playlist itself. */
  Optional<Track> loading() {
    return Optional.ofNullable(loading);
  }

  /** How long a loader has worked for it. */
  Duration loadingFor(long nanoTime) {
    return Duration.ofNanos(nanoTime - loadingSince);
  }

  /** Notes that a track is being opened; the number tells this attempt from later ones. */
  int startLoading(Track track, long nanoTime) {
    loading = track;
    loadingSince = nanoTime;
    return ++load;
  }

  /** Notes that an attempt has ended; false if it was given up before. */
  boolean endLoading(int attempt) {
    if (attempt != load || loading == null) {
      return false;
    }
    loading = null;
    return true;
  }

  /** Gives up on the present attempt. */
  int attempt() {
    return load;
  }

  /** Notes why a track was skipped. */
  void skipped(Track track, String reason) {
    if (failure.isEmpty()) {
      failure = ": " + track.name() + " " + reason;
    }
  }

  /** Why nothing of it can be played. */
  String failure() {
    return "holds nothing that can be played" + failure;
  }

  /** Forgets a track that was opened, as another one shall follow. */
  void unprepare() {
    if (upcoming != null) {
      upcoming.close();
      upcoming = null;
    }
  }

  // ---- what came of it

  boolean isSettled() {
    return result.isDone();
  }

  /** Tells who asked; only the first time counts. */
  Runnable settle(PlayResult how) {
    return () -> result.complete(how);
  }

  /** Lets another who asks for the same hear what comes of it. */
  void alsoTell(CompletableFuture<PlayResult> other) {
    var unused = result.thenAccept(other::complete);
  }

  @Override
  public void close() {
    unprepare();
  }
}
