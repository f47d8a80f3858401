package io.moodspeaker.emotion.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.FakeConfig;
import io.moodspeaker.feature.FakeContext;
import io.moodspeaker.support.FakeTime;
import java.nio.file.Path;
import java.util.Map;
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

  private Config config(String endpoint, String key, String allowHttp) {
    return new FakeConfig(
        feature,
        Map.of("azure.endpoint", endpoint, "azure.key", key, "azure.allow-http", allowHttp),
        "",
        home);
  }

  private EmotionRecognizer started(Config config) {
    FakeContext context = new FakeContext(config, new FakeTime());
    feature.start(context);
    return (EmotionRecognizer) context.bound().get("emotion-azure");
  }

  @Test
  void a_saved_face_server_is_taken_over_at_once_and_its_key_is_not_told() {
    EmotionRecognizer recognizer = started(config("", "", "no"));
    assertThat(feature.status()).containsEntry("on", false);
    assertThatThrownBy(() -> recognizer.recognize(Frames.black(40, 40)))
        .hasMessage("it is off, as its settings are not given");
    try (LogLines log = new LogLines("moodspeaker")) {
      feature.reload(config("https://a.example", "k3y", "no"));
      feature.reload(config("https://a.example", "0ther", "no"));
      feature.reload(config("", "", "no"));

      assertThat(log.all())
          .containsExactly(
              "INFO fallback: the Face server at https://a.example",
              "INFO fallback: off, as no Face server is configured");
    }
    assertThat(feature.status()).containsEntry("on", false);
  }

  @Test
  void what_is_refused_is_told_with_its_remedy_and_the_last_good_server_stays() {
    started(config("https://a.example", "k3y", "no"));
    Config refused = config("http://a.example", "k\u00e9y", "no");

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
    assertThat(feature.check(config("http://a.example", "k\u00e9y", "yes"))).hasSize(1);
  }
}
