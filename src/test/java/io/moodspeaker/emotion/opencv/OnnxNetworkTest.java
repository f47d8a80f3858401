package io.moodspeaker.emotion.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.OnnxMessage;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelFiles;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A network of somebody else's: its three answers are the means of its picture's three colours, so
 * that a red, a green and a blue picture tell what came to it.
 */
class OnnxNetworkTest {
  @TempDir Path folder;

  private static byte[] onnx(int size, boolean channelsLast) {
    OnnxMessage graph = new OnnxMessage();
    String input = "picture";
    if (channelsLast) {
      OnnxMessage axes = new OnnxMessage().text(1, "perm").number(20, 7);
      for (int axis : new int[] {0, 3, 1, 2}) {
        axes.number(8, axis);
      }
      graph.message(1, OnnxMessage.node("Transpose", "picture", "first").message(5, axes));
      input = "first";
    }
    graph
        .message(1, OnnxMessage.node("GlobalAveragePool", input, "means"))
        .message(1, OnnxMessage.node("Flatten", "means", "answer"))
        .text(2, "colours")
        .message(
            11,
            channelsLast
                ? OnnxMessage.tensor("picture", 1, size, size, 3)
                : OnnxMessage.tensor("picture", 1, 3, size, size))
        .message(12, OnnxMessage.tensor("answer", 1, 3));
    return new OnnxMessage()
        .number(1, 7)
        .message(7, graph)
        .message(8, new OnnxMessage().text(1, "").number(2, 11))
        .toByteArray();
  }

  private FaceModel open(String colour, int size, boolean channelsLast) throws Exception {
    Path file = Files.write(folder.resolve("colours.onnx"), onnx(size, channelsLast));
    Files.writeString(
        folder.resolve("model.yaml"),
        """
        format: onnx
        input:
          name: picture
          size: %d
          colour: %s
          scaling: unit
          margin: 0.1
          layout: %s
        output:
          name: answer
          kind: logits
          labels: {one: anger, two: disgust, three: sadness}
          temperature: 0.1
          mirror: true
        sha256:
          colours.onnx: %s
        """
            .formatted(
                size,
                colour,
                channelsLast ? "channels-last" : "channels-first",
                ModelFiles.sha256(file)));
    return FaceModels.open(folder);
  }

  private static Frame picture(int blue, int green, int red) {
    byte[] bgr = new byte[60 * 60 * 3];
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i] = (byte) blue;
      bgr[i + 1] = (byte) green;
      bgr[i + 2] = (byte) red;
    }
    return new Frame(Instant.EPOCH, 60, 60, bgr);
  }

  private static Emotion top(FaceModel model, Frame frame) throws EmotionException {
    return model.classify(frame, List.of(new Box(10, 10, 40, 40))).getFirst().top();
  }

  @Test
  void a_network_of_any_size_colour_and_order_reads_faces() throws Exception {
    for (int size : new int[] {8, 48, 112, 224}) {
      for (boolean channelsLast : new boolean[] {false, true}) {
        try (FaceModel model = open("rgb", size, channelsLast)) {
          assertThat(top(model, picture(20, 20, 200))).isEqualTo(Emotion.ANGER);
          assertThat(top(model, picture(20, 200, 20))).isEqualTo(Emotion.DISGUST);
          assertThat(top(model, picture(200, 20, 20))).isEqualTo(Emotion.SADNESS);
        }
        try (FaceModel model = open("bgr", size, channelsLast)) {
          assertThat(top(model, picture(20, 20, 200))).isEqualTo(Emotion.SADNESS);
        }
      }
    }
  }

  @Test
  void several_faces_of_a_frame_are_read_each_for_itself() throws Exception {
    byte[] bgr = new byte[100 * 50 * 3];
    for (int i = 0; i < bgr.length; i += 3) {
      bgr[i + (i / 3 % 100 < 50 ? 2 : 0)] = (byte) 255;
    }
    Frame half = new Frame(Instant.EPOCH, 100, 50, bgr);
    try (FaceModel model = open("rgb", 16, false)) {
      assertThat(
              model.classify(half, List.of(new Box(5, 5, 40, 40), new Box(55, 5, 40, 40))).stream()
                  .map(scores -> scores.top()))
          .containsExactly(Emotion.ANGER, Emotion.SADNESS);
    }
  }

  @Test
  void labels_that_are_too_many_are_named() throws Exception {
    open("rgb", 8, false).close();
    Path yaml = folder.resolve("model.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replace("{one: anger, ", "{zero: fear, one: anger, "));

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("labels name 4 outputs, but the model has 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: answer   | name: nothing    | 10:9  | no output called 'nothing'; it has [answer]
          name: picture  | name: nothing    | 3:9   | no input called 'nothing'; it has [picture]
          colour: rgb    | colour: gray     | 5:11  | pictures must be 8x8 and gray, but the model takes [1, 3, 8, 8]
          size: 8        | size: 64         | 4:9   | pictures must be 64x64 and rgb, but the model takes [1, 3, 8, 8]
          channels-first | channels-last    | 8:11  | takes [1, 3, 8, 8], which is layout: channels-first
          kind: logits   | kind: probabilities | 11:9 | answered [0.0, 0.0, 0.0], which do not add up to 1; name logits
          """)
  void what_does_not_fit_is_told_with_its_line(String good, String bad, String place, String what)
      throws Exception {
    open("rgb", 8, false).close();
    Path yaml = folder.resolve("model.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace(good, bad));

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageStartingWith(yaml + ":" + place + ": ")
        .hasMessageContaining(what)
        .message()
        .hasLineCount(1);
  }

  @Test
  void a_network_whose_weights_are_damaged_is_named() throws Exception {
    open("rgb", 8, false).close();
    // The means' logarithms: of a blank picture, minus infinity.
    OnnxMessage graph =
        new OnnxMessage()
            .message(1, OnnxMessage.node("Log", "picture", "logs"))
            .message(1, OnnxMessage.node("GlobalAveragePool", "logs", "means"))
            .message(1, OnnxMessage.node("Flatten", "means", "answer"))
            .text(2, "colours")
            .message(11, OnnxMessage.tensor("picture", 1, 3, 8, 8))
            .message(12, OnnxMessage.tensor("answer", 1, 3));
    replace(
        new OnnxMessage()
            .number(1, 7)
            .message(7, graph)
            .message(8, new OnnxMessage().text(1, "").number(2, 11))
            .toByteArray());

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageStartingWith(folder + " answered -Infinity; its weights are damaged");
  }

  @Test
  void what_opencv_cannot_do_is_told_without_the_lines_of_its_source() throws Exception {
    open("rgb", 8, false).close();
    OnnxMessage graph =
        new OnnxMessage()
            .message(1, OnnxMessage.node("NoSuchStep", "picture", "answer"))
            .text(2, "colours")
            .message(11, OnnxMessage.tensor("picture", 1, 3, 8, 8))
            .message(12, OnnxMessage.tensor("answer", 1, 3));
    replace(
        new OnnxMessage()
            .number(1, 7)
            .message(7, graph)
            .message(8, new OnnxMessage().text(1, "").number(2, 11))
            .toByteArray());

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageStartingWith(folder.resolve("colours.onnx").toString())
        .hasMessageNotContainingAny(".cpp", "/home/", "in function")
        .message()
        .hasLineCount(1);
  }

  private void replace(byte[] onnx) throws Exception {
    Path file = Files.write(folder.resolve("colours.onnx"), onnx);
    Path yaml = folder.resolve("model.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replaceAll("[0-9a-f]{64}", ModelFiles.sha256(file)));
  }

  @Test
  void a_file_that_is_no_network_is_said_to_be_none() throws Exception {
    open("rgb", 8, false).close();
    Path file = Files.writeString(folder.resolve("colours.onnx"), "nothing");
    Path yaml = folder.resolve("model.yaml");
    Files.writeString(
        yaml, Files.readString(yaml).replaceAll("[0-9a-f]{64}", ModelFiles.sha256(file)));

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("colours.onnx is no ONNX file that OpenCV can read");
  }
}
