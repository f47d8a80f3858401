package io.moodspeaker.music;

import io.moodspeaker.music.PlayerStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A player that does at once what it is told, without a sound, and remembers what that was. It can
 * be told that playlists are missing, and to take its time.
 */
public final class FakePlayer implements MusicPlayer {
  private final List<String> asked = new ArrayList<>();
  private final List<PlayRequest> requests = new ArrayList<>();
  private final Map<String, String> missing = new HashMap<>();
  private final List<Runnable> held = new ArrayList<>();
  private CompletableFuture<PlayResult> last = new CompletableFuture<>();
  private State state = State.STOPPED;
  private Optional<String> playlist = Optional.empty();
  private boolean holding;
  private boolean connected = true;
  private boolean paused;
  private int volume = 100;

  /** What was asked for so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** What it was told to play so far. */
  public List<PlayRequest> requests() {
    return List.copyOf(requests);
  }

  public void forget() {
    asked.clear();
  }

  /** From now on this playlist cannot be played. */
  public void lose(String location) {
    missing.put(location, "is not there");
  }

  /** From now on this playlist can be played again. */
  public void bring(String location) {
    missing.remove(location);
  }

  /** Whether it waits with what it is to play; when it no longer waits, it does it. */
  public void hold(boolean hold) {
    holding = hold;
    if (!hold) {
      List<Runnable> now = List.copyOf(held);
      held.clear();
      now.forEach(Runnable::run);
    }
  }

  /** Whether its sound device is there. */
  public void connected(boolean isThere) {
    connected = isThere;
  }

  /** All that plays has run out of tracks. */
  public void runOut() {
    playlist = Optional.empty();
    state = State.STOPPED;
  }

  @Override
  public CompletableFuture<PlayResult> play(PlayRequest request) {
    asked.add("play " + request.playlist());
    requests.add(request);
    paused = false;
    if (playlist.isPresent()) {
      state = State.PLAYING;
    }
    return begin(request);
  }

  @Override
  public CompletableFuture<PlayResult> follow(PlayRequest request) {
    asked.add("follow " + request.playlist());
    requests.add(request);
    return begin(request);
  }

  private CompletableFuture<PlayResult> begin(PlayRequest request) {
    last.complete(new PlayResult.Superseded());
    CompletableFuture<PlayResult> result = new CompletableFuture<>();
    last = result;
    Runnable begin =
        () -> {
          if (result.isDone()) {
            return;
          }
          String why = missing.get(request.playlist());
          if (why != null) {
            result.complete(new PlayResult.Failed(why));
            return;
          }
          playlist = Optional.of(request.playlist());
          state = paused ? State.PAUSED : State.PLAYING;
          result.complete(new PlayResult.Playing(status().track().orElseThrow(), TrackTags.NONE));
        };
    if (holding) {
      held.add(begin);
    } else {
      begin.run();
    }
    return result;
  }

  @Override
  public void crossfade(Duration crossfade) {
    asked.add("crossfade " + crossfade);
  }

  @Override
  public void stop(Duration fade) {
    asked.add("stop");
    last.complete(new PlayResult.Superseded());
    playlist = Optional.empty();
    state = State.STOPPED;
  }

  @Override
  public void duck(boolean now) {
    asked.add(now ? "duck" : "unduck");
  }

  @Override
  public void pause() {
    asked.add("pause");
    paused = true;
    state = playlist.isPresent() ? State.PAUSED : state;
  }

  @Override
  public void resume() {
    asked.add("resume");
    paused = false;
    state = playlist.isPresent() ? State.PLAYING : state;
  }

  @Override
  public void next() {
    asked.add("next");
  }

  @Override
  public void previous() {
    asked.add("previous");
  }

  @Override
  public void volume(int percent) {
    asked.add("volume " + percent);
    volume = percent;
  }

  @Override
  public PlayerStatus status() {
    return new PlayerStatus(
        connected || state != State.PLAYING ? state : State.WAITING,
        playlist,
        playlist.map(p -> new Track(p + "/track.mp3")),
        TrackTags.NONE,
        Duration.ZERO,
        Optional.empty(),
        volume);
  }

  @Override
  public String sink() {
    return "fake";
  }

  @Override
  public PlayerState memory() {
    return PlayerState.nothing(volume);
  }

  @Override
  public void restore(PlayerState before) {
    asked.add("restore");
    playlist = before.request().map(PlayRequest::playlist);
    paused = before.paused();
    volume = before.volume();
    state = playlist.isEmpty() ? State.STOPPED : paused ? State.PAUSED : State.PLAYING;
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
