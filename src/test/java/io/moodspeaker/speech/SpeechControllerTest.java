package io.moodspeaker.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.feature.FakeConfig;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class SpeechControllerTest {
  private final FakeTime time = new FakeTime();
  private final List<Speech> played = new ArrayList<>();
  private boolean voiceIsAway;

  private SpeechController controller(LocalTime quietFrom, LocalTime quietTo, String... lines) {
    return new SpeechController(
        (text, language) -> {
          if (voiceIsAway) {
            throw new IOException("the voice is away");
          }
          return new Speech(16_000, 1, new byte[text.length() * 2]);
        },
        played::add,
        new SpeechPlan(
            Map.of(Mood.SADNESS, List.of(lines)), "en", Duration.ofMinutes(30), quietFrom, quietTo),
        time,
        time,
        new Random(1));
  }

  private SpeechController controller(String... lines) {
    return controller(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, lines);
  }

  private static String told(SpeechController controller) {
    return controller.choose(Mood.SADNESS).outcome().orElseThrow().toString();
  }

  @Test
  void it_is_found() {
    assertThat(ServiceLoader.load(Feature.class)).anyMatch(SpeechFeature.class::isInstance);
  }

  @Test
  void no_line_comes_again_before_all_were_said() {
    SpeechController controller = controller("a", "b", "c");
    for (int round = 0; round < 5; round++) {
      List<String> said = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        time.advance(Duration.ofMinutes(30));
        said.add(controller.choose(Mood.SADNESS).sentence().orElseThrow());
      }
      assertThat(said).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  @Test
  void it_speaks_at_most_so_often_and_says_so() {
    SpeechController controller = controller("a");
    assertThat(told(controller)).isEqualTo("saying \"a\"");
    time.advance(Duration.ofMinutes(29));
    assertThat(told(controller)).isEqualTo("nothing said (at most one sentence every 30 min)");
    time.advance(Duration.ofMinutes(1));
    assertThat(controller.choose(Mood.SADNESS).sentence()).contains("a");
  }

  @Test
  void it_is_quiet_at_night() {
    LocalTime now = LocalTime.ofInstant(time.instant(), ZoneId.systemDefault());
    SpeechController night = controller(now.minusHours(1), now.plusHours(1), "a");
    assertThat(night.choose(Mood.SADNESS).sentence()).isEmpty();
    SpeechController day = controller(now.plusHours(1), now.minusHours(1), "a");
    assertThat(day.choose(Mood.SADNESS).sentence()).isPresent();
  }

  @Test
  void of_a_mood_without_lines_nothing_is_told() {
    SpeechController.Choice choice = controller("a").choose(Mood.FEAR);
    assertThat(choice.sentence()).isEmpty();
    assertThat(choice.outcome()).isEmpty();
  }

  @Test
  void a_voice_that_is_away_is_told() throws InterruptedException {
    voiceIsAway = true;
    assertThat(controller("a").say("a", 1)).hasToString("nothing said (the voice is away)");
    voiceIsAway = false;
    assertThat(controller("a").say("abc", 1)).hasToString("said \"abc\"");
    assertThat(played).hasSize(1);
  }

  @Test
  void lines_are_read_with_and_without_a_language() {
    SpeechFeature feature = new SpeechFeature();
    FakeConfig config =
        new FakeConfig(
            feature,
            Map.of("speech.language", "ko"),
            """
              sadness: {say: {en: [Here I am., I play something warm.], ko: 저 여기 있어요.}}
              fear: {say: [One., Two.]}
              anger: {say: {fr: non}}
              disgust: {say: [[x]]}
            """,
            Path.of(""));
    assertThat(config.get(SpeechFeature.MOODS).get(Mood.SADNESS))
        .containsEntry("en", List.of("Here I am.", "I play something warm."))
        .containsEntry("ko", List.of("저 여기 있어요."));
    assertThat(config.get(SpeechFeature.MOODS).get(Mood.FEAR))
        .containsEntry("de", List.of("One.", "Two."));
    assertThat(config.problems())
        .hasSize(2)
        .anyMatch(line -> line.contains("'fr' is no key of say"))
        .anyMatch(line -> line.contains("say must hold texts, had a list of 1"));
  }
}
