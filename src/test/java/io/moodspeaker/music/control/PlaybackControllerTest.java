package io.moodspeaker.music.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.music.Choices;
import io.moodspeaker.music.FakePlayer;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.StartAt;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.WakeUp;
import io.moodspeaker.support.NotFoundException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackControllerTest {
  private static final Duration FADE = Duration.ofMillis(1500);

  private Controllers all = new Controllers();
  private FakePlayer player = all.player();
  private PlaybackController controller = all.controller();
  private Mood last = Mood.ABSENT;

  PlaybackControllerTest() {
    fill();
  }

  private void fill() {
    answer(Mood.NEUTRAL, PlaybackAction.playing("/lists/neutral.m3u8", FADE));
    answer(Mood.SADNESS, PlaybackAction.playing("/lists/comfort.m3u8", FADE));
    answer(Mood.HAPPINESS, PlaybackAction.playing("/lists/happy.m3u8", FADE));
    answer(Mood.ABSENT, only(PlaybackAction.Kind.PAUSE));
  }

  private void with(MusicSettings settings) {
    all = new Controllers(settings);
    player = all.player();
    controller = all.controller();
    fill();
  }

  private void answer(Mood mood, PlaybackAction action) {
    all.answer(mood, action);
  }

  private CompletableFuture<Outcome> ask(Mood mood) {
    MoodChange change =
        new MoodChange(
            all.time().instant(), mood, last, Duration.ofMinutes(1), 0.8, Optional.empty());
    last = mood;
    return controller.mood(change).toCompletableFuture();
  }

  private String mood(Mood mood) {
    return ask(mood).join().toString();
  }

  private static String told(CompletionStage<Outcome> outcome) {
    return outcome.toCompletableFuture().join().toString();
  }

  private void later(Duration time) {
    all.time().advance(time);
    controller.tick();
  }

  @Test
  void what_played_in_another_room_goes_on_whether_its_word_or_the_mood_comes_first() {
    StartAt rain = new StartAt("rain.mp3", Duration.ofSeconds(42));
    assertThat(told(controller.bring(rain))).contains("nobody is seen here yet");
    later(Duration.ofSeconds(10));
    mood(Mood.SADNESS);
    assertThat(player.requests().getLast().start()).contains(rain);
    mood(Mood.HAPPINESS);
    assertThat(player.requests().getLast().start()).isEmpty();
    var unused = controller.bring(rain);
    assertThat(player.requests().getLast().start()).contains(rain);
    assertThat(player.requests().getLast().playlist()).isEqualTo("/lists/happy.m3u8");
    mood(Mood.ABSENT);
    unused = controller.bring(rain);
    later(Duration.ofSeconds(16));
    mood(Mood.SADNESS);
    assertThat(player.requests().getLast().start()).as("too late").isEmpty();
    unused = controller.choose("/lists/mine.m3u8");
    assertThat(told(controller.bring(rain))).contains("as chosen by hand");
    assertThat(player.requests().getLast().playlist()).isEqualTo("/lists/mine.m3u8");
  }

  @Test
  void music_leaves_with_the_person_and_is_back_when_somebody_is_seen() {
    answer(Mood.ABSENT, only(PlaybackAction.Kind.KEEP));
    mood(Mood.SADNESS);
    mood(Mood.ABSENT);
    assertThat(controller.leave()).hasToString("music paused");
    assertThat(player.status().state()).isEqualTo(PlayerStatus.State.PAUSED);
    controller.reconsider();
    assertThat(player.status().state()).isEqualTo(PlayerStatus.State.PAUSED);
    assertThat(mood(Mood.HAPPINESS)).startsWith("playing happy");
    assertThat(player.status().state()).isEqualTo(PlayerStatus.State.PLAYING);
  }

  private static PlaybackAction only(PlaybackAction.Kind kind) {
    return PlaybackAction.only(kind, FADE, "strategy " + kind.name().toLowerCase(Locale.ROOT));
  }

  private static PlaybackAction loud(String playlist, int volume) {
    return new PlaybackAction(
        PlaybackAction.Kind.PLAY,
        Optional.of(playlist),
        true,
        OptionalInt.of(volume),
        FADE,
        "strategy match");
  }

  @Test
  void a_wake_up_begins_softly_rises_and_follows_the_face() {
    mood(Mood.NEUTRAL);
    mood(Mood.ABSENT);
    controller.take(
        Controllers.plan(
            MusicSettings.DEFAULT,
            true,
            Optional.of(
                new WakeUp(
                    LocalTime.of(6, 45),
                    Set.of(DayOfWeek.MONDAY),
                    Optional.empty(),
                    WakeUp.RISE,
                    60))));
    LocalTime now = LocalTime.ofInstant(all.time().instant(), ZoneOffset.UTC);
    String at = now.plusMinutes(10).truncatedTo(ChronoUnit.MINUTES).toString();
    assertThat(controller.wake(at).toString()).isEqualTo("the wake-up comes at " + at);
    player.forget();
    later(Duration.ofMinutes(10));
    assertThat(player.asked()).startsWith("volume 15").contains("play compose:mood");
    assertThat(all.later()).anyMatch(told -> told.toString().startsWith("wake-up: playing"));
    assertThat(mood(Mood.UNSURE)).contains("goes on");
    mood(Mood.ABSENT);
    player.forget();
    later(Duration.ofMinutes(5));
    assertThat(player.asked()).containsExactly("volume 38");
    assertThat(mood(Mood.SADNESS)).startsWith("playing comfort");
    assertThat(player.asked()).doesNotContain("volume 60");
    later(Duration.ofMinutes(5));
    assertThat(player.asked()).contains("volume 60");
    assertThat(controller.wake("off").result()).isEqualTo(Outcome.Result.UNCHANGED);
    assertThatThrownBy(() -> controller.wake("25:00")).hasMessageContaining("such as 06:45");
  }

  @Test
  void who_is_not_there_to_be_woken_has_the_music_for_an_hour() {
    mood(Mood.NEUTRAL);
    mood(Mood.ABSENT);
    controller.wake(
        LocalTime.ofInstant(all.time().instant(), ZoneOffset.UTC)
            .plusMinutes(1)
            .truncatedTo(ChronoUnit.MINUTES)
            .toString());
    later(Duration.ofMinutes(1));
    player.forget();
    later(Duration.ofMinutes(59));
    assertThat(player.asked()).doesNotContain("pause");
    later(Duration.ofMinutes(1));
    assertThat(player.asked()).contains("pause");
  }

  @Test
  void composed_music_turns_with_the_mood_and_is_not_cut() {
    with(new MusicSettings(Duration.ofMinutes(10), Duration.ofMinutes(30)));
    answer(Mood.NEUTRAL, PlaybackAction.playing("compose:mood", FADE));
    answer(Mood.SADNESS, PlaybackAction.playing("compose:mood", FADE));
    assertThat(mood(Mood.NEUTRAL)).startsWith("playing ");
    assertThat(mood(Mood.SADNESS)).endsWith(" turns to sadness");
  }

  @Test
  void each_mood_gets_its_playlist_and_volume() {
    answer(Mood.ANGER, loud("/lists/anger.m3u8", 40));
    assertThat(mood(Mood.NEUTRAL)).isEqualTo("playing neutral: track");
    assertThat(mood(Mood.ANGER)).isEqualTo("playing anger: track");
    assertThat(player.asked())
        .containsExactly("play /lists/neutral.m3u8", "volume 40", "play /lists/anger.m3u8");
  }

  @Test
  void what_a_hand_asks_for_beyond_the_ceiling_is_forgotten() {
    Controllers limited = new Controllers(MusicSettings.DEFAULT, VolumeCeiling.of(40));
    Outcome told = limited.controller().volume("100");
    assertThat(told.what()).isEqualTo("volume 40");
    assertThat(told.why()).contains("100 was asked for, and the ceiling is 40");
    assertThat(limited.player().asked()).containsExactly("volume 40");
    assertThat(limited.controller().volume("-5").what()).isEqualTo("volume 35");
  }

  @Test
  void a_volume_set_by_hand_outlasts_moods_for_the_hold() {
    answer(Mood.ANGER, loud("/lists/anger.m3u8", 40));
    controller.volume("15");
    mood(Mood.ANGER);
    assertThat(player.status().volume()).isEqualTo(15);
    mood(Mood.NEUTRAL);
    later(Duration.ofMinutes(31));
    mood(Mood.ANGER);
    assertThat(player.status().volume()).isEqualTo(40);
  }

  @Test
  void keep_and_a_mood_without_an_answer_leave_what_plays() {
    answer(Mood.UNSURE, only(PlaybackAction.Kind.KEEP));
    mood(Mood.NEUTRAL);
    player.forget();
    assertThat(mood(Mood.UNSURE)).isEqualTo("neutral goes on (strategy keep)");
    assertThat(mood(Mood.FEAR)).isEqualTo("neutral goes on (strategy keep)");
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void silence_fades_out() {
    answer(Mood.CONTEMPT, only(PlaybackAction.Kind.SILENCE));
    mood(Mood.NEUTRAL);
    assertThat(mood(Mood.CONTEMPT)).isEqualTo("silence");
    assertThat(player.asked()).endsWith("stop");
  }

  @Test
  void an_empty_room_pauses_and_the_return_goes_on() {
    answer(Mood.ABSENT, only(PlaybackAction.Kind.SILENCE));
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
    controller.pause();
    mood(Mood.ABSENT);
    player.forget();
    mood(Mood.NEUTRAL);
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void a_choice_by_hand_holds_against_moods_for_its_time() {
    mood(Mood.NEUTRAL);
    controller.choose("/music/jazz");
    player.forget();
    assertThat(mood(Mood.SADNESS)).isEqualTo("jazz goes on (as chosen by hand, until 08:30)");
    later(Duration.ofMinutes(29));
    assertThat(player.asked()).isEmpty();
    later(Duration.ofMinutes(2));
    assertThat(player.asked()).containsExactly("play /lists/comfort.m3u8");
  }

  @Test
  void another_hold_counts_from_the_next_choice_on() {
    mood(Mood.NEUTRAL);
    controller.choose("/music/jazz");
    controller.take(
        Controllers.plan(
            new MusicSettings(Duration.ZERO, Duration.ofMinutes(1)), true, Optional.empty()));
    mood(Mood.SADNESS);
    player.forget();
    later(Duration.ofMinutes(29));
    assertThat(player.asked()).isEmpty();
    controller.choose("/music/jazz");
    player.forget();
    later(Duration.ofMinutes(1));
    assertThat(player.asked()).containsExactly("play /lists/comfort.m3u8");
  }

  @Test
  void a_mood_cuts_no_music_before_its_minimum_time_but_is_not_forgotten() {
    with(new MusicSettings(Duration.ofSeconds(30), Duration.ofMinutes(30)));
    mood(Mood.NEUTRAL);
    later(Duration.ofSeconds(10));
    player.forget();
    assertThat(mood(Mood.SADNESS)).isEqualTo("neutral goes on (minimum-play until 08:00)");
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
    controller.wrong();
    assertThat(player.asked()).containsExactly("play /lists/neutral.m3u8");
    assertThat(all.corrections().counts()).containsExactly(Map.entry(Mood.SADNESS, 1));
    assertThat(mood(Mood.HAPPINESS)).contains("as chosen by hand");
  }

  @Test
  void more_like_this_waits_for_the_end_of_the_track_and_moods_wait_too() {
    mood(Mood.NEUTRAL);
    player.forget();
    assertThat(controller.heldUntil().isPresent()).isFalse();
    assertThat(told(controller.more())).isEqualTo("music like track comes next");
    assertThat(player.asked()).containsExactly("follow /lists/like.m3u8");
    assertThat(controller.heldUntil().isPresent()).isTrue();
    assertThat(mood(Mood.SADNESS)).isEqualTo("like goes on (as chosen by hand, until 08:30)");
    controller.wrong();
    assertThat(player.asked()).endsWith("play /lists/neutral.m3u8");
  }

  @Test
  void a_banned_track_is_left_out_in_this_mood() {
    mood(Mood.NEUTRAL);
    player.forget();
    assertThat(controller.ban()).hasToString("track will not play again in neutral");
    assertThat(player.requests().get(player.requests().size() - 1).banned())
        .containsExactly("/lists/neutral.m3u8/track.mp3");
    mood(Mood.SADNESS);
    assertThat(player.requests().get(player.requests().size() - 1).banned()).isEmpty();
    mood(Mood.NEUTRAL);
    assertThat(player.requests().get(player.requests().size() - 1).banned()).hasSize(1);
  }

  @Test
  void a_changed_file_takes_effect_only_where_it_changed() {
    mood(Mood.NEUTRAL);
    player.forget();
    answer(Mood.SADNESS, PlaybackAction.playing("/lists/other.m3u8", FADE));
    controller.reconsider();
    assertThat(player.asked()).isEmpty();
    answer(Mood.NEUTRAL, PlaybackAction.playing("/lists/new.m3u8", FADE));
    controller.reconsider();
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
    controller.restore(memory, Choices.NONE, false);
    assertThat(player.asked()).containsExactly("pause");
    mood(Mood.NEUTRAL);
    assertThat(player.asked()).endsWith("resume", "play /lists/neutral.m3u8");
  }

  @Test
  @Fault(
      value = "Playlist missing, as on a mount that is away",
      seen = "told with the change of mood",
      goesOn = "what played before",
      heals = "by itself, when it is there",
      within = "tried again and again")
  void a_playlist_that_is_missing_is_told_and_tried_again_and_told_when_it_plays() {
    mood(Mood.NEUTRAL);
    player.lose("/lists/comfort.m3u8");
    assertThat(mood(Mood.SADNESS))
        .isEqualTo("comfort is not there, neutral goes on (tried again in 10s)");
    assertThat(controller.retryAt()).isPresent();
    later(Duration.ofSeconds(10));
    assertThat(all.later()).as("what is still so").isEmpty();
    player.bring("/lists/comfort.m3u8");
    later(Duration.ofSeconds(19));
    assertThat(all.later()).isEmpty();
    later(Duration.ofSeconds(1));
    assertThat(all.later()).hasToString("[playing comfort: track]");
    assertThat(controller.retryAt()).isEmpty();
  }

  @Test
  void another_mood_ends_the_tries() {
    player.lose("/lists/comfort.m3u8");
    assertThat(mood(Mood.SADNESS)).isEqualTo("comfort is not there, no music (tried again in 10s)");
    mood(Mood.HAPPINESS);
    player.bring("/lists/comfort.m3u8");
    player.forget();
    later(Duration.ofMinutes(2));
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void a_newer_mood_ends_the_wait_for_an_older_one() {
    player.hold(true);
    CompletableFuture<Outcome> sad = ask(Mood.SADNESS);
    assertThat(sad).isNotDone();
    CompletableFuture<Outcome> happy = ask(Mood.HAPPINESS);
    assertThat(sad.join()).hasToString("comfort does not play (another mood came first)");
    player.hold(false);
    assertThat(happy.join()).hasToString("playing happy: track");
  }

  @Test
  void a_playlist_that_takes_long_is_told_twice() {
    mood(Mood.NEUTRAL);
    player.hold(true);
    CompletableFuture<Outcome> sad = ask(Mood.SADNESS);
    later(Duration.ofSeconds(4));
    assertThat(sad).isNotDone();
    later(Duration.ofSeconds(1));
    assertThat(sad.join()).hasToString("comfort is still being opened (told when it plays)");
    player.hold(false);
    assertThat(all.later()).hasToString("[playing comfort: track]");
  }

  @Test
  void who_waits_for_music_hears_that_it_is_the_end_and_nothing_is_told_after() {
    player.hold(true);
    CompletableFuture<Outcome> sad = ask(Mood.SADNESS);
    controller.close();
    assertThat(sad.join()).hasToString("comfort does not play (moodspeaker stops)");
    player.hold(false);
    assertThat(all.later()).isEmpty();
  }

  @Test
  void a_playlist_that_runs_out_is_told_and_tried_again() {
    mood(Mood.NEUTRAL);
    player.runOut();
    player.lose("/lists/neutral.m3u8");
    later(Duration.ofSeconds(7));
    assertThat(all.later())
        .hasToString("[neutral has ended, as nothing of it can be played any more (no music)]");
    player.bring("/lists/neutral.m3u8");
    later(Duration.ofSeconds(10));
    assertThat(all.later()).last().hasToString("playing neutral: track");
  }

  @Test
  void a_choice_that_runs_out_is_told_and_tried_again_though_nobody_is_seen() {
    controller.choose("/lists/jazz");
    player.runOut();
    player.lose("/lists/jazz");
    later(Duration.ofSeconds(7));
    assertThat(all.later())
        .hasToString("[jazz has ended, as nothing of it can be played any more (no music)]");
    assertThat(controller.retryAt()).isPresent();
    player.bring("/lists/jazz");
    later(Duration.ofSeconds(10));
    assertThat(all.later()).last().hasToString("playing jazz: track");
  }

  @Test
  void what_is_paused_by_hand_while_it_waits_to_be_tried_again_stays_silent() {
    mood(Mood.NEUTRAL);
    player.runOut();
    later(Duration.ofSeconds(7));
    controller.pause();
    player.forget();
    later(Duration.ofSeconds(60));
    assertThat(player.asked()).isEmpty();
  }

  @Test
  void a_choice_that_cannot_be_played_leaves_the_one_before_it_alone() {
    controller.choose("/lists/jazz");
    player.lose("/lists/blues");
    player.forget();
    assertThat(told(controller.choose("/lists/blues")))
        .isEqualTo("blues is not there (jazz goes on)");
    assertThat(all.later()).isEmpty();
    assertThat(player.asked()).containsExactly("play /lists/blues");
  }

  @Test
  void a_choice_that_cannot_be_played_holds_nothing_and_the_music_goes_on() {
    mood(Mood.NEUTRAL);
    player.lose("/lists/jazz");
    assertThat(told(controller.choose("/lists/jazz")))
        .isEqualTo("jazz is not there (neutral goes on)");
    assertThat(controller.heldUntil()).isEmpty();
    assertThat(mood(Mood.SADNESS)).isEqualTo("playing comfort: track");
    assertThatThrownBy(() -> controller.choose("gibtsnicht")).isInstanceOf(NotFoundException.class);
    assertThat(mood(Mood.NEUTRAL)).isEqualTo("playing neutral: track");
  }

  @Test
  void a_mood_that_comes_while_a_choice_is_opened_waits_for_it() {
    mood(Mood.NEUTRAL);
    player.hold(true);
    CompletionStage<Outcome> jazz = controller.choose("/lists/jazz");
    assertThat(mood(Mood.SADNESS)).isEqualTo("jazz is being opened (as chosen by hand)");
    player.hold(false);
    assertThat(told(jazz)).isEqualTo("playing jazz: track");
    later(Duration.ofMinutes(31));
    assertThat(all.later()).hasToString("[playing comfort: track]");
  }

  @Test
  void without_its_sound_device_music_that_waits_is_not_told_as_playing() {
    player.connected(false);
    Outcome outcome = ask(Mood.NEUTRAL).join();
    assertThat(outcome.result()).isEqualTo(Outcome.Result.FAILED);
    assertThat(outcome).hasToString("neutral waits: track (the sound device fake is not there)");
  }

  @Test
  void resuming_ends_the_hold_and_answers_the_mood_that_waited() {
    mood(Mood.NEUTRAL);
    told(controller.choose("/lists/jazz"));
    mood(Mood.SADNESS);
    assertThat(told(controller.resume())).isEqualTo("playing comfort: track");
    assertThat(controller.heldUntil()).isEmpty();
  }

  @Test
  void what_is_resumed_is_told_to_go_on_where_it_was_paused() {
    mood(Mood.NEUTRAL);
    controller.pause();
    assertThat(told(controller.resume())).isEqualTo("neutral goes on where it was paused");
    assertThat(told(controller.resume())).isEqualTo("neutral goes on (it was not paused)");
    controller.pause();
    assertThat(told(controller.choose("/lists/neutral.m3u8")))
        .isEqualTo("neutral goes on where it was paused");
    controller.pause();
    mood(Mood.ABSENT);
    assertThat(told(controller.resume())).isEqualTo("neutral goes on where it was paused");
    later(Duration.ofSeconds(1));
    assertThat(player.status().state()).isEqualTo(PlayerStatus.State.PLAYING);
    controller.pause();
    mood(Mood.FEAR); // Whose music is to go on.
    assertThat(told(controller.resume())).isEqualTo("neutral goes on where it was paused");
    mood(Mood.ABSENT);
    assertThat(ask(Mood.NEUTRAL).join().result()).isEqualTo(Outcome.Result.DONE);
  }

  @Test
  void resuming_ends_the_hold_on_the_volume_and_until_then_it_can_be_seen() {
    answer(Mood.NEUTRAL, loud("/lists/neutral.m3u8", 50));
    answer(Mood.SADNESS, loud("/lists/comfort.m3u8", 70));
    mood(Mood.NEUTRAL);
    controller.volume("60");
    assertThat(controller.volumeHeldUntil()).contains(all.time().instant().plusSeconds(1800));
    assertThat(told(controller.resume()))
        .isEqualTo("neutral goes on: track, and moods rule the volume again");
    assertThat(controller.volumeHeldUntil()).isEmpty();
    assertThat(player.status().volume()).isEqualTo(50);
    mood(Mood.SADNESS);
    assertThat(player.status().volume()).isEqualTo(70);
  }

  @Test
  void what_is_chosen_by_hand_is_shuffled_only_if_the_plan_says_so() {
    told(controller.choose("/lists/album.m3u"));
    assertThat(player.requests().getLast().shuffle()).isTrue();
    controller.take(Controllers.plan(MusicSettings.DEFAULT, false, Optional.empty()));
    told(controller.choose("/lists/album.m3u"));
    assertThat(player.requests().getLast().shuffle()).isFalse();
    wakeIn(1);
    assertThat(player.requests().getLast().playlist()).startsWith("compose:");
    assertThat(player.requests().getLast().shuffle()).isFalse();
  }

  private void wakeIn(int minutes) {
    controller.wake(
        LocalTime.ofInstant(all.time().instant(), ZoneOffset.UTC)
            .plusMinutes(minutes)
            .truncatedTo(ChronoUnit.MINUTES)
            .toString());
    later(Duration.ofMinutes(minutes));
  }

  /** Ends this controller, and goes on some time later with another. */
  private void restart(Duration after, boolean atOnce) {
    PlayerState memory =
        new PlayerState(
            player.requests().stream()
                .filter(r -> player.status().playlist().equals(Optional.of(r.playlist())))
                .findFirst(),
            player.status().track(),
            Duration.ofSeconds(7),
            player.status().state() == PlayerStatus.State.PAUSED,
            player.status().volume(),
            Map.of(),
            Map.of());
    Choices choices = controller.choices();
    Duration passed = Duration.between(new Controllers().time().instant(), all.time().instant());
    with(MusicSettings.DEFAULT);
    all.time().advance(passed.plus(after));
    PlayerState before = atOnce ? memory : memory.asPaused();
    player.restore(before);
    controller.restore(before, choices, atOnce);
    last = Mood.ABSENT;
    player.forget();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_was_paused_by_hand_stays_so_after_a_restart_until_its_hold_ends(boolean atOnce) {
    mood(Mood.NEUTRAL);
    controller.pause();
    restart(Duration.ofMinutes(1), atOnce);
    later(Duration.ofSeconds(1));
    assertThat(mood(Mood.NEUTRAL))
        .isEqualTo("neutral stays paused (as chosen by hand, until 08:30)");
    later(Duration.ofMinutes(28));
    assertThat(player.asked()).isEmpty();
    later(Duration.ofMinutes(1));
    assertThat(player.status().state()).isEqualTo(PlayerStatus.State.PLAYING);
  }

  @Test
  void what_an_empty_room_paused_goes_on_after_a_restart_when_somebody_is_seen() {
    mood(Mood.NEUTRAL);
    mood(Mood.ABSENT);
    restart(Duration.ofMinutes(1), true);
    assertThat(mood(Mood.NEUTRAL)).isEqualTo("neutral goes on where it was paused");
  }

  @Test
  void what_was_chosen_by_hand_holds_over_a_restart_for_as_long_as_it_was_to() {
    answer(Mood.SADNESS, loud("/lists/comfort.m3u8", 70));
    mood(Mood.NEUTRAL);
    told(controller.choose("/music/jazz"));
    controller.volume("60");
    restart(Duration.ofMinutes(10), true);
    answer(Mood.SADNESS, loud("/lists/comfort.m3u8", 70));
    assertThat(mood(Mood.SADNESS)).isEqualTo("jazz goes on (as chosen by hand, until 08:30)");
    assertThat(controller.volumeHeldUntil()).isPresent();
    assertThat(controller.volume("+5")).hasToString("volume 65");
    later(Duration.ofMinutes(21));
    assertThat(player.asked()).endsWith("play /lists/comfort.m3u8");
  }

  @Test
  void the_sleep_timer_and_the_wake_up_by_hand_outlive_a_restart() {
    mood(Mood.NEUTRAL);
    controller.sleep("30min");
    controller.wake("15:00");
    restart(Duration.ofMinutes(10), true);
    assertThat(controller.wakeAt()).get().asString().contains("T15:00");
    later(Duration.ofMinutes(20));
    assertThat(player.asked()).endsWith("stop");
    restart(Duration.ofHours(2), false);
    assertThat(mood(Mood.HAPPINESS)).startsWith("no music (as chosen by hand, until 16:30)");
    later(Duration.ofHours(4).plusMinutes(31));
    assertThat(player.asked()).contains("volume 15");
  }

  @Test
  void what_was_to_have_ended_while_the_speaker_was_off_does_not_begin_in_that_night() {
    mood(Mood.NEUTRAL);
    controller.sleep("30min");
    restart(Duration.ofHours(2), false);
    later(Duration.ofSeconds(1));
    assertThat(mood(Mood.NEUTRAL)).startsWith("no music (as chosen by hand, until 16:30)");
    mood(Mood.ABSENT);
    told(controller.resume());
    mood(Mood.NEUTRAL);
    controller.sleep("30min");
    restart(Duration.ofHours(9), false);
    later(Duration.ofSeconds(1));
    assertThat(mood(Mood.NEUTRAL)).isEqualTo("neutral goes on where it was paused");
  }

  @Test
  void where_nothing_plays_hands_are_told_so() {
    assertThat(controller.next()).hasToString("no music (nothing plays)");
    assertThat(controller.previous()).hasToString("no music (nothing plays)");
    assertThat(told(controller.resume())).isEqualTo("no music (nothing was paused)");
    assertThat(controller.pause()).hasToString("no music (nothing played)");
    assertThatThrownBy(controller::ban).hasMessage("nothing plays that could be banned");
    assertThatThrownBy(controller::more).hasMessage("nothing plays to find more like");
  }

  @Test
  void the_sleep_timer_fades_out_in_time_and_faces_in_the_night_start_nothing() {
    mood(Mood.NEUTRAL);
    assertThat(controller.sleep("30min")).hasToString("the music ends at 08:30");
    later(Duration.ofMinutes(28));
    assertThat(player.asked()).doesNotContain("stop");
    later(Duration.ofMinutes(1));
    assertThat(player.asked()).endsWith("stop");
    assertThat(all.later()).hasToString("[the sleep timer lets the music fade out]");
    assertThat(mood(Mood.HAPPINESS)).startsWith("no music (as chosen by hand, until ");
    assertThat(told(controller.resume())).isEqualTo("playing happy: track");
    controller.sleep("10min");
    assertThat(controller.sleep("off")).hasToString("the sleep timer is off");
    later(Duration.ofMinutes(11));
    assertThat(player.status().playlist()).isPresent();
    for (String wrong : new String[] {"soon", "5s", "13h", "-1min"}) {
      assertThatThrownBy(() -> controller.sleep(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the sleep timer must be");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-24H", "PT-1H", "PT1H", "PT24H"})
  void setting_the_machines_clock_changes_no_hold_no_sleep_timer_and_no_second_try(Duration jump) {
    mood(Mood.NEUTRAL);
    told(controller.choose("/lists/party.m3u8"));
    later(Duration.ofMinutes(29));
    all.setClock(jump);
    assertThat(mood(Mood.HAPPINESS)).contains("as chosen by hand");
    later(Duration.ofMinutes(2));
    assertThat(player.asked()).last().asString().contains("/lists/happy.m3u8");

    controller.sleep("30min");
    later(Duration.ofMinutes(28));
    all.setClock(jump.negated());
    later(Duration.ofSeconds(1));
    assertThat(player.asked()).last().asString().doesNotContain("stop");
    later(Duration.ofMinutes(2));
    assertThat(player.asked()).last().asString().contains("stop");
    assertThat(mood(Mood.SADNESS)).contains("as chosen by hand");
    told(controller.resume());
    all.setClock(jump);
    assertThat(player.asked()).last().asString().contains("/lists/comfort.m3u8");
  }
}
