package io.moodspeaker.music;

import java.util.concurrent.CompletableFuture;

/** A playlist that a player plays, from the request to its end. Used by one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails in them is told by them.
public class Session {
  private final CompletableFuture<PlayResult> result;
  private PlayRequest request;
  private Playlist playlist;
  private TrackQueue order;

  /** Why its first track that could not be played was left out. */
  private String failure = "holds nothing that can be played";

  private boolean failed;

  /**
   * A session whose playlist has yet to be read.
   *
   * @param result tells who asked what came of it
   */
  public Session(PlayRequest request, CompletableFuture<PlayResult> result) {
    this.request = request;
    this.result = result;
  }

  public final PlayRequest request() {
    return request;
  }

  /** Takes a request for the same, perhaps without a track that it had before. */
  public final void request(PlayRequest same) {
    request = same;
    if (order != null) {
      order.ban(same.banned());
    }
  }

  /** Takes what was read. */
  public final void read(Playlist found, TrackQueue inOrder) {
    playlist = found;
    order = inOrder;
  }

  final boolean isRead() {
    return order != null;
  }

  /** What was read; null before. */
  public final Playlist playlist() {
    return playlist;
  }

  /** Which of its tracks comes next; null before it was read. */
  public final TrackQueue order() {
    return order;
  }

  /** Leaves out a track that cannot be played. */
  public final void leaveOut(Track track, String reason) {
    order.broken(track);
    if (!failed) {
      failed = true;
      failure = reason;
    }
  }

  /** Why nothing of it can be played. */
  public final String failure() {
    return failure;
  }

  // ---- what came of it

  public final boolean isSettled() {
    return result.isDone();
  }

  /** Tells who asked; only the first time counts. */
  public final void settle(PlayResult how) {
    result.complete(how);
  }

  /** Lets another who asks for the same hear what comes of it. */
  public final void alsoTell(CompletableFuture<PlayResult> other) {
    var unused = result.thenAccept(other::complete);
  }
}
