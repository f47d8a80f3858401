package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelYamlTest {
  private static final String GOOD =
      """
      input:
        name: images
        size: 48
        colour: gray
        scaling: standardise
        margin: 0.1
      output:
        name: logits
        kind: logits
        labels:
          Wut: anger
          Freude: happiness
          Glück: happiness
        temperature: 1.5
        bias: {sadness: 0.25}
        mirror: true
      sha256:
        saved_model.pb: 0000000000000000000000000000000000000000000000000000000000000000
      """;

  @TempDir Path folder;

  private ModelDescription read(String text) throws EmotionException {
    Path file = folder.resolve("model.yaml");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ModelYaml.read(file);
  }

  private void refuses(String good, String bad, String place, String... parts) {
    assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("model.yaml:" + place + ":")
        .hasMessageContainingAll(parts);
  }

  @Test
  void the_shipped_file_has_each_key_and_each_comment_for_those_who_copy_it() throws Exception {
    for (String model : new String[] {"emotion", "fer2013-labels"}) {
      Path shipped = Path.of("models", model, "model.yaml");
      String text = Files.readString(shipped);
      ModelYaml.text(ModelYaml.read(shipped))
          .lines()
          .map(line -> line.contains("#") ? line.substring(line.indexOf('#')) : line)
          .map(line -> line.replaceFirst(": .*", ":"))
          .forEach(line -> assertThat(text).contains(line));
    }
  }

  @Test
  void reads_what_it_writes() throws EmotionException {
    ModelDescription description = read(GOOD);

    assertThat(description.input().size()).isEqualTo(48);
    assertThat(description.output().labels())
        .containsExactly(
            Map.entry("Wut", Emotion.ANGER),
            Map.entry("Freude", Emotion.HAPPINESS),
            Map.entry("Glück", Emotion.HAPPINESS));
    assertThat(description.output().bias()).containsExactly(Map.entry(Emotion.SADNESS, 0.25));
    assertThat(read(ModelYaml.text(description))).isEqualTo(description);
  }

  @Test
  void names_line_column_value_and_remedy() {
    refuses("size: 48", "size: big", "3:9", "whole number", "'big'");
    refuses("size: 48", "size: 4", "3:9", "8 to 512", "was 4");
    refuses("colour: gray", "colour: grey", "4:11", "gray, rgb", "'grey'");
    refuses("Wut: anger", "Wut: rage", "11:10", "'rage'", "sadness");
    refuses("temperature: 1.5", "temperature: 0", "14:16", "0.05 to 20", "was '0'");
    refuses("mirror: true", "mirror: maybe", "16:11", "true or false", "'maybe'");
    refuses("sadness: 0.25", "sadness: 9", "15:19", "-5", "5", "was '9'");
    refuses("sadness: 0.25", "grief: 1", "15:17", "'grief'");
    refuses("mirror: true", "mirrored: true", "8:3", "mirror is missing");
    refuses("margin: 0.1", "margin: 0.1\n  crop: 3", "7:3", "'crop' is no key of input");
    refuses("  saved_model.pb: 00", "  saved_model.pb: xy", "18:19", "64 hexadecimal digits");
  }

  @Test
  void what_is_no_yaml_is_refused_with_its_place() {
    assertThatThrownBy(() -> read("input: [1,\n")).hasMessageContaining("model.yaml:2:1:");
    assertThatThrownBy(() -> read("")).hasMessageContaining("model.yaml: is empty");
    assertThatThrownBy(() -> read("- a\n")).hasMessageContaining("must hold keys with values");
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> ModelYaml.read(folder.resolve("none/model.yaml")))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("none/model.yaml cannot be read");
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThatThrownBy(
            () -> read(GOOD.replace("size: 48", "size: 4").replace("mirror: true", "mirror: no")))
        .hasMessageContaining("model.yaml:3:9:")
        .hasMessageContaining("model.yaml:16:11:");
  }

  @Test
  void a_hundred_thousand_brackets_are_a_mistake_like_another() {
    assertThatThrownBy(() -> read("[".repeat(100_000)))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("nests deeper");
    assertThatThrownBy(() -> read("{name: ".repeat(50_000)))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("nests deeper");
  }

  @Test
  void resting_scores_are_the_models_own_or_the_usual_ones() throws EmotionException {
    String own =
        "resting: {anger: 0.01, contempt: 0.01, disgust: 0.01, fear: 0.01, happiness: 0.01,"
            + " neutral: 0.8, sadness: 0.1, surprise: 0.05}\n";

    assertThat(read(GOOD).resting()).isEqualTo(ModelDescription.RESTING);
    ModelDescription description = read(GOOD + own);
    assertThat(description.resting().of(Emotion.NEUTRAL)).isEqualTo(0.8);
    assertThat(read(ModelYaml.text(description)).resting().of(Emotion.SADNESS))
        .isCloseTo(0.1, org.assertj.core.api.Assertions.within(1e-9));
    assertThatThrownBy(() -> read(GOOD + own.replace("neutral: 0.8", "neutral: 0.05")))
        .hasMessageContaining("neutral's largest");
    assertThatThrownBy(() -> read(GOOD + "resting: {neutral: 1}\n"))
        .hasMessageContaining("for each emotion");
  }

  @Test
  void an_onnx_file_has_its_channels_first_unless_it_says_otherwise() throws EmotionException {
    assertThat(read(GOOD).input().layout()).isEqualTo(ModelDescription.Layout.CHANNELS_LAST);
    assertThat(read("format: onnx\n" + GOOD).input().layout())
        .isEqualTo(ModelDescription.Layout.CHANNELS_FIRST);
    assertThat(
            read("format: onnx\n"
                    + GOOD.replace("margin: 0.1", "margin: 0\n  layout: channels-last"))
                .input()
                .layout())
        .isEqualTo(ModelDescription.Layout.CHANNELS_LAST);
  }
}
