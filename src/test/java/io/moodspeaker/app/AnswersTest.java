package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.config.MoodPlan;
import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.config.MusicDefaults;
import io.moodspeaker.config.MusicLimits;
import io.moodspeaker.config.Strategy;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.music.Bans;
import io.moodspeaker.music.FakePlayer;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlaybackController;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {
  private static final Path OWN = Path.of("/lists/own.m3u8");
  private static final Path WARM = Path.of("/lists/warm");
  private static final Duration FADE = Duration.ofSeconds(2);

  static Stream<Arguments> moodsAndStrategies() {
    return Stream.of(Mood.values())
        .flatMap(
            mood ->
                Stream.of(Strategy.values())
                    .filter(strategy -> strategy != Strategy.PAUSE || mood == Mood.ABSENT)
                    .map(strategy -> Arguments.of(mood, strategy)));
  }

  @ParameterizedTest
  @MethodSource("moodsAndStrategies")
  void every_strategy_gives_every_mood_music_and_words(Mood mood, Strategy strategy) {
    Answers answers = answers(mood, strategy, Optional.of(OWN), Optional.of(WARM));
    Optional<PlaybackAction> music = answers.music(mood);
    String words = answers.musicWords(mood);
    switch (strategy) {
      case MATCH -> {
        assertThat(music).contains(plays(io.moodspeaker.music.Strategy.MATCH, OWN));
        assertThat(words).isEqualTo("playing own");
      }
      case ISO -> {
        assertThat(music).contains(plays(io.moodspeaker.music.Strategy.ISO, OWN));
        assertThat(words).isEqualTo("playing own");
      }
      case COMFORT -> {
        assertThat(music).contains(plays(io.moodspeaker.music.Strategy.COMFORT, WARM));
        assertThat(words).isEqualTo("playing warm");
      }
      case KEEP -> {
        assertThat(music).contains(only(io.moodspeaker.music.Strategy.KEEP));
        assertThat(words).isEqualTo("music as it is");
      }
      case SILENCE -> {
        assertThat(music).contains(only(io.moodspeaker.music.Strategy.SILENCE));
        assertThat(words).isEqualTo(mood == Mood.ABSENT ? "music paused" : "silence");
      }
      case PAUSE -> {
        assertThat(music).isEmpty();
        assertThat(words).isEqualTo("music paused");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("moodsAndStrategies")
  void with_nothing_to_play_every_strategy_still_has_an_answer(Mood mood, Strategy strategy) {
    Answers answers = answers(mood, strategy, Optional.empty(), Optional.empty());
    boolean silent = strategy == Strategy.SILENCE || strategy == Strategy.PAUSE;
    assertThat(answers.musicWords(mood))
        .isEqualTo(!silent ? "music as it is" : mood == Mood.ABSENT ? "music paused" : "silence");
    assertThat(answers.music(mood).flatMap(PlaybackAction::playlist)).isEmpty();
  }

  @Test
  void a_file_that_names_no_mood_keeps_the_music_and_pauses_it_in_an_empty_room() {
    Answers answers = new Answers(new MoodsFile(music(Optional.empty()), Map.of()), false);
    for (Mood mood : Mood.values()) {
      assertThat(answers.musicWords(mood))
          .isEqualTo(mood == Mood.ABSENT ? "music paused" : "music as it is");
    }
  }

  @Test
  void the_log_s_line_names_music_light_and_the_mood_s_own_words() {
    Answers answers = answers(Mood.SADNESS, Strategy.COMFORT, Optional.of(OWN), Optional.of(WARM));

    assertThat(new Words(answers, () -> false).sayChange(change(Mood.NEUTRAL, Mood.SADNESS)))
        .isEqualTo(
            "mood sadness (0.80) after neutral 1 min: playing warm, no light; \"Looks like"
                + " sadness\"");
    assertThat(new Words(answers, () -> true).sayChange(change(Mood.SADNESS, Mood.NEUTRAL)))
        .isEqualTo("mood neutral (0.80) after sadness 1 min: music as chosen by hand, no light");
  }

  @Test
  void nobody_can_make_a_pause_the_answer_to_a_face() {
    assertThatThrownBy(() -> answers(Mood.FEAR, Strategy.PAUSE, Optional.empty(), Optional.empty()))
        .hasMessage("strategy pause is for absent alone; use silence or keep for fear");
  }

  @Test
  void a_playlist_with_an_odd_name_has_words_too() {
    assertThat(words(Path.of("/"))).isEqualTo("playing ");
    assertThat(words(Path.of("/music/.hidden"))).isEqualTo("playing .hidden");
    assertThat(words(Path.of("/music/a.b.m3u8"))).isEqualTo("playing a.b");
  }

  @Test
  void what_the_log_says_of_each_strategy_is_what_the_music_does() {
    for (Arguments each : moodsAndStrategies().toList()) {
      Mood mood = (Mood) each.get()[0];
      Strategy strategy = (Strategy) each.get()[1];
      if (strategy == Strategy.KEEP) {
        continue; // The music names what goes on, which the file cannot know.
      }
      Answers answers = answers(mood, strategy, Optional.of(OWN), Optional.of(WARM));
      FakePlayer player = new FakePlayer();
      Mood other = mood == Mood.NEUTRAL ? Mood.UNSURE : Mood.NEUTRAL;
      assertThat(director(player, answers).mood(change(other, mood)))
          .as("%s %s", mood, strategy)
          .isEqualTo(answers.musicWords(mood));
    }
  }

  @Test
  void the_music_pauses_in_an_empty_room_and_goes_on_when_somebody_returns() {
    MoodPlan happy = plan(Mood.HAPPINESS, Strategy.MATCH, Optional.of(OWN));
    MoodPlan gone = plan(Mood.ABSENT, Strategy.PAUSE, Optional.empty());
    Answers answers =
        new Answers(
            new MoodsFile(
                music(Optional.empty()), Map.of(Mood.HAPPINESS, happy, Mood.ABSENT, gone)),
            false);
    FakePlayer player = new FakePlayer();
    PlaybackController director = director(player, answers);
    director.mood(change(Mood.ABSENT, Mood.HAPPINESS));
    player.forget();
    assertThat(director.mood(change(Mood.HAPPINESS, Mood.ABSENT))).isEqualTo("music paused");
    assertThat(director.mood(change(Mood.ABSENT, Mood.UNSURE))).isEqualTo("own goes on");
    assertThat(player.asked()).isEqualTo(List.of("pause", "resume"));
  }

  private static String words(Path playlist) {
    return answers(Mood.FEAR, Strategy.MATCH, Optional.of(playlist), Optional.empty())
        .musicWords(Mood.FEAR);
  }

  private static Answers answers(
      Mood mood, Strategy strategy, Optional<Path> own, Optional<Path> comfort) {
    return new Answers(
        new MoodsFile(music(comfort), Map.of(mood, plan(mood, strategy, own))), false);
  }

  private static MusicDefaults music(Optional<Path> comfort) {
    return new MusicDefaults(60, FADE, Duration.ZERO, false, comfort, MusicLimits.DEFAULT);
  }

  private static MoodPlan plan(Mood mood, Strategy strategy, Optional<Path> playlist) {
    return new MoodPlan(
        strategy,
        playlist,
        45,
        Optional.empty(),
        Optional.of("Looks like " + mood),
        Optional.empty());
  }

  private static PlaybackAction plays(io.moodspeaker.music.Strategy strategy, Path playlist) {
    return new PlaybackAction(
        strategy, Optional.of(playlist.toString()), false, OptionalInt.of(45), FADE);
  }

  private static PlaybackAction only(io.moodspeaker.music.Strategy strategy) {
    return new PlaybackAction(strategy, Optional.empty(), false, OptionalInt.empty(), FADE);
  }

  private static PlaybackController director(FakePlayer player, Answers answers) {
    return new PlaybackController(
        player,
        answers::music,
        new Bans(Optional.empty()),
        correction -> {},
        MusicSettings.DEFAULT,
        () -> Instant.EPOCH);
  }

  private static MoodChange change(Mood from, Mood to) {
    return new MoodChange(Instant.EPOCH, to, from, Duration.ofMinutes(1), 0.8, Optional.empty());
  }
}
