package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LandmarksTest {
  /** A schematic face of 100 pixels between the outer eye corners, turned about (200, 200). */
  static Landmarks face(double degrees, double noseAside, double lids, double lips) {
    double[] xy = new double[2 * Landmarks.COUNT];
    put(xy, 36, -50, 0);
    put(xy, 37, -40, -lids / 2);
    put(xy, 38, -30, -lids / 2);
    put(xy, 39, -20, 0);
    put(xy, 40, -30, lids / 2);
    put(xy, 41, -40, lids / 2);
    put(xy, 42, 20, 0);
    put(xy, 43, 30, -lids / 2);
    put(xy, 44, 40, -lids / 2);
    put(xy, 45, 50, 0);
    put(xy, 46, 40, lids / 2);
    put(xy, 47, 30, lids / 2);
    put(xy, 30, noseAside, 40);
    put(xy, 48, -25, 70);
    put(xy, 54, 25, 70);
    put(xy, 62, 0, 70 - lips / 2);
    put(xy, 66, 0, 70 + lips / 2);
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    for (int i = 0; i < xy.length; i += 2) {
      double u = xy[i];
      double v = xy[i + 1];
      xy[i] = 200 + cos * u - sin * v;
      xy[i + 1] = 200 + sin * u + cos * v;
    }
    return new Landmarks(xy);
  }

  private static void put(double[] xy, int point, double x, double y) {
    xy[2 * point] = x;
    xy[2 * point + 1] = y;
  }

  @Test
  void a_tilt_is_told_in_the_direction_of_the_clock() {
    assertThat(Math.toDegrees(face(0, 0, 10, 5).roll())).isCloseTo(0, within(1e-9));
    assertThat(Math.toDegrees(face(20, 0, 10, 5).roll())).isCloseTo(20, within(1e-9));
    assertThat(Math.toDegrees(face(-35, 0, 10, 5).roll())).isCloseTo(-35, within(1e-9));
  }

  @Test
  void a_head_turned_aside_moves_its_nose_however_it_is_tilted() {
    for (int tilt : new int[] {-30, 0, 30}) {
      assertThat(face(tilt, 0, 10, 5).turn()).isCloseTo(0, within(1e-9));
      assertThat(face(tilt, 20, 10, 5).turn()).isCloseTo(0.2, within(1e-9));
      assertThat(face(tilt, -20, 10, 5).turn()).isCloseTo(-0.2, within(1e-9));
    }
  }

  @Test
  void a_blink_and_an_open_mouth_are_shares_of_their_width() {
    assertThat(face(10, 0, 9, 25).eyesOpen()).isCloseTo(0.3, within(1e-9));
    assertThat(face(10, 0, 0, 25).eyesOpen()).isCloseTo(0, within(1e-9));
    assertThat(face(10, 0, 9, 25).mouthOpen()).isCloseTo(0.5, within(1e-9));
    assertThat(face(10, 0, 9, 0).mouthOpen()).isCloseTo(0, within(1e-9));
  }

  @Test
  void a_mirrored_face_has_each_point_on_its_other_side() {
    assertThat(IntStream.range(0, 68).map(i -> Landmarks.mirrored(Landmarks.mirrored(i))).toArray())
        .containsExactly(IntStream.range(0, 68).toArray());
    assertThat(Landmarks.mirrored(0)).isEqualTo(16);
    assertThat(Landmarks.mirrored(30)).isEqualTo(30);
    assertThat(Landmarks.mirrored(37)).isEqualTo(44);
    assertThat(Landmarks.mirrored(41)).isEqualTo(46);
    assertThat(Landmarks.mirrored(59)).isEqualTo(55);
    assertThat(Landmarks.mirrored(67)).isEqualTo(65);
  }

  @Test
  void other_counts_of_points_are_refused() {
    assertThatThrownBy(() -> new Landmarks(new double[10]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
