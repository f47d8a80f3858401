package io.moodspeaker.training.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.SharedFer2013;
import io.moodspeaker.training.data.TeacherAnswers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The teacher's network as it is built here, beside the answers that were made elsewhere. */
class FaceApiExpressionsTest {
  @Test
  void it_answers_as_the_package_does() throws Exception {
    Path folder = SharedFer2013.folder().resolveSibling("face-api");
    assumeTrue(Files.isDirectory(folder), "skipped: " + folder + " is missing");
    TeacherAnswers elsewhere = TeacherAnswers.read(folder.resolve("fer2013_training_answers.csv"));
    List<LabeledFace> faces =
        SharedFer2013.faces().stream()
            .filter(face -> face.split().equals("Training"))
            .limit(40)
            .toList();

    TeacherAnswers here = FaceApiExpressions.of(folder, faces, 1, done -> {});

    double difference = 0;
    for (LabeledFace face : faces) {
      float[] a = here.of(face).orElseThrow();
      float[] b = elsewhere.of(face).orElseThrow();
      for (int i = 0; i < a.length; i++) {
        difference += Math.abs(a[i] - b[i]);
      }
    }
    // Enlarging differs at the edges, and arithmetic in the last digits.
    assertThat(difference / faces.size()).isCloseTo(0, within(0.05));
  }
}
