package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetMixtureTest {
  @TempDir Path folder;

  private static LabeledFace face(int row, Optional<Emotion> label, Optional<FerPlusVotes> votes) {
    return new LabeledFace("fer2013 row " + row, "Training", 1, new byte[1], label, votes);
  }

  private TeacherAnswers answers(String text) throws IOException {
    Path file = folder.resolve("answers.csv");
    Files.writeString(file, text);
    return TeacherAnswers.read(file);
  }

  @Test
  void each_opinion_has_its_share() throws IOException {
    TeacherAnswers teacher = answers("row,neutral,happiness,sadness\n7,0.5,0.0,0.5\n");
    LabeledFace face =
        face(
            7,
            Optional.of(Emotion.ANGER),
            Optional.of(new FerPlusVotes(List.of(10, 0, 0, 0, 0, 0, 0, 0, 0, 0))));

    float[] target = new TargetMixture(0.4, 0.2, 0.4, teacher, false).target(face).orElseThrow();

    assertThat(target[Emotion.NEUTRAL.ordinal()]).isCloseTo(0.6f, within(1e-6f));
    assertThat(target[Emotion.SADNESS.ordinal()]).isCloseTo(0.2f, within(1e-6f));
    assertThat(target[Emotion.ANGER.ordinal()]).isCloseTo(0.2f, within(1e-6f));
  }

  @Test
  void an_opinion_that_a_face_lacks_leaves_its_share_to_the_others() {
    LabeledFace face = face(8, Optional.of(Emotion.FEAR), Optional.empty());

    assertThat(
            new TargetMixture(0.5, 0.1, 0.4, TeacherAnswers.NONE, false).target(face).orElseThrow())
        .containsExactly(0, 0, 0, 1, 0, 0, 0, 0);
    assertThat(
            new TargetMixture(1, 0, 0, TeacherAnswers.NONE, false)
                .target(face(8, Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void the_votes_may_say_how_neutral_a_face_is_and_the_others_what_it_shows_beside()
      throws IOException {
    TeacherAnswers teacher = answers("row,neutral,disgust,sadness\n7,0.2,0.6,0.2\n");
    FerPlusVotes votes = new FerPlusVotes(List.of(6, 0, 0, 4, 0, 0, 0, 0, 0, 0));

    float[] target =
        new TargetMixture(0, 0, 1, teacher, true)
            .target(face(7, Optional.empty(), Optional.of(votes)))
            .orElseThrow();

    assertThat(target[Emotion.NEUTRAL.ordinal()]).isCloseTo(0.6f, within(1e-6f));
    assertThat(target[Emotion.DISGUST.ordinal()]).isCloseTo(0.3f, within(1e-6f));
    assertThat(target[Emotion.SADNESS.ordinal()]).isCloseTo(0.1f, within(1e-6f));
  }

  @Test
  void shares_that_make_no_mixture_are_refused() {
    assertThatThrownBy(() -> new TargetMixture(0, 0, 0, TeacherAnswers.NONE, false))
        .hasMessageContaining("0.0, 0.0 and 0.0");
    assertThatThrownBy(() -> new TargetMixture(1, -1, 0, TeacherAnswers.NONE, false))
        .hasMessageContaining("-1.0");
  }

  @Test
  void malformed_answers_are_told_with_their_line() {
    refused("", ":1: the first line must be row and emotions");
    refused("row,joy\n", ":1: ").hasMessageContaining("joy");
    refused("row,neutral\n1,0.5\n2,maybe\n", ":3: ");
    refused("row,neutral\n1,1.5\n", ":2: share 1.5 is not 0 to 1");
    refused("row,neutral\n1,0.5,0.5\n", ":2: has 3 cells");
    refused("row,neutral\n1,0\n", ":2: all shares are 0");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String text, String part) {
    return assertThatThrownBy(() -> answers(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("answers.csv") + part);
  }
}
