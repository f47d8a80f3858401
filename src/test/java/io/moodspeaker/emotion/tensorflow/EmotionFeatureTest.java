package io.moodspeaker.emotion.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.HandClock;
import io.moodspeaker.feature.FakeContext;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacesInFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmotionFeatureTest {
  @TempDir Path home;

  private FakeContext context(String model) {
    return new FakeContext(home, new HandClock()).set(EmotionFeature.MODEL, model);
  }

  @Test
  void the_bound_recogniser_reads_the_faces_it_is_given() throws Exception {
    FakeContext context = context(Path.of("models/emotion").toAbsolutePath().toString());
    try (EmotionFeature feature = new EmotionFeature()) {
      assertThat(feature.check(context)).isEmpty();
      feature.start(context);
      EmotionRecognizer local = context.bound("emotion-local", EmotionRecognizer.class);
      Box box = new Box(20, 10, 60, 60);

      assertThat(
              local
                  .recognize(new FacesInFrame(Frames.noise(100, 90), List.of(box)), Duration.ZERO)
                  .faces())
          .hasSize(1)
          .allSatisfy(face -> assertThat(face.box()).isEqualTo(box));
      assertThatThrownBy(() -> local.recognize(Frames.noise(100, 90)))
          .hasMessageContaining("face:detect");
      assertThat(feature.status()).containsEntry("model", "emotion");
    }
  }

  @Test
  void a_model_that_is_not_there_is_told_by_check_and_does_not_keep_it_from_starting() {
    FakeContext context = context("models/none");
    try (EmotionFeature feature = new EmotionFeature()) {
      assertThat(feature.check(context))
          .singleElement()
          .asString()
          .contains("emotion.model can't be used", "models/none");
      assertThat(feature.examine(context))
          .singleElement()
          .satisfies(finding -> assertThat(finding.remedy()).isPresent());
      feature.start(context);
      assertThat(feature.status()).containsEntry("active", "none");
    }
  }
}
