package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AligningClassifierTest {
  private static final Box BOX = new Box(150, 150, 100, 100);

  private final List<Frame> seen = new ArrayList<>();
  private final List<Box> asked = new ArrayList<>();
  private Landmarks points = LandmarksTest.face(0, 0, 10, 5);

  private AligningClassifier aligning() {
    FaceClassifier classifier =
        new FaceClassifier() {
          @Override
          public List<EmotionScores> classify(Frame frame, List<Box> boxes) {
            seen.add(frame);
            asked.addAll(boxes);
            return boxes.stream().map(box -> EmotionScores.only(Emotion.FEAR)).toList();
          }

          @Override
          public void close() {}
        };
    LandmarkFinder landmarks =
        new LandmarkFinder() {
          @Override
          public List<Landmarks> find(Frame frame, List<Box> boxes) {
            return boxes.stream().map(box -> points).toList();
          }

          @Override
          public void close() {}
        };
    return new AligningClassifier(classifier, landmarks);
  }

  /** Edges everywhere, or none. */
  private static Frame frame(boolean sharp) {
    byte[] bgr = new byte[400 * 400 * 3];
    SplittableRandom random = new SplittableRandom(1);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        int level = sharp ? random.nextInt(256) : (x + y) / 4;
        for (int c = 0; c < 3; c++) {
          bgr[3 * (y * 400 + x) + c] = (byte) level;
        }
      }
    }
    return new Frame(Instant.EPOCH, 400, 400, bgr);
  }

  @Test
  void an_upright_head_is_read_as_it_is() throws Exception {
    Frame frame = frame(true);

    aligning().classify(frame, List.of(BOX));

    assertThat(seen).containsExactly(frame);
  }

  @Test
  void a_tilted_head_is_turned_upright_about_its_middle() throws Exception {
    byte[] bgr = new byte[400 * 400 * 3];
    // A white line from the middle of the box, tilted like the head.
    for (int r = 0; r < 45; r++) {
      int x = 200 + (int) Math.round(r * Math.cos(Math.toRadians(25)));
      int y = 200 + (int) Math.round(r * Math.sin(Math.toRadians(25)));
      for (int c = 0; c < 3; c++) {
        bgr[3 * (y * 400 + x) + c] = (byte) 255;
      }
    }
    points = LandmarksTest.face(25, 0, 10, 5);

    aligning().classify(new Frame(Instant.EPOCH, 400, 400, bgr), List.of(BOX));

    Frame upright = seen.getLast();
    Box box = asked.getLast();
    assertThat(box.width()).isEqualTo(100);
    int x = box.x() + box.width() / 2 + 30;
    int y = box.y() + box.height() / 2;
    int brightest = 0;
    for (int dy = -2; dy <= 2; dy++) {
      brightest = Math.max(brightest, upright.bgr()[3 * ((y + dy) * upright.width() + x)] & 0xff);
    }
    assertThat(brightest).as("where the line lies once the head is upright").isGreaterThan(60);
  }

  @Test
  void a_face_turned_away_or_blurred_is_no_evidence() throws Exception {
    assertThat(evidence(frame(true))).isTrue();
    assertThat(evidence(frame(false))).as("blurred").isFalse();

    points = LandmarksTest.face(0, 40, 10, 5);
    assertThat(evidence(frame(true))).as("turned").isFalse();
  }

  private boolean evidence(Frame frame) throws EmotionException {
    return aligning().read(frame, List.of(BOX)).getFirst().evidence();
  }
}
