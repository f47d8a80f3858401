package io.moodspeaker.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A photograph is moved before the camera, and a person sits before it. */
class LivenessTest {
  private static final Box FACE = new Box(220, 120, 200, 200);

  private final SplittableRandom random = new SplittableRandom(3);

  private static Frame person(Emotion emotion) {
    return DrawnFace.person(Expression.of(emotion), Pose.CENTRE, 1, Instant.EPOCH);
  }

  /** A print that is shifted, tilted, brought nearer, lit otherwise and seen with noise. */
  private Frame moved(Frame print, int step) {
    double dx = 40 * Math.sin(step * 0.7);
    double dy = 20 * Math.sin(step * 0.4);
    double zoom = 1 + 0.15 * Math.sin(step * 0.3);
    double tilt = 0.06 * Math.sin(step * 0.5);
    double light = 1 + 0.1 * Math.sin(step * 0.9);
    byte[] out = new byte[print.bgr().length];
    for (int y = 0; y < print.height(); y++) {
      for (int x = 0; x < print.width(); x++) {
        double u = (x - 320 - dx) / zoom;
        double v = (y - 240 - dy) / zoom;
        int px = Math.clamp(Math.round(320 + u * Math.cos(tilt) - v * Math.sin(tilt)), 0, 639);
        int py = Math.clamp(Math.round(240 + u * Math.sin(tilt) + v * Math.cos(tilt)), 0, 479);
        for (int c = 0; c < 3; c++) {
          double value = (print.bgr()[3 * (py * 640 + px) + c] & 0xff) * light;
          out[3 * (y * 640 + x) + c] =
              (byte) Math.clamp(Math.round(value + 3 * random.nextGaussian()), 0, 255);
        }
      }
    }
    return new Frame(Instant.EPOCH.plusMillis(500L * step), 640, 480, out);
  }

  private Box box(int step) {
    double zoom = 1 + 0.15 * Math.sin(step * 0.3);
    double cx = 320 + 40 * Math.sin(step * 0.7) + random.nextInt(-3, 4);
    double cy = 240 + 20 * Math.sin(step * 0.4) + (220 - 240) * zoom + random.nextInt(-3, 4);
    int side = (int) (200 * zoom) + random.nextInt(-4, 5);
    return new Box((int) cx - side / 2, (int) cy - side / 2, side, side);
  }

  @Test
  void a_photograph_that_is_moved_before_the_camera_is_no_person() {
    for (Emotion emotion : Emotion.all()) {
      Liveness liveness = new Liveness();
      for (int step = 0; step < 40; step++) {
        assertThat(liveness.look(moved(person(emotion), step), box(step)))
            .as("%s, look %d", emotion, step)
            .isFalse();
      }
    }
  }

  @Test
  void a_face_that_changes_is_a_person_from_then_on() {
    Liveness liveness = new Liveness();
    assertThat(liveness.look(moved(person(Emotion.NEUTRAL), 0), box(0))).isFalse();
    assertThat(liveness.look(moved(person(Emotion.NEUTRAL), 1), box(1))).isFalse();
    assertThat(liveness.look(moved(person(Emotion.SURPRISE), 2), box(2))).isTrue();
    assertThat(liveness.look(moved(person(Emotion.SURPRISE), 3), box(3))).isTrue();
  }

  @Test
  void where_photographs_are_ignored_the_finder_tells_of_them_and_counts_them_not() {
    FaceFinder finder = new FaceFinder(detector(), IgnoredZones.NONE, true);
    assertThat(finder.find(person(Emotion.NEUTRAL))).isEmpty();
    assertThat(finder.photographs()).containsExactly(FACE);
    assertThat(finder.find(person(Emotion.SURPRISE)))
        .extracting(FoundFace::box)
        .containsExactly(FACE);
    assertThat(finder.photographs()).isEmpty();
  }

  @Test
  void no_face_counts_in_a_zone_that_is_ignored() {
    Frame frame = person(Emotion.NEUTRAL);
    assertThat(new FaceFinder(detector(), IgnoredZones.of("0.3,0.2,0.5,0.6"), false).find(frame))
        .isEmpty();
    assertThat(
            new FaceFinder(detector(), IgnoredZones.of("0.8,0,0.2,1; 0,0,0.1,1"), false)
                .find(frame))
        .hasSize(1);
  }

  private static FaceDetector detector() {
    return new FaceDetector() {
      @Override
      public List<Box> detect(Frame frame) {
        return List.of(FACE);
      }

      @Override
      public String name() {
        return "fixed";
      }

      @Override
      public void close() {}
    };
  }
}
