package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Emotion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingRowsTest {
  private static LabeledFace face(String name, String split, int level) {
    return new LabeledFace(
        name, split, 1, new byte[] {(byte) level}, Optional.of(Emotion.FEAR), Optional.empty());
  }

  @Test
  void a_face_whose_pixels_stand_in_a_test_split_is_not_learned_from() {
    List<LabeledFace> training = List.of(face("a", "Training", 1), face("b", "Training", 2));
    List<LabeledFace> others = List.of(face("c", "PrivateTest", 2));

    assertThat(TrainingRows.choose(training, others, LabelSource.LABEL))
        .extracting(LabeledFace::name)
        .containsExactly("a");
  }

  @Test
  void a_face_without_a_target_is_not_learned_from() {
    assertThat(
            TrainingRows.choose(List.of(face("a", "Training", 1)), List.of(), LabelSource.FERPLUS))
        .isEmpty();
  }

  @Test
  void no_test_row_s_pixels_are_in_training() throws IOException {
    List<Sample> samples = SharedFer2013.faces().stream().map(LabeledFace::sample).toList();
    Splits splits = Splits.of(samples, 1);
    List<LabeledFace> training =
        SharedFer2013.faces().stream().filter(f -> f.split().equals("Training")).toList();
    List<LabeledFace> others =
        SharedFer2013.faces().stream().filter(f -> !f.split().equals("Training")).toList();
    assertThat(splits.training()).hasSize(28_709);
    assertThat(splits.validation()).hasSize(3_589);

    for (LabelSource truth : List.of(LabelSource.FERPLUS, LabelSource.LABEL)) {
      List<LabeledFace> chosen = TrainingRows.choose(training, others, truth);

      assertThat(chosen).hasSize(truth == LabelSource.FERPLUS ? 27_793 : 28_005);
      Set<ByteBuffer> tested = new HashSet<>();
      others.forEach(face -> tested.add(ByteBuffer.wrap(face.gray())));
      assertThat(chosen).noneMatch(face -> tested.contains(ByteBuffer.wrap(face.gray())));
      assertThat(chosen).noneMatch(face -> face.name().equals("fer2013 row 19608"));
    }
  }

  @Test
  void what_the_flags_file_calls_a_duplicate_of_a_test_row_is_gone() throws IOException {
    List<String> flags =
        Files.readAllLines(
            SharedFer2013.folder().resolve("fer2013_duplicate_flags.csv"), StandardCharsets.UTF_8);
    List<LabeledFace> faces = SharedFer2013.faces();
    Set<String> heads = new HashSet<>();
    for (int row = 0; row < faces.size(); row++) {
      if (!faces.get(row).split().equals("Training")) {
        heads.add(flags.get(row + 1).split(",", -1)[1]);
      }
    }
    Set<String> banned = new HashSet<>();
    for (int row = 0; row < faces.size(); row++) {
      if (heads.contains(flags.get(row + 1).split(",", -1)[1])) {
        banned.add("fer2013 row " + row);
      }
    }

    List<LabeledFace> chosen =
        TrainingRows.choose(
            faces.stream().filter(f -> f.split().equals("Training")).toList(),
            faces.stream().filter(f -> !f.split().equals("Training")).toList(),
            LabelSource.LABEL);

    assertThat(chosen).noneMatch(face -> banned.contains(face.name()));
  }

  @Test
  void the_majorities_are_as_many_as_the_data_set_says() throws IOException {
    List<LabeledFace> test =
        SharedFer2013.faces().stream().filter(f -> f.split().equals("PrivateTest")).toList();

    assertThat(test.stream().filter(f -> LabelSource.FERPLUS.of(f).isPresent())).hasSize(3_153);
    assertThat(test.stream().filter(f -> LabelSource.FERPLUS_STRICT.of(f).isPresent()))
        .hasSize(2_729);
    assertThat(test.stream().filter(f -> LabelSource.LABEL.of(f).isPresent())).hasSize(3_589);
  }
}
