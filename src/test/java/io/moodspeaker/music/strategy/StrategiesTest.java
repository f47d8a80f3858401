package io.moodspeaker.music.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MoodMusic;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.support.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrategiesTest {
  private static final String OWN = "/lists/own.m3u8";
  private static final String WARM = "/lists/warm";
  private static final Duration FADE = Duration.ofSeconds(2);

  private Optional<String> wayOut = Optional.empty();
  private final Strategies strategies = new Strategies(mood -> wayOut);

  static Stream<Arguments> moodsAndStrategies() {
    return Mood.all().stream()
        .flatMap(
            mood ->
                new Strategies(m -> Optional.empty())
                    .words().stream()
                        .filter(word -> !word.equals("pause") || mood == Mood.ABSENT)
                        .map(word -> Arguments.of(mood, word)));
  }

  private static Optional<PlaylistName> named(String location) {
    return Optional.of(
        new PlaylistName(location, "playlist " + location, why -> Problem.of("moods.yaml", why)));
  }

  private static MusicPlan plan(
      Mood mood, String strategy, Optional<PlaylistName> own, Optional<PlaylistName> comfort) {
    return new MusicPlan(
        60,
        FADE,
        Duration.ZERO,
        false,
        comfort,
        MusicPlan.Limits.DEFAULT,
        MusicPlan.Learning.OFF,
        Optional.empty(),
        Map.of(mood, new MoodMusic(Optional.of(strategy), own, Optional.of(45))));
  }

  private static PlaybackAction plays(String location, String word) {
    return new PlaybackAction(
        PlaybackAction.Kind.PLAY,
        Optional.of(location),
        false,
        OptionalInt.of(45),
        FADE,
        "strategy " + word);
  }

  private static PlaybackAction only(PlaybackAction.Kind kind, String word) {
    return PlaybackAction.only(kind, FADE, "strategy " + word);
  }

  @ParameterizedTest
  @MethodSource("moodsAndStrategies")
  void every_strategy_answers_every_mood(Mood mood, String word) {
    MusicPlan plan = plan(mood, word, named(OWN), named(WARM));
    assertThat(strategies.of(mood, plan).complaint(mood, plan)).isEmpty();
    assertThat(strategies.answer(mood, plan))
        .isEqualTo(
            switch (word) {
              case "match", "iso" -> plays(OWN, word);
              case "comfort" -> plays(WARM, word);
              case "compose" -> plays("compose:mood", word);
              case "keep" -> only(PlaybackAction.Kind.KEEP, word);
              case "silence" -> only(PlaybackAction.Kind.SILENCE, word);
              case "pause" -> only(PlaybackAction.Kind.PAUSE, word);
              default -> throw new AssertionError("what does " + word + " do?");
            });
  }

  @ParameterizedTest
  @MethodSource("moodsAndStrategies")
  void with_nothing_to_play_every_strategy_still_has_an_answer(Mood mood, String word) {
    PlaybackAction action =
        strategies.answer(mood, plan(mood, word, Optional.empty(), Optional.empty()));
    assertThat(action.playlist())
        .isEqualTo(word.equals("compose") ? Optional.of("compose:mood") : Optional.empty());
    assertThat(action.kind() == PlaybackAction.Kind.PLAY).isEqualTo(word.equals("compose"));
  }

  @Test
  void a_mood_that_is_left_out_keeps_the_music_and_an_empty_room_pauses_it() {
    for (Mood mood : Mood.all()) {
      assertThat(strategies.answer(mood, MusicPlan.DEFAULT).kind())
          .isEqualTo(mood == Mood.ABSENT ? PlaybackAction.Kind.PAUSE : PlaybackAction.Kind.KEEP);
    }
  }

  @Test
  void iso_takes_the_library_s_way_out_where_there_is_one_and_in_its_order() {
    wayOut = Optional.of("/state/iso-sadness.m3u8");
    MusicPlan plan = plan(Mood.SADNESS, "iso", named(OWN), Optional.empty());
    assertThat(strategies.answer(Mood.SADNESS, plan))
        .isEqualTo(plays("/state/iso-sadness.m3u8", "iso"));
  }

  @Test
  void what_a_strategy_lacks_is_named_with_a_remedy() {
    assertThat(complaint(Mood.FEAR, "pause"))
        .contains("is for absent alone; use silence or keep for fear");
    assertThat(complaint(Mood.FEAR, "match"))
        .contains("of fear needs a playlist; add one or use keep or silence");
    assertThat(complaint(Mood.FEAR, "comfort"))
        .contains("of fear needs the playlist music: comfort:; add it");
  }

  private Optional<String> complaint(Mood mood, String word) {
    MusicPlan plan = plan(mood, word, Optional.empty(), Optional.empty());
    return strategies.of(mood, plan).complaint(mood, plan);
  }
}
