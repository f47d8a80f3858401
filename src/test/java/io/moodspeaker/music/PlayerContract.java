package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.music.PlayerStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every player does, in real time, whatever it plays on. */
public abstract class PlayerContract {
  private static final Duration FADE = Duration.ofMillis(200);

  /** A folder in which the player finds its music. */
  protected abstract Path music();

  protected abstract MusicPlayer player();

  /** What the player remembers. */
  protected abstract PlayerState memory();

  /** Ends the player as a power cut would, and starts another with this memory. */
  protected abstract void restart(PlayerState memory);

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
    player().pause();
    // The fade may take its moment more, and the music may not go on.
    await()
        .during(Duration.ofMillis(1200))
        .until(() -> player().status().position().minus(paused).toMillis() < 600);
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
  void one_can_look_at_what_comes_next() throws IOException {
    player().play(list("three", song("a.flac", 300), song("b.mp3", 500), song("c.flac", 400)));
    until("a.flac");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> player().queue().next().stream().limit(2).map(Track::name).toList(),
            List.of("b", "c")::equals);
    assertThat(player().queue().tracks()).isEqualTo(3);
  }

  @Test
  void a_playlist_that_follows_lets_the_track_end_and_does_not_repeat_it() throws IOException {
    Path first = Sounds.write(music().resolve("a.flac"), Sounds.tone(300, 5));
    player().play(list("calm", first, song("c.flac", 400)));
    until("a.flac");
    PlayRequest like = list("like", first, song("b.mp3", 500));
    player().follow(like);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> player().status().playlist().equals(Optional.of(like.playlist())));
    assertThat(player().status().track().orElseThrow().location()).endsWith("a.flac");
    until("b.mp3");
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

  @Test
  void asking_for_what_plays_lets_it_go_on() throws IOException {
    PlayRequest calm = list("calm", song("a.flac", 300), song("b.mp3", 500));
    player().play(calm);
    until("a.flac");
    player().next();
    until("b.mp3");
    Duration then = player().status().position();
    player().play(calm);
    await().until(() -> player().status().position().compareTo(then.plusMillis(500)) > 0);
    until("b.mp3");
  }

  @Test
  void a_first_playlist_that_is_missing_leaves_the_player_alive() throws IOException {
    player().play(new PlayRequest(music().resolve("gone.m3u8").toString(), true, FADE));
    player().play(list("calm", song("a.flac", 300)));
    until("a.flac");
  }

  @Test
  void a_broken_track_is_skipped() throws IOException {
    Path noise = Files.writeString(music().resolve("noise.flac"), "no music at all");
    Path empty = Files.createFile(music().resolve("empty.mp3"));
    PlayRequest patchy = list("patchy", noise, empty, song("b.mp3", 500));
    player().play(patchy);
    until("b.mp3");
    player().next();
    until("b.mp3");
    player().play(new PlayRequest(patchy.playlist(), true, FADE));
    until("b.mp3");
  }

  @Test
  void a_track_that_gets_banned_leaves_and_does_not_return() throws IOException {
    PlayRequest two = list("two", song("a.flac", 300), song("b.mp3", 500));
    player().play(two);
    until("a.flac");
    player()
        .play(
            new PlayRequest(
                two.playlist(), false, FADE, Set.of(music().resolve("a.flac").toString())));
    until("b.mp3");
    player().next();
    player().next();
    await()
        .during(Duration.ofSeconds(1))
        .until(() -> player().status().track().filter(this::isBanned).isEmpty());
    until("b.mp3");
  }

  @Test
  void banning_the_only_track_ends_the_music_and_another_list_plays_after() throws Exception {
    PlayRequest one = list("one", song("a.flac", 300));
    player().play(one);
    until("a.flac");
    PlayRequest without =
        new PlayRequest(one.playlist(), false, FADE, Set.of(music().resolve("a.flac").toString()));
    assertThat(player().play(without).toCompletableFuture().get(10, TimeUnit.SECONDS))
        .isInstanceOf(PlayResult.Failed.class);
    untilState(State.STOPPED);
    player().play(list("calm", song("b.mp3", 500)));
    until("b.mp3");
  }

  private boolean isBanned(Track track) {
    return track.location().endsWith("a.flac");
  }

  private PlayRequest shuffled() throws IOException {
    PlayRequest listed =
        list(
            "drawn",
            song("a.flac", 300),
            song("b.flac", 400),
            song("c.flac", 500),
            song("d.flac", 600));
    return new PlayRequest(listed.playlist(), true, FADE);
  }

  /** The locations of the next tracks, each skipped once it is heard. */
  private List<String> skipThrough(int tracks) {
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < tracks; i++) {
      String before = i == 0 ? "" : heard.get(i - 1);
      if (i > 0) {
        player().next();
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> sounds() && !present().equals(before));
      heard.add(present());
    }
    return heard;
  }

  private boolean sounds() {
    return player().status().state() == State.PLAYING
        && player().status().position().toMillis() > 0;
  }

  private String present() {
    return player().status().track().map(Track::location).orElse("");
  }

  @Test
  void a_shuffled_list_plays_all_before_any_twice() throws IOException {
    player().play(shuffled());
    List<String> heard = skipThrough(8);
    assertThat(heard.subList(0, 4)).doesNotHaveDuplicates();
    assertThat(heard.subList(4, 8)).doesNotHaveDuplicates();
  }

  @Test
  void a_restart_goes_on_with_the_track_where_it_was_and_repeats_none() throws IOException {
    PlayRequest request = shuffled();
    player().volume(40);
    player().play(request);
    List<String> heard = skipThrough(2);
    await().until(() -> player().status().position().toMillis() > 1500);
    await().until(() -> memory().position().toMillis() > 1500);
    Path state = Files.createDirectories(music().resolve("state"));
    new StateFile(state).save(memory(), Choices.NONE);
    Duration before = memory().position();
    restart(new StateFile(state).load().orElseThrow());
    await().atMost(Duration.ofSeconds(10)).until(this::sounds);
    assertThat(player().status().playlist()).contains(request.playlist());
    assertThat(present()).isEqualTo(heard.get(1));
    assertThat(player().status().position().minus(before))
        .isBetween(Duration.ofMillis(-300), Duration.ofSeconds(4));
    await().until(() -> player().status().volume() == 40);
    List<String> further = skipThrough(3);
    assertThat(further).doesNotHaveDuplicates().doesNotContain(heard.get(0));
  }

  @Test
  void what_was_paused_is_paused_after_a_restart() throws IOException {
    player().play(list("calm", song("a.flac", 300)));
    until("a.flac");
    player().pause();
    untilState(State.PAUSED);
    await().until(() -> memory().paused());
    restart(memory());
    untilState(State.PAUSED);
    await().until(() -> present().endsWith("a.flac"));
    player().resume();
    until("a.flac");
  }
}
