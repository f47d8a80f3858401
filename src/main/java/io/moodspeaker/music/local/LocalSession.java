package io.moodspeaker.music.local;

import io.moodspeaker.music.Loader;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.Session;
import io.moodspeaker.music.StartAt;
import io.moodspeaker.music.Track;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A session of the local player, with its next track. Used by one thread. */
final class LocalSession extends Session implements AutoCloseable {
  /** Whether it waits for the end of the track that plays. */
  final boolean afterCurrent;

  /** Where to take up after a restart. */
  Optional<Track> first = Optional.empty();

  Duration from = Duration.ZERO;

  private boolean restored;

  /** The next track, open and proven; null while there is none. */
  TrackPlayback upcoming;

  /** The track that began last; null while there was none. */
  Track last;

  /** Whether a loader works for it: on the playlist, or on a track. */
  boolean loading = true;

  /** What the loader does for it, or did last. */
  Optional<Loader.Load> load = Optional.empty();

  LocalSession(PlayRequest request, boolean afterCurrent, CompletableFuture<PlayResult> result) {
    super(request, result);
    this.afterCurrent = afterCurrent;
  }

  /** One from before a restart, which nobody has asked for since. */
  static LocalSession restored(PlayerState before) {
    LocalSession again =
        new LocalSession(before.request().orElseThrow(), false, new CompletableFuture<>());
    again.restored = true;
    again.first = before.track();
    again.from = before.position();
    return again;
  }

  /** Begins with a track, if a playlist has it. */
  void startAt(Playlist playlist, StartAt start) {
    first = playlist.tracks().stream().filter(start::means).findFirst();
    from = start.position();
  }

  /** Whether somebody waits to hear that it plays. */
  boolean isAwaited() {
    return !isSettled() && !restored;
  }

  /** Forgets a track that was opened, as another one shall follow. */
  @Override
  public void close() {
    if (upcoming != null) {
      upcoming.close();
      upcoming = null;
    }
  }
}
