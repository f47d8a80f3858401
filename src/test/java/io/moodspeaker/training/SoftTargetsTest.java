package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.network.MoodNet;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftTargetsTest {
  @Test
  void a_face_not_yet_seen_keeps_its_target() {
    float[] target = {0.25f, 0.75f};
    new SoftTargets(3, 2).blend(1, 0.5, target);
    assertThat(target).containsExactly(0.25f, 0.75f);
  }

  @Test
  void a_target_moves_by_the_trust_towards_what_was_answered() {
    SoftTargets past = new SoftTargets(3, 2);
    past.learn(1, new float[] {9, 9, 0.5f, 0.5f}, 2);
    float[] target = {1, 0};
    past.blend(1, 0.5, target);
    assertThat(target).containsExactly(0.75f, 0.25f);
  }

  @Test
  void answers_average_over_epochs_with_the_recent_ones_first() {
    SoftTargets past = new SoftTargets(1, 2);
    past.learn(0, new float[] {1, 0}, 0);
    past.learn(0, new float[] {0, 1}, 0);
    float[] target = {0, 0};
    past.blend(0, 1, target);
    assertThat(target[0]).isCloseTo(0.7f, within(1e-6f));
    assertThat(target[1]).isCloseTo(0.3f, within(1e-6f));
  }

  @Test
  void a_checkpoint_brings_them_back() throws IOException {
    SoftTargets past = new SoftTargets(2, 2);
    past.learn(1, new float[] {0.25f, 0.75f}, 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    past.write(new DataOutputStream(bytes));
    SoftTargets back =
        SoftTargets.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    float[] target = {1, 0};
    back.blend(1, 1, target);
    assertThat(target).containsExactly(0.25f, 0.75f);
  }

  @Test
  void a_teacher_answers_as_it_learned_to_without_temperature_and_lean(@TempDir Path folder)
      throws IOException {
    Network network = new MoodNet("tiny", new int[] {4, 8, 8}, new int[] {1, 1}, 0.1f);
    Weights weights;
    try (TrainingGraph graph = new TrainingGraph(network, 8, 1, 0, new Hardware(1, false))) {
      weights = graph.start(1);
    }
    byte[] gray = new byte[48 * 48];
    new SplittableRandom(1).nextBytes(gray);
    LabeledFace face =
        new LabeledFace("face", "Training", 48, gray, Optional.empty(), Optional.empty());
    ModelExport.write(folder, network, weights, 48, 0.3, false, Map.of(Emotion.ANGER, 3.0));
    float[] asked = new float[8];
    SoftTargets.of(folder, List.of(face)).blend(0, 1, asked);

    float[] image = new float[48 * 48];
    new Augmenter(48).plain(gray, 48, 48, image, 0);
    float[] logits;
    try (InferenceGraph graph =
        new InferenceGraph(network, weights, 8, new Hardware(1, false).config())) {
      logits = graph.logits(image, 1, 48)[0];
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    for (int i = 0; i < 8; i++) {
      // The classifier may compute with 16 bits.
      assertThat(asked[i]).isCloseTo((float) (Math.exp(logits[i]) / sum), within(0.01f));
    }
  }

  @Test
  void a_teacher_that_is_missing_is_named(@TempDir Path folder) {
    assertThatThrownBy(() -> SoftTargets.of(folder.resolve("none"), List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none")
        .hasMessageContaining("model.yaml");
  }
}
