package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RotationTest {
  @Test
  void a_quarter_to_the_right_brings_the_left_lower_corner_up() {
    assertThat(Rotation.clockwise(pixels(1, 2, 3, 4, 5, 6), 3, 2, 1))
        .isEqualTo(pixels(4, 1, 5, 2, 6, 3));
  }

  @Test
  void two_quarters_stand_it_on_its_head() {
    assertThat(Rotation.clockwise(pixels(1, 2, 3, 4, 5, 6), 3, 2, 2))
        .isEqualTo(pixels(6, 5, 4, 3, 2, 1));
  }

  @Property
  void a_turn_and_the_rest_of_the_circle_change_nothing(
      @ForAll @IntRange(min = 1, max = 5) int width,
      @ForAll @IntRange(min = 1, max = 5) int height,
      @ForAll @IntRange(min = 1, max = 3) int quarters) {
    byte[] picture = new byte[3 * width * height];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (byte) i;
    }
    byte[] turned = Rotation.clockwise(picture, width, height, quarters);
    int w = quarters % 2 == 0 ? width : height;
    int h = quarters % 2 == 0 ? height : width;
    assertThat(Rotation.clockwise(turned, w, h, 4 - quarters)).isEqualTo(picture);
  }

  private static byte[] pixels(int... values) {
    byte[] bgr = new byte[3 * values.length];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) values[i / 3];
    }
    return bgr;
  }
}
