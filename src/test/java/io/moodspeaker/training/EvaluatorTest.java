package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.Sample;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private final FakeClassifier classifier = new FakeClassifier();
  private final List<String> skipped = new ArrayList<>();

  private static Frame plain(int size, int level) {
    byte[] bgr = new byte[3 * size * size];
    Arrays.fill(bgr, (byte) level);
    return new Frame(Instant.EPOCH, size, size, bgr);
  }

  private static Sample sample(Emotion label, Sample.Picture picture) {
    return new Sample("a picture", "test", Optional.of(label), Optional.empty(), picture);
  }

  private Evaluator.Result run(Evaluator evaluator, Sample... samples) throws Exception {
    return evaluator.run(List.of(samples), classifier, done -> {}, skipped::add);
  }

  @Test
  void without_a_detector_the_whole_picture_is_the_face() throws Exception {
    Evaluator.Result result =
        run(
            new Evaluator(LabelSource.LABEL, Optional.empty(), List.of()),
            sample(Emotion.ANGER, () -> plain(48, 9)),
            sample(Emotion.FEAR, () -> plain(48, 9)));

    assertThat(classifier.boxes).containsOnly(new Box(0, 0, 48, 48));
    assertThat(result.metrics().accuracy()).isEqualTo(0.5);
  }

  @Test
  void a_detector_sees_bare_faces_enlarged_and_framed() throws Exception {
    List<Integer> widths = new ArrayList<>();
    Evaluator evaluator =
        new Evaluator(
            LabelSource.LABEL,
            Optional.of(
                frame -> {
                  widths.add(frame.width());
                  return widths.size() == 1 ? List.of(new Box(60, 60, 190, 190)) : List.of();
                }),
            List.of());

    Evaluator.Result result =
        run(
            evaluator,
            sample(Emotion.ANGER, () -> plain(48, 9)),
            sample(Emotion.ANGER, () -> plain(48, 9)));

    assertThat(widths).containsExactly(320, 320);
    assertThat(classifier.boxes).containsExactly(new Box(60, 60, 190, 190));
    assertThat(result.missed()).isEqualTo(1);
    assertThat(result.metrics().n()).isEqualTo(1);
  }

  @Test
  void a_framed_face_stands_in_the_middle() {
    byte[] bgr = new byte[3 * 48 * 48];
    Arrays.fill(bgr, 3 * 48 * 24, bgr.length, (byte) 200);

    Frame framed = Evaluator.framed(new Frame(Instant.EPOCH, 48, 48, bgr));

    assertThat(framed.bgr()[3 * (320 * 155 + 160)]).isZero();
    assertThat(framed.bgr()[3 * (320 * 165 + 160)]).isEqualTo((byte) 200);
  }

  @Test
  void a_picture_that_can_t_be_read_is_named_and_skipped() throws Exception {
    Evaluator.Result result =
        run(
            new Evaluator(LabelSource.LABEL, Optional.empty(), List.of()),
            sample(
                Emotion.ANGER,
                () -> {
                  throw new IOException("x.jpg is broken");
                }),
            sample(Emotion.ANGER, () -> plain(48, 9)));

    assertThat(skipped).containsExactly("x.jpg is broken");
    assertThat(result.metrics().n()).isEqualTo(1);
  }

  @Test
  void disturbances_reach_the_classifier() throws Exception {
    run(
        new Evaluator(
            LabelSource.LABEL,
            Optional.empty(),
            List.of(Corruption.parse("light=0.5"), Corruption.parse("grow=0.25"))),
        sample(Emotion.ANGER, () -> plain(40, 100)));

    assertThat(classifier.last.bgr()).containsOnly(50);
    assertThat(classifier.boxes).containsExactly(new Box(-10, -10, 60, 60));
  }

  /** A classifier that sees anger everywhere and remembers what it was shown. */
  private static final class FakeClassifier implements FaceClassifier {
    private final List<Box> boxes = new ArrayList<>();
    private Frame last;

    @Override
    public List<EmotionScores> classify(Frame frame, List<Box> asked) {
      last = frame;
      boxes.addAll(asked);
      return asked.stream().map(box -> EmotionScores.only(Emotion.ANGER)).toList();
    }

    @Override
    public void close() {
      boxes.clear();
    }
  }
}
