package io.moodspeaker.emotion.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.feature.FakeConfig;
import io.moodspeaker.feature.FakeContext;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.support.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmotionFeatureTest {
  @TempDir Path home;

  private FakeContext context(Feature feature, String model) {
    return new FakeContext(
        new FakeConfig(feature, Map.of("emotion.model", model), "", home), new FakeTime());
  }

  @Test
  void the_bound_recogniser_reads_the_faces_it_is_given() throws Exception {
    try (EmotionFeature feature = new EmotionFeature()) {
      FakeContext context = context(feature, Path.of("models/emotion").toAbsolutePath().toString());
      assertThat(feature.check(context.config())).isEmpty();
      feature.start(context);
      EmotionRecognizer local = (EmotionRecognizer) context.bound().get("emotion-local");
      Box box = new Box(20, 10, 60, 60);

      assertThat(
              local
                  .recognize(FacesInFrame.of(Frames.noise(100, 90), List.of(box)), Duration.ZERO)
                  .faces())
          .hasSize(1)
          .allSatisfy(face -> assertThat(face.box()).isEqualTo(box));
      assertThatThrownBy(() -> local.recognize(Frames.noise(100, 90)))
          .hasMessageContaining("face:detect");
      assertThat(feature.status()).containsEntry("model", "emotion");
    }
  }

  @Test
  void a_model_that_is_not_there_is_told_by_check_and_does_not_keep_it_from_starting()
      throws Exception {
    try (EmotionFeature feature = new EmotionFeature()) {
      FakeContext context = context(feature, "models/none");
      assertThat(feature.check(context.config()))
          .singleElement()
          .asString()
          .contains("emotion.model can't be used", "models/none");
      assertThat(feature.examine(context.config()))
          .singleElement()
          .satisfies(finding -> assertThat(finding.remedy()).isPresent());
      feature.start(context);
      assertThat(feature.status()).containsEntry("active", "none");
    }
  }
}
