package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.config.Settings;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.mood.FaceChoice;
import io.moodspeaker.mood.FacePolicy;
import io.moodspeaker.mood.MoodSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoodWiringTest {
  @TempDir Path home;

  @Test
  void without_configuration_the_judge_has_its_own_defaults() {
    assertThat(settings(Map.of()).withFaces(FaceChoice.LARGEST)).isEqualTo(MoodSettings.DEFAULT);
    assertThat(settings(Map.of()).faces().policy()).isEqualTo(FacePolicy.LARGEST);
  }

  @Test
  void what_is_configured_reaches_the_judge() {
    MoodSettings settings =
        settings(
            Map.of(
                "mood.window", "4s",
                "mood.dwell", "6s",
                "mood.absent-after", "7s",
                "mood.observations", "5",
                "mood.enter", "0.5",
                "mood.margin", "0.2",
                "face.policy", "any",
                "face.watch", "fear,anger"));
    assertThat(settings.window()).isEqualTo(Duration.ofSeconds(4));
    assertThat(settings.dwell()).isEqualTo(Duration.ofSeconds(6));
    assertThat(settings.absentAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.evidence().observations()).isEqualTo(5);
    assertThat(settings.evidence().exit()).isEqualTo(0.3);
    assertThat(settings.faces())
        .isEqualTo(new FaceChoice(FacePolicy.ANY, Set.of(Emotion.FEAR, Emotion.ANGER)));
  }

  private MoodSettings settings(Map<String, String> overrides) {
    return MoodWiring.settings(
        Settings.load(home, Map.of(), overrides).orElseThrow(IllegalStateException::new));
  }
}
