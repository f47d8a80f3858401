package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose classes are seven words of its own. */
class OwnWordsTest {
  private static final String MODEL =
      """
      input:
        name: input
        size: 48
        colour: gray
        scaling: standardise
        margin: 0
      output:
        name: logits
        kind: logits
        labels:
          anger: anger
          neutrality: neutral
          pleasure: happiness
          sadness: sadness
          unrest: fear
          upset: surprise
          wound: contempt
        temperature: 1
        bias: {}
        mirror: false
      sha256: {}
      """;

  @TempDir Path home;

  private Validated<LoadedConfig> config(String moods) throws Exception {
    Files.createDirectories(home.resolve("models/seven"));
    Files.writeString(home.resolve("models/seven/model.yaml"), MODEL);
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/moods.yaml"), moods);
    return new ConfigReader(
            home, Features.load(), Map.of(), Map.of("emotion.model", "models/seven"))
        .read();
  }

  @Test
  void moods_yaml_speaks_of_its_classes_by_their_names() throws Exception {
    assertThat(config("moods: {unrest: {volume: 3}, pleasure: {words: How nice.}}\n").problems())
        .isEmpty();
  }

  @Test
  void two_names_of_one_mood_and_names_of_another_model_are_told() throws Exception {
    assertThat(config("moods: {unrest: {volume: 3}, fear: {volume: 4}}\n").problems())
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .contains("stands for fear, which another key here does too; keep one");
    assertThat(config("moods: {worry: {volume: 3}}\n").problems()).hasSize(1);
  }

  @Test
  void a_reading_tells_the_class_and_the_emotion_it_stands_for() throws Exception {
    Path file = Files.writeString(home.resolve("model.yaml"), MODEL);
    FaceModel model =
        FaceModel.of(
            "seven",
            ModelYaml.read(file),
            new FaceModel.Network() {
              @Override
              public float[][] run(float[] batch, int count) {
                return new float[][] {{0, 1, 0, 0, 5, 0, 0}};
              }

              @Override
              public void close() {}
            });
    FaceClassifier.Reading reading =
        model.read(new Frame(Instant.EPOCH, 48, 48, new byte[3 * 48 * 48]));

    assertThat(reading.scores().top()).isEqualTo(Emotion.FEAR);
    assertThat(reading.words())
        .containsOnlyKeys("anger", "neutrality", "pleasure", "sadness", "unrest", "upset", "wound");
    Face face =
        new Face(
            new Box(0, 0, 48, 48), reading.scores(), 1, true, Optional.empty(), reading.words());
    assertThat(face.label()).isEqualTo("unrest");
    model.close();
  }
}
