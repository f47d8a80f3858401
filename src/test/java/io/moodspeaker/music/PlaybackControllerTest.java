package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlaybackControllerTest {
  private static final Duration FADE = Duration.ofMillis(1500);

  private final FakePlayer player = new FakePlayer();
  private final Map<Mood, PlaybackAction> answers = new EnumMap<>(Mood.class);
  private final List<Correction> corrections = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T20:00:00Z");
  private Mood last = Mood.ABSENT;
  private PlaybackController director = director(MusicSettings.DEFAULT);

  PlaybackControllerTest() {
    answers.put(Mood.NEUTRAL, PlaybackAction.playing("/lists/neutral.m3u8", FADE));
    answers.put(Mood.SADNESS, PlaybackAction.playing("/lists/comfort.m3u8", FADE));
    answers.put(Mood.HAPPINESS, PlaybackAction.playing("/lists/happy.m3u8", FADE));
  }

  private PlaybackController director(MusicSettings settings) {
    return new PlaybackController(
        player,
        mood -> Optional.ofNullable(answers.get(mood)),
        new Bans(Optional.empty()),
        corrections::add,
        settings,
        () -> now);
  }

  private String mood(Mood mood) {
    MoodChange change =
        new MoodChange(now, mood, last, Duration.ofMinutes(1), 0.8, Optional.empty());
    last = mood;
    return director.mood(change);
  }

  private void later(Duration time) {
    now = now.plus(time);
    director.tick();
  }

  private static PlaybackAction only(Strategy strategy) {
    return new PlaybackAction(strategy, Optional.empty(), true, OptionalInt.empty(), FADE);
  }

  @Test
  void each_mood_gets_its_playlist_and_volume() {
    answers.put(
        Mood.ANGER,
        new PlaybackAction(
            Strategy.MATCH, Optional.of("/lists/anger.m3u8"), true, OptionalInt.of(40), FADE));
    assertThat(mood(Mood.NEUTRAL)).isEqualTo("playing neutral");
    assertThat(mood(Mood.ANGER)).isEqualTo("playing anger");
    assertThat(player.asked())
        .containsExactly("play /lists/neutral.m3u8", "volume 40", "play /lists/anger.m3u8");
  }

  @Test
  void a_volume_set_by_hand_outlasts_moods_for_the_hold() {
    answers.put(
        Mood.ANGER,
        new PlaybackAction(
            Strategy.MATCH, Optional.of("/lists/anger.m3u8"), true, OptionalInt.of(40), FADE));
    director.volume(15);
    mood(Mood.ANGER);
    assertThat(player.status().volume()).isEqualTo(15);
    mood(Mood.NEUTRAL);
    later(Duration.ofMinutes(31));
    mood(Mood.ANGER);
    assertThat(player.status().volume()).isEqualTo(40);
  }

  @Test
  void keep_and_a_mood_without_an_answer_leave_what_plays() {
    answers.put(Mood.UNSURE, only(Strategy.KEEP));
    mood(Mood.NEUTRAL);
    player.forget();
    assertThat(mood(Mood.UNSURE)).isEqualTo("neutral goes on");
    assertThat(mood(Mood.FEAR)).isEqualTo("neutral goes on");
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void silence_fades_out() {
    answers.put(Mood.CONTEMPT, only(Strategy.SILENCE));
    mood(Mood.NEUTRAL);
    assertThat(mood(Mood.CONTEMPT)).isEqualTo("silence");
    assertThat(player.asked()).endsWith("stop");
  }

  @Test
  void an_empty_room_pauses_and_the_return_goes_on() {
    answers.put(Mood.ABSENT, only(Strategy.SILENCE));
    mood(Mood.NEUTRAL);
    player.forget();
    assertThat(mood(Mood.ABSENT)).isEqualTo("music paused");
    assertThat(player.asked()).containsExactly("pause");
    mood(Mood.NEUTRAL);
    assertThat(player.asked()).containsExactly("pause", "resume", "play /lists/neutral.m3u8");
  }

  @Test
  void what_was_paused_by_hand_stays_paused_when_somebody_returns() {
    mood(Mood.NEUTRAL);
    director.pause();
    mood(Mood.ABSENT);
    player.forget();
    mood(Mood.NEUTRAL);
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void a_choice_by_hand_holds_against_moods_for_its_time() {
    mood(Mood.NEUTRAL);
    director.choose("/music/jazz");
    player.forget();
    assertThat(mood(Mood.SADNESS)).isEqualTo("jazz goes on, as chosen by hand");
    later(Duration.ofMinutes(29));
    assertThat(player.asked()).isEmpty();
    later(Duration.ofMinutes(2));
    assertThat(player.asked()).containsExactly("play /lists/comfort.m3u8");
  }

  @Test
  void another_hold_counts_from_the_next_choice_on() {
    mood(Mood.NEUTRAL);
    director.choose("/music/jazz");
    director.take(new MusicSettings(Duration.ZERO, Duration.ofMinutes(1)));
    mood(Mood.SADNESS);
    player.forget();
    later(Duration.ofMinutes(29));
    assertThat(player.asked()).isEmpty();
    director.choose("/music/jazz");
    player.forget();
    later(Duration.ofMinutes(1));
    assertThat(player.asked()).containsExactly("play /lists/comfort.m3u8");
  }

  @Test
  void a_mood_cuts_no_music_before_its_minimum_time_but_is_not_forgotten() {
    director = director(new MusicSettings(Duration.ofSeconds(30), Duration.ofMinutes(30)));
    mood(Mood.NEUTRAL);
    later(Duration.ofSeconds(10));
    player.forget();
    assertThat(mood(Mood.SADNESS)).isEqualTo("neutral goes on a little longer");
    later(Duration.ofSeconds(10));
    assertThat(player.asked()).isEmpty();
    later(Duration.ofSeconds(11));
    assertThat(player.asked()).containsExactly("play /lists/comfort.m3u8");
  }

  @Test
  void a_wrong_mood_is_taken_back_and_counts_as_a_correction() {
    mood(Mood.NEUTRAL);
    mood(Mood.SADNESS);
    player.forget();
    director.wrong();
    assertThat(player.asked()).containsExactly("play /lists/neutral.m3u8");
    assertThat(corrections)
        .containsExactly(new Correction(now, Mood.SADNESS, Optional.of("/lists/comfort.m3u8")));
    assertThat(mood(Mood.HAPPINESS)).contains("as chosen by hand");
  }

  @Test
  void more_like_this_waits_for_the_end_of_the_track_and_moods_wait_too() {
    mood(Mood.NEUTRAL);
    player.forget();
    assertThat(director.isHeld()).isFalse();
    director.follow("/lists/like.m3u8");
    assertThat(player.asked()).containsExactly("follow /lists/like.m3u8");
    assertThat(director.isHeld()).isTrue();
    assertThat(mood(Mood.SADNESS)).isEqualTo("like goes on, as chosen by hand");
    director.wrong();
    assertThat(player.asked()).endsWith("play /lists/neutral.m3u8");
  }

  @Test
  void a_banned_track_is_left_out_in_this_mood() {
    mood(Mood.NEUTRAL);
    player.forget();
    Track banned = director.ban().orElseThrow();
    assertThat(player.requests().get(player.requests().size() - 1).banned())
        .containsExactly(banned.location());
    mood(Mood.SADNESS);
    assertThat(player.requests().get(player.requests().size() - 1).banned()).isEmpty();
    mood(Mood.NEUTRAL);
    assertThat(player.requests().get(player.requests().size() - 1).banned()).hasSize(1);
  }

  @Test
  void a_changed_file_takes_effect_only_where_it_changed() {
    mood(Mood.NEUTRAL);
    player.forget();
    answers.put(Mood.SADNESS, PlaybackAction.playing("/lists/other.m3u8", FADE));
    director.reconsider();
    assertThat(player.asked()).isEmpty();
    answers.put(Mood.NEUTRAL, PlaybackAction.playing("/lists/new.m3u8", FADE));
    director.reconsider();
    assertThat(player.asked()).containsExactly("play /lists/new.m3u8");
  }

  @Test
  void after_a_long_break_music_waits_for_somebody() {
    PlayerState memory =
        new PlayerState(
            Optional.of(new PlayRequest("/lists/neutral.m3u8", true, FADE)),
            Optional.empty(),
            Duration.ZERO,
            false,
            50,
            Map.of(),
            Map.of());
    director.restore(memory, false);
    assertThat(player.asked()).containsExactly("pause");
    mood(Mood.NEUTRAL);
    assertThat(player.asked()).endsWith("resume", "play /lists/neutral.m3u8");
  }
}
