package io.moodspeaker.music;

import io.moodspeaker.music.PlayerStatus.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A player that does at once what it is told, without a sound, and remembers what that was. */
public final class FakePlayer implements MusicPlayer {
  private final List<String> asked = new ArrayList<>();
  private final List<PlayRequest> requests = new ArrayList<>();
  private State state = State.STOPPED;
  private Optional<String> playlist = Optional.empty();
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

  @Override
  public void play(PlayRequest request) {
    asked.add("play " + request.playlist());
    requests.add(request);
    playlist = Optional.of(request.playlist());
    state = State.PLAYING;
  }

  @Override
  public void follow(PlayRequest request) {
    asked.add("follow " + request.playlist());
    requests.add(request);
    playlist = Optional.of(request.playlist());
  }

  @Override
  public void crossfade(Duration crossfade) {
    asked.add("crossfade " + crossfade);
  }

  @Override
  public void stop(Duration fade) {
    asked.add("stop");
    playlist = Optional.empty();
    state = State.STOPPED;
  }

  @Override
  public void pause() {
    asked.add("pause");
    state = playlist.isPresent() ? State.PAUSED : state;
  }

  @Override
  public void resume() {
    asked.add("resume");
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
        state, playlist, playlist.map(p -> new Track(p + "/track.mp3")), Duration.ZERO, volume);
  }

  @Override
  public void close() {
    asked.add("close");
  }
}
