package io.moodspeaker.face.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceFeatureTest {
  @TempDir Path home;

  private final Frame frame =
      DrawnFace.person(Expression.of(Emotion.HAPPINESS), Pose.CENTRE, 1, Instant.EPOCH);

  private List<Box> faces(String detector, int minimum) {
    try (FaceDetector faces = FaceFeature.detector(home, detector, minimum)) {
      return faces.detect(frame);
    }
  }

  @Test
  void a_face_smaller_than_face_minimum_is_not_read() {
    List<Box> found = faces("haar", 64);
    assertThat(found).hasSize(1);
    int side = Math.min(found.getFirst().width(), found.getFirst().height());
    assertThat(faces("haar", side)).hasSize(1);
    assertThat(faces("haar", side + 1)).isEmpty();
  }

  @Test
  void a_detector_without_its_file_says_what_helps_at_each_frame() {
    assertThatThrownBy(() -> faces("yunet", 64)).hasMessageContaining("models add yunet");
  }
}
