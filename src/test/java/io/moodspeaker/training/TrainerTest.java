package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.network.MoodNet;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  private static final Network TINY =
      new MoodNet("tiny", new int[] {4, 8, 8}, new int[] {1, 1}, 0.1f);

  private static final Hardware ONE_THREAD = new Hardware(1, false);

  @TempDir Path folder;

  /** Faces that are told apart at a glance: bright above for happiness, below for sadness. */
  private static List<LabeledFace> faces(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LabeledFace> faces = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      boolean happy = n % 2 == 0;
      byte[] gray = new byte[48 * 48];
      for (int i = 0; i < gray.length; i++) {
        boolean above = i < gray.length / 2;
        gray[i] = (byte) (random.nextInt(60) + (above == happy ? 150 : 40));
      }
      faces.add(
          new LabeledFace(
              "face " + n,
              "Training",
              48,
              gray,
              Optional.of(happy ? Emotion.HAPPINESS : Emotion.SADNESS),
              Optional.empty()));
    }
    return faces;
  }

  private static Trainer.Plan plan(int epochs) {
    return new Trainer.Plan(
        TINY,
        new TargetConfig(LabelSource.LABEL, 0, 0, 0.5),
        Optional.empty(),
        new Schedule(epochs, 0.05f, true),
        16,
        5e-4f,
        1,
        0);
  }

  private static Trainer trainer(Trainer.Plan plan, Trainer.Limits limits, InstantSource clock) {
    return new Trainer(
        plan,
        limits,
        faces(96, 1),
        faces(40, 2),
        ONE_THREAD,
        clock,
        new PrintWriter(Writer.nullWriter()));
  }

  private Trainer.Outcome run(Trainer.Plan plan, Trainer.Limits limits) throws Exception {
    return trainer(plan, limits, InstantSource.system()).run(folder, Optional.empty());
  }

  @Test
  void learns_what_is_plain_to_see() throws Exception {
    Trainer.Outcome outcome = run(plan(25), Trainer.Limits.NONE);

    assertThat(outcome.finished()).isTrue();
    assertThat(outcome.epochs()).hasSize(25);
    assertThat(outcome.epochs().getLast().validation()).isGreaterThan(0.95);
    assertThat(outcome.epochs().getLast().loss()).isLessThan(outcome.epochs().getFirst().loss());
  }

  @Test
  void a_run_that_was_stopped_ends_on_the_very_same_weights() throws Exception {
    Weights straight = run(plan(4), Trainer.Limits.NONE).weights();

    Path other = folder.resolve("stopped");
    // Each look at the clock takes a minute, so that the budget ends the run after one epoch.
    Trainer.Outcome stopped =
        trainer(
                plan(4),
                new Trainer.Limits(0, Optional.of(Duration.ofMinutes(1)), 0),
                new Ticking())
            .run(other, Optional.empty());
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.epochs()).hasSize(1);
    Trainer.Outcome resumed =
        trainer(plan(4), Trainer.Limits.NONE, InstantSource.system()).run(other, Optional.empty());

    assertThat(resumed.epochs()).hasSize(4);
    straight
        .all()
        .forEach(
            (name, weight) ->
                assertThat(resumed.weights().all().get(name).values())
                    .as(name)
                    .isEqualTo(weight.values()));
  }

  @Test
  void a_run_that_is_asked_to_end_leaves_its_last_whole_epoch() throws Exception {
    Trainer ended = trainer(plan(4), Trainer.Limits.NONE, InstantSource.system());
    int steps = 96 / 16;
    AtomicInteger left = new AtomicInteger(steps + 2);

    assertThatThrownBy(() -> ended.run(folder, Optional.empty(), () -> left.getAndDecrement() == 0))
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining("ended in epoch 2; --resume goes on");

    assertThat(run(plan(4), new Trainer.Limits(0, Optional.empty(), 1)).epochs()).hasSize(1);
  }

  @Test
  void a_plan_is_told_in_words_and_numbers() {
    assertThat(plan(4).text())
        .isEqualTo(
            "tiny truth=label balance=0.0 smoothing=0.0 distillation=0.5 epochs=4 rate=0.05"
                + " growing=true variation=1.0 batch=16 weightDecay=5.0E-4 seed=1");
  }

  @Test
  void a_checkpoint_of_another_plan_is_refused() throws Exception {
    run(plan(1), Trainer.Limits.NONE);

    assertThatThrownBy(() -> run(plan(2), Trainer.Limits.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another plan")
        .hasMessageContaining("name another --work folder");
  }

  @Test
  void fine_tuning_begins_where_the_other_model_ended() throws Exception {
    Weights start = run(plan(25), Trainer.Limits.NONE).weights();
    Trainer.Plan fine =
        new Trainer.Plan(
            TINY,
            new TargetConfig(LabelSource.LABEL, 0, 0, 0.5),
            Optional.empty(),
            new Schedule(1, 0.0001f, false),
            16,
            5e-4f,
            2,
            0);

    Trainer.Outcome outcome =
        trainer(fine, Trainer.Limits.NONE, InstantSource.system())
            .run(folder.resolve("fine"), Optional.of(start));

    assertThat(outcome.epochs().getLast().validation()).isGreaterThan(0.95);
  }

  @Test
  void a_checkpoint_of_other_faces_or_another_start_is_refused() throws Exception {
    Weights start = run(plan(1), Trainer.Limits.NONE).weights();
    Trainer one = trainer(plan(2), Trainer.Limits.NONE, InstantSource.system());
    Path fine = folder.resolve("fine");
    one.run(fine, Optional.of(start));

    Weights other = start.mixedWith(start, 0.5);
    other.all().values().iterator().next().values()[0] += 1;
    assertThatThrownBy(() -> one.run(fine, Optional.of(other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another plan");

    Trainer more =
        new Trainer(
            plan(2),
            Trainer.Limits.NONE,
            faces(97, 1),
            faces(40, 2),
            ONE_THREAD,
            InstantSource.system(),
            new PrintWriter(Writer.nullWriter()));
    assertThatThrownBy(() -> more.run(fine, Optional.of(start)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another plan")
        .hasMessageContaining("the same options, pictures and --from");
  }

  @Test
  void a_crash_between_log_and_checkpoint_does_no_harm() throws Exception {
    Trainer.Limits two = new Trainer.Limits(0, Optional.empty(), 2);
    run(plan(3), two);
    Path log = folder.resolve("epochs.log");
    Files.write(log, List.of(Files.readAllLines(log).get(1)), StandardOpenOption.APPEND);

    assertThat(run(plan(3), Trainer.Limits.NONE).epochs())
        .extracting(Trainer.Epoch::number)
        .containsExactly(1, 2, 3);
  }

  @Test
  void a_checkpoint_that_is_cut_short_is_told() throws Exception {
    run(plan(1), Trainer.Limits.NONE);
    Path checkpoint = folder.resolve("checkpoint");
    byte[] all = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(all, all.length / 2));

    assertThatThrownBy(() -> run(plan(1), Trainer.Limits.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is cut short; delete it");
  }

  @Test
  void without_faces_to_judge_by_nobody_loses_patience() throws Exception {
    Trainer alone =
        new Trainer(
            plan(4),
            new Trainer.Limits(1, Optional.empty(), 0),
            faces(96, 1),
            List.of(),
            ONE_THREAD,
            InstantSource.system(),
            new PrintWriter(Writer.nullWriter()));

    List<Trainer.Epoch> epochs = alone.run(folder, Optional.empty()).epochs();

    assertThat(epochs).hasSize(4);
    assertThat(epochs.getLast().validationLoss()).isNaN();
    assertThat(alone.run(folder, Optional.empty()).epochs()).hasSize(4);
  }

  @Test
  void what_goes_wrong_on_the_loader_s_thread_reaches_the_trainer() {
    List<LabeledFace> faces = faces(16, 3);
    SoftTargets tooFew = new SoftTargets(1, 8);
    TargetConfig targets = new TargetConfig(LabelSource.LABEL, 0, 0, 0.5);

    try (BatchLoader loader =
        new BatchLoader(
            faces,
            targets,
            Optional.of(tooFew),
            new SoftTargets(16, 8),
            plan(1).schedule(),
            16,
            1,
            0)) {
      assertThatThrownBy(loader::next).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void what_is_kept_of_the_start_is_a_share_of_every_weight() throws Exception {
    Weights start = run(plan(1), Trainer.Limits.NONE).weights();

    Weights free = fineTuned(start, 0);
    Weights half = fineTuned(start, 0.5);

    half.all()
        .forEach(
            (name, weight) -> {
              float[] before = start.get(name, weight.shape()).values();
              float[] after = free.get(name, weight.shape()).values();
              for (int i = 0; i < before.length; i++) {
                assertThat(weight.values()[i])
                    .as(name)
                    .isCloseTo((before[i] + after[i]) / 2, within(1e-4f));
              }
              if (name.endsWith("kernel")) {
                assertThat(after).as(name).isNotEqualTo(before);
              }
            });
  }

  private Weights fineTuned(Weights start, double keep) throws Exception {
    Trainer.Plan fine =
        new Trainer.Plan(
            TINY,
            new TargetConfig(LabelSource.LABEL, 0, 0, 0.5),
            Optional.empty(),
            new Schedule(1, 0.01f, false),
            16,
            5e-4f,
            2,
            keep);
    return trainer(fine, Trainer.Limits.NONE, InstantSource.system())
        .run(folder.resolve("keep " + keep), Optional.of(start))
        .weights();
  }

  @Test
  void weights_that_run_away_are_told_and_not_kept() throws Exception {
    Trainer.Plan wild =
        new Trainer.Plan(
            TINY,
            new TargetConfig(LabelSource.LABEL, 0, 0, 0),
            Optional.empty(),
            new Schedule(4, 1e30f, false),
            16,
            5e-4f,
            1,
            0);

    assertThatThrownBy(() -> run(wild, Trainer.Limits.NONE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ran away in epoch")
        .hasMessageContaining("lower --rate");
    assertThat(folder.resolve("checkpoint")).doesNotExist();
  }

  @Test
  void half_of_each_target_is_the_teacher_s() throws Exception {
    List<LabeledFace> faces = faces(16, 3);
    SoftTargets teacher = new SoftTargets(faces.size(), 8);
    float[] fear = new float[8];
    fear[Emotion.FEAR.ordinal()] = 1;
    for (int i = 0; i < faces.size(); i++) {
      teacher.learn(i, fear, 0);
    }
    Batch batch;
    try (BatchLoader loader =
        new BatchLoader(
            faces,
            new TargetConfig(LabelSource.LABEL, 0, 0, 0),
            Optional.of(teacher),
            new SoftTargets(faces.size(), 8),
            new Schedule(1, 0.1f, false),
            16,
            1,
            0)) {
      batch = loader.next();
    }
    for (int i = 0; i < batch.count(); i++) {
      Emotion own = faces.get(batch.faces()[i]).label().orElseThrow();
      assertThat(batch.targets()[i * 8 + own.ordinal()]).isEqualTo(0.5f);
      assertThat(batch.targets()[i * 8 + Emotion.FEAR.ordinal()]).isEqualTo(0.5f);
    }
  }

  @Test
  void too_few_faces_are_refused() {
    assertThatThrownBy(
            () ->
                new Trainer(
                    plan(1),
                    Trainer.Limits.NONE,
                    faces(10, 1),
                    List.of(),
                    ONE_THREAD,
                    InstantSource.system(),
                    new PrintWriter(Writer.nullWriter())))
        .hasMessageContaining("only 10 faces")
        .hasMessageContaining("smaller batch");
  }

  private static TrainingGraph.State afterSteps(int count, int batch, Hardware hardware)
      throws InterruptedException {
    List<LabeledFace> faces = faces(count * batch, 3);
    try (TrainingGraph graph = new TrainingGraph(TINY, 8, batch, 5e-4f, hardware);
        BatchLoader loader =
            new BatchLoader(
                faces,
                new TargetConfig(LabelSource.LABEL, 0, 0, 0),
                Optional.empty(),
                new SoftTargets(faces.size(), 8),
                new Schedule(1, 0.1f, false),
                batch,
                1,
                0)) {
      graph.set(TrainingGraph.State.resting(graph.start(1)));
      for (int i = 0; i < count; i++) {
        graph.step(loader.next(), 0.1f, 0.9f, 1);
      }
      return graph.state();
    }
  }

  @Test
  void a_large_batch_in_two_parts_gives_the_same_bits_each_time() throws Exception {
    Hardware two = new Hardware(2, false);
    Weights weights = afterSteps(6, 64, two).values();
    for (int i = 0; i < 5; i++) {
      Weights again = afterSteps(6, 64, two).values();
      weights
          .all()
          .forEach(
              (name, weight) ->
                  assertThat(again.all().get(name).values())
                      .as(name)
                      .containsExactly(weight.values()));
    }
  }

  @Test
  void each_part_of_a_large_batch_has_statistics_of_its_own_and_moves_them_half_way() {
    // Dark and bright faces lie apart: a part knows of its own only, their mean of both.
    int batch = 64;
    float[] images = new float[batch * 48 * 48];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian() + (i < images.length / 2 ? 3 : -3);
    }
    float[] targets = new float[batch * 8];
    float[] even = new float[batch];
    for (int i = 0; i < batch; i++) {
      targets[8 * i] = 1;
      even[i] = 1;
    }
    Batch both = new Batch(0, batch, 48, new int[batch], images, targets, even);
    Batch first = half(both, 0);
    Batch second = half(both, 1);

    Weights together = statisticsAfter(both);
    Weights one = statisticsAfter(first);
    Weights other = statisticsAfter(second);

    for (String name : List.of("stem.mean", "stem.variance")) {
      float[] moved = together.all().get(name).values();
      for (int i = 0; i < moved.length; i++) {
        float mean = (one.all().get(name).values()[i] + other.all().get(name).values()[i]) / 2;
        assertThat(moved[i]).as(name).isEqualTo(mean, within(1e-4f));
      }
    }
  }

  @Test
  void each_part_of_a_large_batch_drops_values_of_its_own() {
    int half = 32 * 48 * 48;
    float[] images = new float[2 * half];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < half; i++) {
      images[i] = (float) random.nextGaussian();
      images[half + i] = images[i];
    }
    float[] even = new float[64];
    Arrays.fill(even, 1);
    Batch twice = new Batch(0, 64, 48, new int[64], images, new float[64 * 8], even);
    Network undropped = new MoodNet("tiny", new int[] {4, 8, 8}, new int[] {1, 1}, 0);

    float[] answers = answers(undropped, twice);
    float[] dropped = answers(TINY, twice);

    int middle = answers.length / 2;
    assertThat(Arrays.copyOfRange(answers, middle, answers.length))
        .containsExactly(Arrays.copyOf(answers, middle));
    assertThat(Arrays.copyOfRange(dropped, middle, dropped.length))
        .isNotEqualTo(Arrays.copyOf(dropped, middle));
  }

  private static float[] answers(Network network, Batch batch) {
    try (TrainingGraph graph = new TrainingGraph(network, 8, batch.count(), 0, ONE_THREAD)) {
      graph.set(TrainingGraph.State.resting(graph.start(1)));
      return graph.step(batch, 0, 0.9f, 1).answers();
    }
  }

  private static Batch half(Batch both, int part) {
    int count = both.count() / 2;
    int pixels = count * both.size() * both.size();
    return new Batch(
        0,
        count,
        both.size(),
        new int[count],
        Arrays.copyOfRange(both.images(), part * pixels, (part + 1) * pixels),
        Arrays.copyOfRange(both.targets(), part * count * 8, (part + 1) * count * 8),
        Arrays.copyOfRange(both.weights(), part * count, (part + 1) * count));
  }

  private static Weights statisticsAfter(Batch batch) {
    try (TrainingGraph graph = new TrainingGraph(TINY, 8, batch.count(), 0, ONE_THREAD)) {
      graph.set(TrainingGraph.State.resting(graph.start(1)));
      graph.step(batch, 0, 0.9f, 1);
      return graph.state().values();
    }
  }

  @Test
  void the_average_of_weights_lags_behind_them() throws Exception {
    Weights start;
    try (TrainingGraph graph = new TrainingGraph(TINY, 8, 16, 0, ONE_THREAD)) {
      start = graph.start(1);
    }

    TrainingGraph.State state = afterSteps(1, 16, ONE_THREAD);

    state
        .average()
        .all()
        .forEach(
            (name, average) -> {
              float[] before = start.all().get(name).values();
              float[] now = state.values().all().get(name).values();
              for (int i = 0; i < before.length; i++) {
                assertThat(average.values()[i])
                    .isEqualTo(0.9f * before[i] + 0.1f * now[i], within(1e-5f));
              }
            });
    assertThat(state.values().all().get("classes.kernel").values())
        .isNotEqualTo(start.all().get("classes.kernel").values());
  }

  /** A clock that is a minute later at each look. */
  private static final class Ticking implements InstantSource {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      now = now.plus(Duration.ofMinutes(1));
      return now;
    }
  }
}
