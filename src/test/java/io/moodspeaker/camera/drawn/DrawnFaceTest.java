package io.moodspeaker.camera.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.opencv.HaarDetector;
import io.moodspeaker.face.opencv.HaarSettings;
import io.moodspeaker.face.opencv.YuNetDetector;
import io.moodspeaker.face.opencv.YuNetSettings;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DrawnFaceTest {
  private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");
  private static final List<Pose> POSES =
      List.of(
          Pose.CENTRE,
          new Pose(-60, 10, 0.8, 5),
          new Pose(70, -12, 1.1, -5),
          new Pose(0, 0, 0.5, 0));

  @Test
  void the_same_scene_gives_the_same_bytes() {
    Expression happy = Expression.of(Emotion.HAPPINESS);
    Frame once = DrawnFace.person(happy, Pose.CENTRE, 7, TIME);
    assertThat(DrawnFace.person(happy, Pose.CENTRE, 7, TIME).bgr()).isEqualTo(once.bgr());
    assertThat(once.time()).isEqualTo(TIME);
    assertThat(once.width()).isEqualTo(640);
    assertThat(once.height()).isEqualTo(480);
  }

  @Test
  void another_seed_gives_other_noise_and_nothing_else() {
    byte[] one = DrawnFace.nobody(1, TIME).bgr();
    byte[] other = DrawnFace.nobody(2, TIME).bgr();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < one.length; i++) {
      int difference = (one[i] & 0xff) - (other[i] & 0xff);
      sum += difference;
      squares += (double) difference * difference;
    }
    assertThat(sum / one.length).isCloseTo(0, within(0.1));
    // Two noises of deviation 3 differ by 3 times the root of 2.
    assertThat(Math.sqrt(squares / one.length)).isCloseTo(4.24, within(0.2));
  }

  @Test
  void haar_finds_every_expression_and_nobody_in_the_empty_room() throws Exception {
    try (FaceDetector haar = HaarDetector.open(HaarSettings.LIVE)) {
      isFoundBy(haar);
    }
  }

  @Test
  void yunet_finds_every_expression_and_nobody_in_the_empty_room() throws Exception {
    Path onnx =
        Path.of(
            System.getProperty("moodspeaker.shared", "../shared"),
            "data/detector/face_detection_yunet_2026may.onnx");
    assumeTrue(Files.exists(onnx), () -> "skipped: " + onnx + " is missing");
    try (FaceDetector yunet = YuNetDetector.open(onnx, YuNetSettings.LIVE)) {
      isFoundBy(yunet);
    }
  }

  private static void isFoundBy(FaceDetector detector) {
    for (Emotion emotion : Emotion.all()) {
      for (Pose pose : POSES) {
        Frame frame = DrawnFace.person(Expression.of(emotion), pose, 3, TIME);
        List<Box> boxes = detector.detect(frame);
        assertThat(boxes).as("%s at %s", emotion, pose).hasSize(1);
        Box box = boxes.get(0);
        assertThat(box.x() + box.width() / 2.0).isCloseTo(320 + pose.x(), within(30.0));
        assertThat((double) box.width()).isBetween(150 * pose.scale(), 300 * pose.scale());
      }
    }
    assertThat(detector.detect(DrawnFace.nobody(3, TIME))).isEmpty();
  }

  @Property(tries = 200)
  void the_way_between_two_expressions_starts_at_one_and_ends_at_the_other(
      @ForAll Emotion from, @ForAll Emotion to, @ForAll @DoubleRange(min = 0, max = 1) double t) {
    Expression a = Expression.of(from);
    Expression b = Expression.of(to);
    assertThat(a.toward(b, 0)).isEqualTo(a.toward(a, t));
    double inner = a.toward(b, t).brows().inner();
    assertThat(inner)
        .isBetween(
            Math.min(a.brows().inner(), b.brows().inner()) - 1e-9,
            Math.max(a.brows().inner(), b.brows().inner()) + 1e-9);
    assertThat(a.toward(b, 1).mouth().corners()).isCloseTo(b.mouth().corners(), within(1e-9));
  }
}
