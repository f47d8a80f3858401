package io.moodspeaker.camera.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.opencv.HaarDetector;
import io.moodspeaker.face.opencv.HaarSettings;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model that ships reads the drawn face as it is meant, through the detector. */
class DrawnFaceReadingTest {
  private static final List<Pose> POSES =
      List.of(Pose.CENTRE, new Pose(20, 8, 0.95, 3), new Pose(-20, -8, 1.05, -3));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONTEMPT")
  void each_expression_is_read_as_meant(Emotion emotion) throws Exception {
    try (FaceDetector haar = HaarDetector.open(HaarSettings.LIVE);
        FaceModel net = FaceModels.open(Path.of("models/emotion"))) {
      List<EmotionScores> read = new ArrayList<>();
      for (Pose pose : POSES) {
        Frame frame = DrawnFace.person(Expression.of(emotion), pose, 1, Instant.EPOCH);
        read.addAll(net.classify(frame, haar.detect(frame).subList(0, 1)));
      }
      assertThat(EmotionScores.mean(read).top()).isEqualTo(emotion);
    }
  }
}
