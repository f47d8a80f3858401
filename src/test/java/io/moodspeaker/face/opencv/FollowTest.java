package io.moodspeaker.face.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A face is looked for where it was, and framed as in a search of the whole frame. */
class FollowTest {
  private static Frame drawn(Pose pose) {
    return DrawnFace.person(Expression.of(Emotion.NEUTRAL), pose, 1, Instant.EPOCH);
  }

  @Test
  void the_box_is_that_of_the_whole_frame_also_where_the_head_moves() throws Exception {
    try (FaceDetector haar = HaarDetector.open(HaarSettings.LIVE)) {
      List<Box> before = haar.detect(drawn(Pose.CENTRE));
      assertThat(before).hasSize(1);
      int moved = 0;
      for (Pose pose :
          List.of(
              Pose.CENTRE,
              new Pose(20, 0, 1, 0),
              new Pose(-25, 15, 1, 5),
              new Pose(0, -15, 1.15, 0),
              new Pose(10, 10, 0.9, -5))) {
        Frame frame = drawn(pose);
        List<Box> whole = haar.detect(frame);
        assertThat(whole).as("%s", pose).hasSize(1);
        moved += whole.equals(before) ? 0 : 1;

        List<Box> followed = haar.follow(frame, before);

        assertThat(followed).as("%s", pose).hasSize(1);
        assertThat(followed.getFirst().intersectionOverUnion(whole.getFirst()))
            .as("%s: share of the union with %s", pose, whole)
            .isGreaterThan(0.85);
      }
      assertThat(moved).as("poses that move the box").isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void who_left_is_not_found_and_two_places_do_not_share_a_face() throws Exception {
    Frame nobody = DrawnFace.nobody(1, Instant.EPOCH);
    Frame one = drawn(Pose.CENTRE);
    try (FaceDetector haar = HaarDetector.open(HaarSettings.LIVE)) {
      Box face = haar.detect(one).getFirst();
      assertThat(haar.follow(nobody, List.of(face))).isEmpty();
      Box beside = new Box(face.x() + 20, face.y(), face.width(), face.height());
      assertThat(haar.follow(one, List.of(face, beside))).isEmpty();
      assertThat(haar.follow(one, List.of(new Box(-500, 5000, 80, 80)))).isEmpty();
    }
  }
}
