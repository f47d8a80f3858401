package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PastAnswersTest {
  @Test
  void a_face_not_yet_seen_keeps_its_target() {
    float[] target = {0.25f, 0.75f};
    new PastAnswers(3, 2).blend(1, 0.5, target);
    assertThat(target).containsExactly(0.25f, 0.75f);
  }

  @Test
  void a_target_moves_by_the_trust_towards_what_was_answered() {
    PastAnswers past = new PastAnswers(3, 2);
    past.learn(1, new float[] {9, 9, 0.5f, 0.5f}, 2);
    float[] target = {1, 0};
    past.blend(1, 0.5, target);
    assertThat(target).containsExactly(0.75f, 0.25f);
  }

  @Test
  void answers_average_over_epochs_with_the_recent_ones_first() {
    PastAnswers past = new PastAnswers(1, 2);
    past.learn(0, new float[] {1, 0}, 0);
    past.learn(0, new float[] {0, 1}, 0);
    float[] target = {0, 0};
    past.blend(0, 1, target);
    assertThat(target[0]).isCloseTo(0.7f, within(1e-6f));
    assertThat(target[1]).isCloseTo(0.3f, within(1e-6f));
  }

  @Test
  void a_checkpoint_brings_them_back() throws IOException {
    PastAnswers past = new PastAnswers(2, 2);
    past.learn(1, new float[] {0.25f, 0.75f}, 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    past.write(new DataOutputStream(bytes));
    PastAnswers back =
        PastAnswers.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    float[] target = {1, 0};
    back.blend(1, 1, target);
    assertThat(target).containsExactly(0.25f, 0.75f);
  }
}
