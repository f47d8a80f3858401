package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.music.PlayerStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every player does, in real time, whatever it plays on. */
public abstract class PlayerContract {
  private static final Duration FADE = Duration.ofMillis(200);

  /** A folder in which the player finds its music. */
  protected abstract Path music();

  protected abstract MusicPlayer player();

  private Path song(String name, double hz) throws IOException {
    return Sounds.write(music().resolve(name), Sounds.tone(hz, 12));
  }

  private PlayRequest list(String name, Path... songs) throws IOException {
    List<String> lines = Stream.of(songs).map(Path::toString).toList();
    Path file = Files.write(music().resolve(name + ".m3u8"), lines);
    return new PlayRequest(file.toString(), false, FADE);
  }

  private void until(String song) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                player().status().state() == State.PLAYING
                    && player()
                        .status()
                        .track()
                        .filter(t -> t.location().endsWith(song))
                        .isPresent()
                    && player().status().position().toMillis() > 300);
  }

  private void untilState(State state) {
    await().atMost(Duration.ofSeconds(10)).until(() -> player().status().state() == state);
  }

  @Test
  void a_playlist_plays_and_another_takes_its_place() throws IOException {
    player().play(list("calm", song("a.flac", 300)));
    until("a.flac");
    PlayRequest lively = list("lively", song("b.mp3", 500));
    player().play(lively);
    until("b.mp3");
    assertThat(player().status().playlist()).contains(lively.playlist());
  }

  @Test
  void a_pause_keeps_the_position_and_resume_goes_on() throws IOException {
    player().play(list("calm", song("a.flac", 300)));
    until("a.flac");
    player().pause();
    untilState(State.PAUSED);
    Duration paused = player().status().position();
    player().resume();
    await().until(() -> player().status().position().compareTo(paused) > 0);
    assertThat(player().status().state()).isEqualTo(State.PLAYING);
    assertThat(player().status().position()).isLessThan(paused.plusSeconds(5));
  }

  @Test
  void next_and_previous_move_through_the_list() throws IOException {
    player().play(list("two", song("a.flac", 300), song("b.mp3", 500)));
    until("a.flac");
    player().next();
    until("b.mp3");
    player().previous();
    until("a.flac");
  }

  @Test
  void a_playlist_with_nothing_playable_leaves_what_plays() throws IOException {
    PlayRequest calm = list("calm", song("a.flac", 300));
    player().play(calm);
    until("a.flac");
    player().play(list("bad", music().resolve("gone.mp3")));
    player().play(new PlayRequest(music().resolve("gone.m3u8").toString(), true, FADE));
    Duration then = player().status().position();
    await().until(() -> player().status().position().compareTo(then.plusMillis(500)) > 0);
    assertThat(player().status().playlist()).contains(calm.playlist());
    until("a.flac");
  }

  @Test
  void a_missing_track_is_skipped() throws IOException {
    player().play(list("patchy", music().resolve("gone.mp3"), song("b.mp3", 500)));
    until("b.mp3");
  }

  @Test
  void the_volume_arrives_but_never_passes_its_ceiling() throws IOException {
    player().play(list("calm", song("a.flac", 300)));
    until("a.flac");
    player().volume(30);
    await().until(() -> player().status().volume() == 30);
    player().volume(100);
    await().until(() -> player().status().volume() == 90);
  }

  @Test
  void a_banned_track_does_not_play() throws IOException {
    PlayRequest two = list("two", song("a.flac", 300), song("b.mp3", 500));
    player()
        .play(
            new PlayRequest(
                two.playlist(), false, FADE, Set.of(music().resolve("a.flac").toString())));
    until("b.mp3");
  }

  @Test
  void stop_ends_it() throws IOException {
    player().play(list("calm", song("a.flac", 300)));
    until("a.flac");
    player().stop(FADE);
    untilState(State.STOPPED);
    assertThat(player().status().playlist()).isEmpty();
  }
}
