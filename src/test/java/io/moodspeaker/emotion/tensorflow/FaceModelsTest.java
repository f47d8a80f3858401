package io.moodspeaker.emotion.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.Fault;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceModelsTest {
  private static final Path SHIPPED = Path.of("models", "emotion");

  @TempDir Path folder;

  private Path copy() throws IOException {
    for (String file : List.of("saved_model.pb", "model.yaml")) {
      Files.copy(SHIPPED.resolve(file), folder.resolve(file));
    }
    return folder;
  }

  private void edit(String from, String to) throws IOException {
    Path yaml = copy().resolve("model.yaml");
    String text = Files.readString(yaml);
    assertThat(text).contains(from);
    Files.writeString(yaml, text.replace(from, to));
  }

  @Test
  void faces_read_together_score_as_they_do_alone() throws EmotionException {
    Frame frame = Frames.noise(200, 120);
    List<Box> boxes =
        List.of(new Box(0, 0, 100, 100), new Box(90, 10, 60, 80), new Box(-10, 30, 50, 50));
    try (FaceModel classifier = FaceModels.open(SHIPPED)) {
      List<EmotionScores> together = classifier.classify(frame, boxes);

      assertThat(together).hasSize(3);
      for (int i = 0; i < boxes.size(); i++) {
        EmotionScores alone = classifier.classify(frame, List.of(boxes.get(i))).getFirst();
        for (Emotion emotion : Emotion.all()) {
          assertThat(together.get(i).of(emotion)).isCloseTo(alone.of(emotion), within(1e-4));
        }
      }
    }
  }

  @Test
  void no_faces_are_no_work() throws EmotionException {
    try (FaceModel classifier = FaceModels.open(SHIPPED)) {
      assertThat(classifier.classify(Frames.black(10, 10), List.of())).isEmpty();
    }
  }

  @Test
  void several_threads_get_the_same_answer() throws Exception {
    Frame frame = Frames.noise(64, 64);
    List<Box> boxes = List.of(new Box(0, 0, 64, 64));
    try (FaceModel classifier = FaceModels.open(SHIPPED);
        ExecutorService pool = Executors.newFixedThreadPool(4)) {
      double[] expected = classifier.classify(frame, boxes).getFirst().toArray();
      List<Future<List<EmotionScores>>> futures = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        futures.add(pool.submit(() -> classifier.classify(frame, boxes)));
      }
      for (Future<List<EmotionScores>> future : futures) {
        assertThat(future.get().getFirst().toArray()).containsExactly(expected, within(1e-6));
      }
    }
  }

  @Test
  @Fault(
      value = "Model truncated or replaced",
      seen = "its checksum does not fit",
      goesOn = "music, light, page",
      heals = "repair its files",
      within = "at the next frame")
  void a_damaged_model_is_refused_by_its_checksum() throws IOException {
    Path graph = copy().resolve("saved_model.pb");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("saved_model.pb has SHA-256")
        .hasMessageContaining("fetch or export the model again");
  }

  @Test
  void labels_that_do_not_fit_the_model_are_refused() throws IOException {
    edit("    fear: fear\n", "");

    assertThatThrownBy(() -> FaceModels.open(folder))
        .hasMessageMatching(".*model.yaml:\\d+:\\d+: labels name 7 outputs, but the model has 8");
  }

  @Test
  void an_output_that_the_model_lacks_is_refused_with_those_it_has() throws IOException {
    edit("  name: logits", "  name: scores");

    assertThatThrownBy(() -> FaceModels.open(folder))
        .hasMessageContaining("no output called 'scores'")
        .hasMessageContaining("[logits]");
  }

  @Test
  @Fault(
      value = "Model of the wrong shape",
      seen = "what the model takes and what model.yaml says",
      goesOn = "music, light, page",
      heals = "mend model.yaml",
      within = "at the next frame")
  void pictures_of_the_wrong_kind_are_refused() throws IOException {
    edit("colour: gray", "colour: rgb");

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("model.yaml:6:11: pictures must be")
        .hasMessageContaining("and rgb, but the model takes")
        .hasMessageContaining("[-1, -1, -1, 1]");
  }

  @Test
  void logits_are_not_taken_for_probabilities() throws IOException {
    edit("kind: logits ", "kind: probabilities ");

    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageMatching(
            ".*model.yaml:\\d+:\\d+: kind is probabilities, but the model answered .*; name logits");
  }

  @Test
  void a_saved_model_with_the_other_layout_is_refused() throws IOException {
    edit("layout: channels-last", "layout: channels-first");

    assertThatThrownBy(() -> FaceModels.open(folder))
        .hasMessageContaining("model.yaml:13:11: layout channels-first is for ONNX");
  }

  @Test
  void a_folder_without_a_model_is_refused() {
    assertThatThrownBy(() -> FaceModels.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("model.yaml cannot be read");
  }

  @Test
  void mirroring_makes_a_face_and_its_mirror_image_score_alike() throws Exception {
    Frame frame = Frames.noise(48, 48);
    byte[] bgr = new byte[frame.bgr().length];
    for (int i = 0; i < 48 * 48; i++) {
      int from = 3 * (i / 48 * 48 + 47 - i % 48);
      System.arraycopy(frame.bgr(), from, bgr, 3 * i, 3);
    }
    Frame mirrored = new Frame(frame.time(), 48, 48, bgr);
    Box all = new Box(0, 0, 48, 48);
    Path yaml = copy().resolve("model.yaml");
    String text = Files.readString(yaml);
    for (boolean mirror : new boolean[] {true, false}) {
      Files.writeString(yaml, text.replaceFirst("mirror: \\w+", "mirror: " + mirror));
      try (FaceModel classifier = FaceModels.open(folder)) {
        double[] one = classifier.classify(frame, List.of(all)).getFirst().toArray();
        double[] other = classifier.classify(mirrored, List.of(all)).getFirst().toArray();
        double apart = 0;
        for (int i = 0; i < one.length; i++) {
          apart = Math.max(apart, Math.abs(one[i] - other[i]));
        }
        assertThat(apart < 1e-4).as("mirror %s: %s apart", mirror, apart).isEqualTo(mirror);
      }
    }
  }

  @Test
  void leaning_towards_an_emotion_multiplies_its_odds() throws Exception {
    Frame frame = Frames.noise(48, 48);
    List<Box> all = List.of(new Box(0, 0, 48, 48));
    Path yaml = copy().resolve("model.yaml");
    String text = Files.readString(yaml);
    double[] odds = new double[2];
    for (int i = 0; i < 2; i++) {
      Files.writeString(yaml, text.replaceFirst("bias: .*", "bias: {sadness: " + i + "}"));
      try (FaceModel classifier = FaceModels.open(folder)) {
        double sadness = classifier.classify(frame, all).getFirst().of(Emotion.SADNESS);
        odds[i] = sadness / (1 - sadness);
      }
    }

    assertThat(odds[1] / odds[0]).isCloseTo(Math.E, within(0.01));
  }
}
