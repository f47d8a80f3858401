package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.config.Settings;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecognizersTest {
  @TempDir Path home;

  private List<Face> faces(int minimum) throws EmotionException {
    Settings settings =
        Settings.load(
                home,
                Map.of(),
                Map.of(
                    "face.minimum", Integer.toString(minimum),
                    "face.detector", "haar",
                    "emotion.model", Path.of("models/emotion").toAbsolutePath().toString()))
            .orElseThrow(IllegalStateException::new);
    Frame frame = DrawnFace.person(Expression.of(Emotion.HAPPINESS), Pose.CENTRE, 1, Instant.EPOCH);
    try (EmotionRecognizer local =
        Recognizers.lazy(home.resolve("models/face"), settings, InstantSource.system())) {
      return local.recognize(frame).faces();
    }
  }

  @Test
  void a_face_smaller_than_face_minimum_is_not_read() throws EmotionException {
    List<Face> found = faces(64);
    assertThat(found).hasSize(1);
    int side = Math.min(found.get(0).box().width(), found.get(0).box().height());
    assertThat(faces(side)).hasSize(1);
    assertThat(faces(side + 1)).isEmpty();
  }
}
