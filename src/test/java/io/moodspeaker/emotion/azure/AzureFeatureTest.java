package io.moodspeaker.emotion.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.HandClock;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.feature.FakeContext;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureFeatureTest {
  @TempDir Path home;

  private final AzureFeature feature = new AzureFeature();

  @AfterEach
  void close() {
    feature.close();
  }

  private FakeContext context(String endpoint, String key) {
    return new FakeContext(home, new HandClock())
        .set(AzureFeature.ENDPOINT, endpoint)
        .set(AzureFeature.KEY, key);
  }

  private EmotionRecognizer started(FakeContext context) {
    feature.start(context);
    return context.bound("emotion-azure", EmotionRecognizer.class);
  }

  @Test
  void a_saved_face_server_is_taken_over_at_once_and_its_key_is_not_told() {
    EmotionRecognizer recognizer = started(context("", ""));
    assertThat(feature.status()).containsEntry("on", false);
    assertThatThrownBy(() -> recognizer.recognize(Frames.black(40, 40)))
        .hasMessage("it is off, as its settings are not given");
    try (LogLines log = new LogLines("moodspeaker")) {
      feature.reload(context("https://a.example", "k3y"));
      feature.reload(context("https://a.example", "0ther"));
      feature.reload(context("", ""));

      assertThat(log.all())
          .containsExactly(
              "INFO fallback: the Face server at https://a.example",
              "INFO fallback: off, as no Face server is configured");
    }
    assertThat(feature.status()).containsEntry("on", false);
  }

  @Test
  void what_is_refused_is_told_with_its_remedy_and_the_last_good_server_stays() {
    started(context("https://a.example", "k3y"));
    FakeContext refused = context("http://a.example", "k\u00e9y");

    assertThat(feature.check(refused))
        .extracting(Object::toString)
        .satisfiesExactly(
            line -> assertThat(line).contains("azure.endpoint http://a.example would send"),
            line ->
                assertThat(line)
                    .contains("azure.key must be printable")
                    .doesNotContain("k\u00e9y"));
    feature.reload(refused);
    assertThat(feature.status()).containsEntry("on", true);
    assertThat(feature.check(refused.set(AzureFeature.ALLOW_HTTP, "yes"))).hasSize(1);
  }
}
