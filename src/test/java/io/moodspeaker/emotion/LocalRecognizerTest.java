package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalRecognizerTest {
  private final FakeClassifier classifier = new FakeClassifier();

  @Test
  void each_face_gets_its_scores_at_the_frame_s_time() throws EmotionException {
    Box left = new Box(0, 0, 50, 50);
    Box right = new Box(50, 0, 40, 40);
    try (LocalRecognizer recognizer =
        new LocalRecognizer(frame -> List.of(left, right), classifier)) {
      Observation observation = recognizer.recognize(Frames.black(100, 60));

      assertThat(observation.time()).isEqualTo(Frames.TAKEN);
      assertThat(observation.faces()).extracting(Face::box).containsExactly(left, right);
      assertThat(observation.faces().getFirst().scores().top()).isEqualTo(Emotion.ANGER);
      assertThat(recognizer.name()).isEqualTo("local");
    }
  }

  @Test
  void faces_too_small_to_read_are_left_out() throws EmotionException {
    try (LocalRecognizer recognizer =
        new LocalRecognizer(frame -> List.of(new Box(0, 0, 35, 20)), classifier)) {
      assertThat(recognizer.recognize(Frames.black(100, 60)).faces()).isEmpty();
      assertThat(classifier.asked()).isEmpty();
    }
  }

  @Test
  void closing_closes_the_classifier() {
    new LocalRecognizer(frame -> List.of(), classifier).close();

    assertThat(classifier.closed).isTrue();
  }

  /** A classifier that sees anger everywhere and remembers what it was asked. */
  private static final class FakeClassifier implements FaceClassifier {
    private final List<Box> asked = new ArrayList<>();
    private boolean closed;

    List<Box> asked() {
      return asked;
    }

    @Override
    public List<EmotionScores> classify(Frame frame, List<Box> boxes) {
      asked.addAll(boxes);
      return boxes.stream().map(box -> EmotionScores.only(Emotion.ANGER)).toList();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
