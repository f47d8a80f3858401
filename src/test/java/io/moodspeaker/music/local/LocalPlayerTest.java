package io.moodspeaker.music.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.Fault;
import io.moodspeaker.music.Choices;
import io.moodspeaker.music.Clicks;
import io.moodspeaker.music.FakeSink;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerSettings;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.SameThread;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.StartAt;
import io.moodspeaker.music.StateFile;
import io.moodspeaker.music.Tones;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("FutureReturnValueIgnored")
class LocalPlayerTest {
  private static final Duration FADE = Duration.ofMillis(500);

  @TempDir Path folder;

  private final Tones tones = new Tones();
  private final FakeSink sink = new FakeSink();
  private long nanos;
  private final SameThread loader = new SameThread();
  private LocalPlayer player = player(Duration.ZERO);

  private LocalPlayer player(Duration crossfade) {
    return player(Players.settings(100, VolumeCeiling.of(100), crossfade));
  }

  private LocalPlayer player(PlayerSettings settings) {
    return player(Players.READER, settings);
  }

  private LocalPlayer player(PlaylistReader reader, PlayerSettings settings) {
    AudioSources sources = new AudioSources(List.of(tones));
    return new LocalPlayer(
        reader,
        sources,
        sink,
        new LoudnessNormalizer(sources, new LoudnessCache(Optional.empty()), new SameThread()),
        settings,
        new Random(7),
        () -> nanos,
        loader,
        false);
  }

  @AfterEach
  void nothing_stays_open() {
    player.close();
    assertThat(tones.open).as("sources still open").isZero();
  }

  private PlayRequest list(String name, String... tracks) throws IOException {
    Path file = folder.resolve(name + ".m3u8");
    List<String> lines = new ArrayList<>();
    for (String track : tracks) {
      lines.add("http://tones/" + track);
    }
    Files.write(file, lines);
    return new PlayRequest(file.toString(), false, FADE);
  }

  private void play(double seconds) {
    long blocks = Math.round(seconds * Pcm.RATE / Pcm.BLOCK);
    for (int i = 0; i < blocks; i++) {
      player.step();
      nanos += Pcm.duration(Pcm.BLOCK).toNanos();
    }
  }

  @Test
  void a_list_that_something_else_was_asked_for_meanwhile_is_read_no_more() throws IOException {
    AtomicInteger reads = new AtomicInteger();
    player =
        player(
            new PlaylistReader(
                address -> {
                  reads.incrementAndGet();
                  throw new IOException("is away");
                }),
            Players.settings(100, VolumeCeiling.of(100), Duration.ZERO));
    loader.hold(true);
    player.play(new PlayRequest("http://radio.example/a.m3u", false, FADE));
    play(0.1);
    player.play(list("calm", "440hz-10000ms"));
    play(0.1);
    loader.hold(false);
    play(0.5);
    assertThat(player.status().track().orElseThrow().location()).endsWith("440hz-10000ms");
    assertThat(reads).hasValue(0);
  }

  @Test
  void a_playlist_fades_in_and_is_heard() throws IOException {
    player.play(list("calm", "440hz-10000ms"));
    play(2);
    double[] heard = sink.heard();
    assertThat(Sounds.purity(Sounds.slice(heard, 0.6, 1.8), 440)).isGreaterThan(0.999);
    assertThat(Sounds.rms(Sounds.slice(heard, 0.0, 0.1)))
        .isLessThan(0.3 * Sounds.rms(Sounds.slice(heard, 0.6, 0.7)));
    assertThat(player.status().state()).isEqualTo(State.PLAYING);
    assertThat(player.status().track().orElseThrow().location()).endsWith("440hz-10000ms");
    assertThat(player.status().position().toMillis()).isBetween(1800L, 2000L);
  }

  @Test
  void a_change_fades_out_then_in_without_a_click() throws IOException {
    player.play(list("calm", "300hz-20000ms"));
    play(2);
    player.play(list("lively", "500hz-20000ms"));
    play(2);
    double[] heard = sink.heard();
    assertThat(Sounds.purity(Sounds.slice(heard, 1.0, 1.9), 300)).isGreaterThan(0.999);
    assertThat(Sounds.purity(Sounds.slice(heard, 3.2, 3.9), 500)).isGreaterThan(0.999);
    assertThat(Clicks.loudest(heard)).as("click in dBFS").isLessThan(-60);
    double[] turn = Sounds.slice(heard, 2.45, 2.55);
    assertThat(Sounds.rms(turn)).as("the middle of the change is quiet").isLessThan(0.1);
  }

  @Test
  void the_status_names_the_list_that_the_track_is_from_also_in_a_fade() throws IOException {
    PlayRequest calm = list("calm", "300hz-20000ms");
    PlayRequest lively = list("lively", "500hz-20000ms", "550hz-20000ms");
    player.play(calm);
    play(2);
    player.play(lively);
    play(0.2);
    assertThat(player.status().track().orElseThrow().location()).contains("300hz");
    assertThat(player.status().playlist()).contains(calm.playlist());
    play(2);
    assertThat(player.status().track().orElseThrow().location()).contains("500hz");
    assertThat(player.status().playlist()).contains(lively.playlist());
    player.stop(FADE);
    play(0.2);
    assertThat(player.status().playlist()).contains(lively.playlist());
    play(1);
    assertThat(player.status().playlist()).isEmpty();
  }

  @Test
  void what_is_asked_for_during_a_long_fade_does_not_wait_for_its_end() throws IOException {
    player.play(list("calm", "300hz-200000ms"));
    play(2);
    player.stop(Duration.ofMinutes(1));
    play(1);
    player.play(list("lively", "500hz-20000ms"));
    play(2);
    double[] heard = sink.heard();
    assertThat(Sounds.purity(Sounds.slice(heard, 4.2, 4.9), 500)).isGreaterThan(0.999);
    assertThat(Clicks.loudest(heard)).as("click in dBFS").isLessThan(-60);
  }

  @Test
  void tracks_of_one_album_follow_at_the_very_next_sample() throws IOException {
    // 441 Hz fills 100 samples: a whole number of waves, so the second track takes up the wave.
    player = player(Duration.ofSeconds(2));
    player.play(list("album", "live/01-441hz-5000ms", "live/02-441hz-5000ms"));
    play(7);
    double[] joint = Sounds.slice(sink.heard(), 4.5, 5.5);
    assertThat(Sounds.purity(joint, 441)).isGreaterThan(0.99999);
    assertThat(player.status().track().orElseThrow().location()).contains("02-");
  }

  @Test
  void a_playlist_that_follows_lets_the_track_end_and_does_not_repeat_it() throws IOException {
    player.play(list("calm", "300hz-5000ms", "350hz-5000ms"));
    play(2);
    player.follow(list("like", "300hz-5000ms", "500hz-5000ms"));
    play(6);
    double[] heard = sink.heard();
    assertThat(Sounds.purity(Sounds.slice(heard, 1.0, 4.9), 300)).isGreaterThan(0.999);
    assertThat(Sounds.purity(Sounds.slice(heard, 6.0, 7.9), 500)).isGreaterThan(0.999);
  }

  @Test
  void a_track_that_another_playlist_titles_otherwise_is_the_same_track() throws IOException {
    player.play(list("calm", "300hz-5000ms"));
    play(2);
    Path like = folder.resolve("like.m3u8");
    Files.write(
        like,
        List.of(
            "#EXTM3U",
            "#EXTINF:5,Another title",
            "http://tones/300hz-5000ms",
            "http://tones/500hz-5000ms"));
    player.follow(new PlayRequest(like.toString(), false, FADE));
    play(6);
    assertThat(Sounds.purity(Sounds.slice(sink.heard(), 6.0, 7.9), 500)).isGreaterThan(0.999);
  }

  @Test
  void a_playlist_that_follows_nothing_begins_at_once() throws IOException {
    player.follow(list("like", "500hz-5000ms"));
    play(2);
    assertThat(Sounds.purity(Sounds.slice(sink.heard(), 1.0, 1.9), 500)).isGreaterThan(0.999);
  }

  @Test
  void a_crossfade_set_while_playing_holds_from_the_next_track_on() throws IOException {
    player.play(list("mixed", "a/300hz-6000ms", "b/500hz-6000ms"));
    play(2);
    player.crossfade(Duration.ofSeconds(2));
    play(6);
    double[] both = Sounds.slice(sink.heard(), 4.9, 5.1);
    assertThat(Sounds.purity(both, 300)).as("both tracks sound").isBetween(0.2, 0.8);
    assertThat(Sounds.purity(Sounds.slice(sink.heard(), 6.5, 7.5), 500)).isGreaterThan(0.999);
  }

  @Test
  void other_tracks_cross_at_even_power() throws IOException {
    player = player(Duration.ofSeconds(2));
    player.play(list("mixed", "a/300hz-6000ms", "b/500hz-6000ms"));
    play(9);
    double[] heard = sink.heard();
    double before = Sounds.rms(Sounds.slice(heard, 2, 3));
    for (double at = 3.8; at < 6.5; at += 0.1) {
      double level = Sounds.decibels(Sounds.rms(Sounds.slice(heard, at, at + 0.1)) / before);
      assertThat(level).as("dB at %.1f s", at).isCloseTo(0, within(0.3));
    }
    assertThat(Sounds.purity(Sounds.slice(heard, 6.5, 7.5), 500)).isGreaterThan(0.999);
  }

  @Test
  @Fault(
      value = "Broken track",
      seen = "a line in the log",
      goesOn = "the next track",
      heals = "need not",
      within = "at once")
  void broken_tracks_are_skipped_and_not_tried_twice() throws IOException {
    player.play(
        list("patchy", "broken-1hz-1ms", "300hz-1000ms", "broken-2hz-1ms", "torn-500hz-1000ms"));
    play(6);
    assertThat(Sounds.purity(Sounds.slice(sink.heard(), 0.6, 0.9), 300)).isGreaterThan(0.99);
    assertThat(tones.opened.stream().filter(name -> name.contains("broken-1"))).hasSize(1);
    assertThat(tones.opened.stream().filter(name -> name.contains("broken-2"))).hasSize(1);
    assertThat(player.status().state()).isEqualTo(State.PLAYING);
  }

  private static final String STATION = "http://tones/station-300hz-0ms";
  private static final String OTHER = "http://tones/station-500hz-0ms";

  private String track() {
    return player.status().track().orElseThrow().location();
  }

  @Test
  void a_station_is_opened_once_however_long_it_plays_and_so_is_none_beside_it()
      throws IOException {
    player.play(list("radio", "station-300hz-0ms"));
    play(60);
    assertThat(tones.opened).containsExactly(STATION);
    tones.opened.clear();
    player.play(list("radios", "station-300hz-0ms", "station-500hz-0ms"));
    play(60);
    assertThat(tones.opened).containsExactly(STATION);
    assertThat(tones.open).isOne();
    player.next();
    play(1);
    assertThat(track()).isEqualTo(OTHER);
    assertThat(tones.open).isOne();
  }

  @Fault(
      value = "A radio station goes away",
      seen = "`waiting`, and for which station",
      goesOn = "another entry of its list, if one plays; mood, light, page",
      heals = "by itself, when it sends again",
      within = "30 s")
  @Test
  void a_station_that_goes_away_is_told_and_after_30_s_another_track_of_the_list_plays()
      throws IOException {
    player.play(list("radio", "station-300hz-0ms", "440hz-20000ms"));
    play(5);
    tones.away.add(STATION);
    play(1);
    assertThat(player.status().state()).as("a hiccup").isEqualTo(State.PLAYING);
    play(4);
    assertThat(player.status().state()).isEqualTo(State.WAITING);
    assertThat(player.waitsFor()).isEqualTo("the station " + STATION);
    play(24);
    assertThat(track()).isEqualTo(STATION);
    play(3);
    assertThat(track()).isEqualTo("http://tones/440hz-20000ms");
    assertThat(player.status().state()).isEqualTo(State.PLAYING);
  }

  @Test
  void a_station_that_comes_and_goes_is_left_once_it_was_silent_for_30_s_in_all()
      throws IOException {
    player.play(list("radio", "station-300hz-0ms", "440hz-20000ms"));
    for (int i = 0; i < 3; i++) {
      play(12);
      assertThat(track()).isEqualTo(STATION);
      tones.away.add(STATION);
      play(11);
      tones.away.clear();
    }
    assertThat(track()).isEqualTo("http://tones/440hz-20000ms");
  }

  @Test
  void gaps_that_are_a_minute_apart_do_not_add_up() throws IOException {
    player.play(list("radio", "station-300hz-0ms", "440hz-20000ms"));
    for (int i = 0; i < 3; i++) {
      play(62);
      tones.away.add(STATION);
      play(11);
      tones.away.clear();
    }
    assertThat(track()).isEqualTo(STATION);
  }

  @Test
  void the_only_station_of_a_list_is_waited_for_and_what_cannot_play_for_it_is_tried_again()
      throws IOException {
    tones.away.add(OTHER);
    player.play(list("radio", "station-300hz-0ms", "broken-1hz-1ms", "station-500hz-0ms"));
    play(5);
    tones.away.add(STATION);
    play(120);
    assertThat(track()).isEqualTo(STATION);
    assertThat(player.status().state()).isEqualTo(State.WAITING);
    tones.away.remove(STATION);
    play(5);
    assertThat(track()).isEqualTo(STATION);
    assertThat(player.status().state()).isEqualTo(State.PLAYING);
    tones.away.add(STATION);
    tones.away.remove(OTHER);
    play(65);
    assertThat(track()).as("it was away when it was tried first").isEqualTo(OTHER);
  }

  @Test
  void a_station_that_is_back_before_another_track_is_open_plays_on() throws IOException {
    player.play(list("radio", "station-300hz-0ms", "station-500hz-0ms"));
    play(5);
    loader.hold(true);
    tones.away.add(STATION);
    play(40);
    tones.away.clear();
    play(1);
    loader.hold(false);
    play(2);
    assertThat(track()).isEqualTo(STATION);
    assertThat(tones.open).as("the other is closed again").isOne();
  }

  @Test
  void a_track_of_hardly_any_length_is_left_out_alone_and_beside_others() throws IOException {
    CompletableFuture<PlayResult> alone = player.play(list("tiny", "300hz-10ms"));
    play(5);
    assertThat(alone.join())
        .isEqualTo(
            new PlayResult.Failed(
                "holds nothing that can be played: http://tones/300hz-10ms is shorter than half a"
                    + " second"));
    assertThat(player.status().state()).isEqualTo(State.STOPPED);
    player.play(list("two", "300hz-499ms", "440hz-2000ms", "310hz-1ms"));
    play(20);
    assertThat(tones.opened.stream().filter(name -> !name.contains("440hz")))
        .as("each is tried once")
        .hasSize(3);
    assertThat(track()).contains("440hz");
  }

  @Test
  void a_list_whose_only_track_breaks_at_once_ends_and_does_not_spin() throws IOException {
    player.play(list("torn", "torn-300hz-800ms"));
    play(10);
    assertThat(tones.opened).hasSizeLessThan(4);
    assertThat(player.status().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void a_playlist_with_nothing_playable_leaves_what_plays_and_is_no_loop() throws IOException {
    player.play(list("good", "300hz-60000ms"));
    play(2);
    player.play(list("bad", "broken-1hz-1ms", "broken-2hz-1ms"));
    play(2);
    player.play(list("empty"));
    play(2);
    assertThat(Sounds.purity(Sounds.slice(sink.heard(), 1, 5.9), 300)).isGreaterThan(0.999);
    assertThat(player.status().playlist().orElseThrow()).contains("good");
    assertThat(tones.opened).hasSize(3);
  }

  @Test
  void a_first_playlist_that_is_missing_leaves_the_player_alive() throws IOException {
    player.play(new PlayRequest(folder.resolve("none.m3u8").toString(), true, FADE));
    play(1);
    assertThat(player.status().state()).isEqualTo(State.STOPPED);
    player.play(list("good", "300hz-60000ms"));
    play(2);
    assertThat(player.status().state()).isEqualTo(State.PLAYING);
  }

  @Test
  void a_pause_fades_out_and_goes_on_where_it_was() throws IOException {
    player.play(list("calm", "300hz-60000ms"));
    play(3);
    player.pause();
    play(3);
    Duration paused = player.status().position();
    assertThat(player.status().state()).isEqualTo(State.PAUSED);
    assertThat(Sounds.rms(Sounds.slice(sink.heard(), 3.4, 3.9))).isZero();
    play(3);
    assertThat(player.status().position()).isEqualTo(paused);
    player.resume();
    play(1);
    assertThat(player.status().position().minus(paused).toMillis()).isBetween(900L, 1100L);
    assertThat(Clicks.loudest(sink.heard())).isLessThan(-60);
  }

  @Test
  void next_and_previous_move_through_the_list() throws IOException {
    player.play(list("three", "300hz-60000ms", "400hz-60000ms", "500hz-60000ms"));
    play(2);
    player.next();
    play(1.5);
    assertThat(player.status().track().orElseThrow().location()).contains("400hz");
    player.next();
    play(5);
    assertThat(player.status().track().orElseThrow().location()).contains("500hz");
    player.previous();
    play(1.5);
    assertThat(player.status().track().orElseThrow().location())
        .as("its own beginning first")
        .contains("500hz");
    assertThat(player.status().position().toMillis()).isLessThan(2000);
    player.previous();
    play(1.5);
    assertThat(player.status().track().orElseThrow().location()).contains("400hz");
    player.next();
    play(1.5);
    assertThat(player.status().track().orElseThrow().location()).contains("500hz");
    assertThat(Clicks.loudest(sink.heard())).isLessThan(-60);
  }

  @Test
  void it_is_more_than_12_db_lower_while_something_is_said_and_back_after_without_a_click()
      throws IOException {
    player.play(list("calm", "300hz-60000ms"));
    play(3);
    player.duck(true);
    play(2);
    player.duck(false);
    play(2);
    double[] heard = sink.heard();
    double before = Sounds.rms(Sounds.slice(heard, 2, 2.9));
    assertThat(20 * Math.log10(Sounds.rms(Sounds.slice(heard, 4, 4.9)) / before))
        .isBetween(-14.0, -12.0);
    assertThat(Sounds.rms(Sounds.slice(heard, 6, 6.9)) / before).isCloseTo(1, within(0.001));
    assertThat(Clicks.loudest(heard)).isLessThan(-60);
    assertThat(player.status().volume()).as("the volume that was chosen").isEqualTo(100);
  }

  @Test
  void the_volume_glides() throws IOException {
    player.play(list("calm", "300hz-60000ms"));
    play(3);
    player.volume(50);
    play(2);
    double[] heard = sink.heard();
    assertThat(Sounds.rms(Sounds.slice(heard, 4, 4.9)) / Sounds.rms(Sounds.slice(heard, 2, 2.9)))
        .isCloseTo(0.125, within(0.001));
    assertThat(Clicks.loudest(heard)).isLessThan(-60);
    assertThat(player.status().volume()).isEqualTo(50);
  }

  @Test
  void nothing_passes_the_ceiling_and_quiet_hours_lower_it_by_a_glide() throws IOException {
    Instant evening = Instant.parse("2026-11-21T21:59:50Z");
    VolumeCeiling ceiling =
        new VolumeCeiling(
            80,
            Optional.of(new VolumeCeiling.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), 40)),
            () -> evening.plusNanos(nanos),
            ZoneOffset.UTC);
    player = player(Players.settings(100, ceiling, Duration.ZERO));
    player.play(list("calm", "300hz-60000ms"));
    play(5);
    player.volume(100);
    play(4);
    assertThat(player.status().volume()).isEqualTo(80);
    play(4);
    assertThat(player.status().volume()).isEqualTo(40);
    double[] heard = sink.heard();
    double day = Sounds.rms(Sounds.slice(heard, 8, 9));
    double night = Sounds.rms(Sounds.slice(heard, 12, 12.9));
    assertThat(night / day).isCloseTo(0.125, within(0.001));
    assertThat(Clicks.loudest(heard)).isLessThan(-60);
  }

  @Test
  void what_quiet_hours_held_down_comes_back_within_a_minute_and_not_at_once() throws IOException {
    Instant morning = Instant.parse("2026-11-21T06:59:50Z");
    VolumeCeiling ceiling =
        new VolumeCeiling(
            100,
            Optional.of(new VolumeCeiling.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), 40)),
            () -> morning.plusNanos(nanos),
            ZoneOffset.UTC);
    player = player(Players.settings(100, ceiling, Duration.ZERO));
    player.play(list("calm", "300hz-600000ms"));
    play(9);
    assertThat(player.status().volume()).isEqualTo(40);
    sink.forget();
    play(11);
    assertThat(player.status().volume()).isBetween(48, 51);
    double[] heard = sink.heard();
    for (int second = 1; second < 11; second++) {
      assertThat(
              Sounds.rms(Sounds.slice(heard, second, second + 0.5))
                  / Sounds.rms(Sounds.slice(heard, second - 1, second - 0.5)))
          .as("from one second to the next")
          .isBetween(0.999, 1.12);
    }
    player.volume(100);
    play(1);
    assertThat(player.status().volume()).as("the same wish is no other").isLessThan(55);
    play(55);
    assertThat(player.status().volume()).isEqualTo(100);
  }

  @Test
  void a_ceiling_that_is_raised_lets_the_volume_rise_by_and_by_and_a_new_volume_at_once()
      throws IOException {
    VolumeCeiling ceiling = VolumeCeiling.of(30);
    player = player(Players.settings(80, ceiling, Duration.ZERO));
    player.play(list("calm", "300hz-600000ms"));
    play(2);
    ceiling.take(100, Optional.empty());
    play(5.5);
    assertThat(player.status().volume()).isBetween(34, 36);
    player.volume(70);
    play(0.1);
    assertThat(player.status().volume()).isEqualTo(70);
    ceiling.take(20, Optional.empty());
    play(0.1);
    assertThat(player.status().volume()).as("down at once").isEqualTo(20);
  }

  @Test
  void a_restart_goes_on_with_the_track_where_it_was_and_repeats_none() throws IOException {
    PlayRequest listed =
        list(
            "five", "300hz-5000ms", "310hz-5000ms", "320hz-5000ms", "330hz-5000ms", "340hz-5000ms");
    player.play(new PlayRequest(listed.playlist(), true, Duration.ZERO));
    player.volume(70);
    play(13);
    Path state = Files.createDirectory(folder.resolve("state"));
    new StateFile(state).save(player.memory(), Choices.NONE);
    PlayerStatus before = player.status();
    List<String> played = player.memory().rounds().get(listed.playlist());
    player.close();
    tones.opened.clear();
    player = player(Duration.ZERO);
    player.restore(new StateFile(state).load().orElseThrow());
    play(0.2);
    PlayerStatus after = player.status();
    assertThat(after.track()).isEqualTo(before.track());
    assertThat(after.position().minus(before.position()).toMillis()).isBetween(-100L, 300L);
    assertThat(after.playlist()).isEqualTo(before.playlist());
    assertThat(after.volume()).isEqualTo(70);
    play(10);
    assertThat(played).hasSize(3);
    assertThat(tones.opened.subList(1, 3)).doesNotContainAnyElementsOf(played);
  }

  @Test
  void a_list_that_plays_may_be_asked_for_from_another_tracks_place_on() throws IOException {
    PlayRequest two = list("two", "300hz-60000ms", "400hz-60000ms");
    player.play(two);
    play(3);
    for (String tone : List.of("400hz-60000ms", "300hz-60000ms")) {
      player.play(two.from(Optional.of(new StartAt(tone, Duration.ofSeconds(30)))));
      play(5);
      assertThat(player.status().track().orElseThrow().location()).endsWith(tone);
      assertThat(player.status().position().toMillis()).isBetween(31_000L, 36_000L);
    }
    player.play(two.from(Optional.of(new StartAt("700hz", Duration.ofSeconds(30)))));
    play(5);
    assertThat(player.status().state()).isEqualTo(PlayerStatus.State.PLAYING);
    assertThat(player.status().position().toMillis()).isLessThan(6_000L);
  }

  @Test
  void while_a_slow_disk_opens_what_was_restored_it_is_not_forgotten() throws IOException {
    PlayRequest two = list("two", "300hz-60000ms", "400hz-60000ms");
    player.play(two);
    play(3);
    PlayerState before = player.memory();
    player.close();
    player = player(Duration.ZERO);
    loader.hold(true);
    player.restore(before);
    play(1);
    assertThat(player.memory()).as("for a crash in this moment").isEqualTo(before);
    player.play(two); // A mood that calls for what is being opened.
    play(1);
    loader.hold(false);
    play(0.2);
    assertThat(player.status().track()).isEqualTo(before.track());
    assertThat(player.status().position().minus(before.position()).toMillis()).isBetween(0L, 300L);
  }

  @Test
  void between_two_tracks_the_end_of_the_first_is_remembered() throws IOException {
    player.play(list("two", "300hz-15000ms", "400hz-15000ms"));
    play(1);
    loader.hold(true);
    play(15);
    assertThat(player.status().track()).isEmpty();
    assertThat(player.memory().track().orElseThrow().location()).contains("300hz");
    assertThat(player.memory().position()).isGreaterThan(Duration.ofSeconds(14));
    loader.hold(false);
    play(1);
    assertThat(player.memory().track().orElseThrow().location()).contains("400hz");
  }

  @Test
  void a_track_that_gets_banned_leaves_and_does_not_return() throws IOException {
    PlayRequest two = list("two", "300hz-3000ms", "400hz-3000ms");
    player.play(two);
    play(1);
    player.play(new PlayRequest(two.playlist(), false, FADE, Set.of("http://tones/300hz-3000ms")));
    play(8);
    assertThat(tones.opened.stream().filter(name -> name.contains("300hz"))).hasSize(1);
    assertThat(player.status().track().orElseThrow().location()).contains("400hz");
    assertThat(Clicks.loudest(sink.heard())).isLessThan(-60);
  }

  @Test
  void stop_fades_to_silence_and_lets_the_device_rest() throws IOException {
    player.play(list("calm", "300hz-60000ms"));
    play(2);
    player.stop(FADE);
    play(3);
    assertThat(player.status().state()).isEqualTo(State.STOPPED);
    assertThat(player.step()).as("has something to do").isFalse();
    assertThat(Clicks.loudest(sink.heard())).isLessThan(-60);
    assertThat(tones.open).isZero();
  }

  @Test
  @Fault(
      value = "Sound device unplugged",
      seen = "the track waits",
      goesOn = "mood, light, page",
      heals = "plug it in; the track goes on from where it was",
      within = "2 s after it is back")
  void a_lost_device_keeps_the_track_waiting_and_its_return_takes_it_up() throws IOException {
    player.play(list("calm", "300hz-60000ms"));
    play(5);
    Duration before = player.status().position();
    sink.plugged(false);
    play(10);
    assertThat(player.status().state()).isEqualTo(State.WAITING);
    assertThat(sink.open).isFalse();
    sink.forget();
    sink.plugged(true);
    play(2);
    assertThat(Sounds.rms(Sounds.slice(sink.heard(), 0, 0.005)))
        .as("it fades in, and nothing is left over from before")
        .isLessThan(0.02);
    assertThat(player.status().state()).isEqualTo(State.PLAYING);
    assertThat(player.status().position().minus(before).toMillis()).isBetween(800L, 2100L);
    assertThat(sink.opened).isEqualTo(2);
  }

  @Test
  void orders_during_a_loss_are_followed_on_return() throws IOException {
    player.play(list("calm", "300hz-60000ms"));
    play(3);
    sink.plugged(false);
    play(2);
    player.play(list("lively", "500hz-60000ms"));
    play(2);
    sink.forget();
    sink.plugged(true);
    play(4);
    assertThat(player.status().playlist().orElseThrow()).contains("lively");
    assertThat(Sounds.purity(Sounds.slice(sink.heard(), 2, 2.5), 500)).isGreaterThan(0.99);
  }

  @Test
  void asking_for_what_plays_lets_it_go_on() throws IOException {
    PlayRequest calm = list("calm", "300hz-60000ms");
    player.play(calm);
    play(3);
    player.play(calm);
    play(1);
    assertThat(player.status().position().toMillis()).isBetween(3900L, 4100L);
    assertThat(tones.opened).hasSize(1);
  }

  @Test
  void a_shuffled_list_plays_all_before_any_twice() throws IOException {
    PlayRequest listed =
        list("short", "300hz-500ms", "310hz-500ms", "320hz-500ms", "330hz-500ms", "340hz-500ms");
    player.play(new PlayRequest(listed.playlist(), true, Duration.ZERO));
    play(5.2);
    assertThat(tones.opened.subList(0, 5)).doesNotHaveDuplicates();
    assertThat(tones.opened.subList(5, 10)).doesNotHaveDuplicates();
  }
}
