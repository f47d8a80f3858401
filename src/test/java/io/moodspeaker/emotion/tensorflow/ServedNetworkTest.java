package io.moodspeaker.emotion.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.serving.ServedNetwork;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped model behind a server that speaks both protocols, over real sockets. */
class ServedNetworkTest {
  private static final Path SHIPPED = Path.of("models", "emotion");
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Frame FRAME = Frames.noise(200, 120);
  private static final List<Box> BOXES = List.of(new Box(0, 0, 100, 100), new Box(90, 10, 60, 80));

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models/emotion", "/v2/models/emotion"})
  void a_server_reads_as_the_model_here_does_and_gets_crops_alone(String path) throws Exception {
    try (ModelServer server = new ModelServer(SHIPPED);
        FaceClassifier served =
            FaceModels.openServed(SHIPPED, ServedNetwork.address(server.url() + path), LIMIT);
        FaceClassifier here = FaceModels.openAligned(SHIPPED)) {
      List<EmotionScores> there = served.classify(FRAME, BOXES);
      List<EmotionScores> local = here.classify(FRAME, BOXES);
      for (int i = 0; i < BOXES.size(); i++) {
        for (Emotion emotion : Emotion.all()) {
          assertThat(there.get(i).of(emotion)).isCloseTo(local.get(i).of(emotion), within(0.01));
        }
      }
      // Two faces of 48 x 48, each mirrored too, of seven letters a number.
      assertThat(server.largestRequest()).isBetween(48 * 48 * 4 * 2, 48 * 48 * 4 * 10);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"predictions\":[[1]]}",
        "{\"predictions\":[[\"x\"],[1]]}",
        "{\"outputs\":[]}",
        "{\"error\":\"no model\"}",
        "<html>"
      })
  void an_answer_that_is_none_is_told(String answer) throws Exception {
    try (ModelServer server = new ModelServer(SHIPPED)) {
      server.answer(answer);
      for (String path : List.of("/v1/models/emotion", "/v2/models/emotion")) {
        URI address = ServedNetwork.address(server.url() + path);
        assertThatThrownBy(() -> FaceModels.openServed(SHIPPED, address, LIMIT))
            .isInstanceOf(EmotionException.class);
      }
    }
  }

  @Test
  void a_server_that_hangs_or_is_gone_is_told_soon() throws Exception {
    URI address;
    try (ModelServer server = new ModelServer(SHIPPED)) {
      address = ServedNetwork.address(server.url() + "/v1/models/emotion");
      server.hang();
      assertThatThrownBy(() -> FaceModels.openServed(SHIPPED, address, Duration.ofMillis(300)))
          .hasMessageContaining("does not answer");
    }
    assertThatThrownBy(() -> FaceModels.openServed(SHIPPED, address, LIMIT))
        .hasMessageContaining("does not answer");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:8501/v1/models/a,http://h:8501/v1/models/a:predict",
    "http://h:8501/v1/models/a:predict,http://h:8501/v1/models/a:predict",
    "http://h/v1/models/a/versions/2/,http://h/v1/models/a/versions/2:predict",
    "https://h/v2/models/a,https://h/v2/models/a/infer",
    "http://h:8000/v2/models/a/versions/1/infer,http://h:8000/v2/models/a/versions/1/infer",
    "http://h/prefix/v2/models/a,http://h/prefix/v2/models/a/infer"
  })
  void an_address_is_made_whole(String text, String whole) {
    assertThat(ServedNetwork.address(text)).hasToString(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h:8501",
        "http://h",
        "http://h/v3/models/a",
        "http://h/v1/models/",
        "ftp://h/v1/models/a",
        "http://me:pw@h/v1/models/a",
        "http://h/v1/models/a?x=1",
        "http://h/v1/models/a b"
      })
  void an_address_that_is_none_is_refused(String text) {
    assertThatThrownBy(() -> ServedNetwork.address(text))
        .hasMessageStartingWith("must be an address like http://HOST:8501/v1/models/NAME");
  }
}
