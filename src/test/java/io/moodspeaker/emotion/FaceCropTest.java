package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FaceCropTest {
  private static Frame ramp(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      Arrays.fill(bgr, 3 * i, 3 * i + 3, (byte) (i % width));
    }
    return new Frame(Instant.EPOCH, width, height, bgr);
  }

  @Test
  void a_crop_of_its_own_size_is_the_picture_itself() {
    float[] crop = FaceCrop.gray(ramp(48, 48), new Box(0, 0, 48, 48), 0, 48);

    for (int i = 0; i < crop.length; i++) {
      assertThat(crop[i]).isCloseTo(i % 48, within(1e-3f));
    }
  }

  @Test
  void shrinking_averages() {
    byte[] bgr = new byte[3 * 96 * 96];
    for (int i = 0; i < 96 * 96; i++) {
      Arrays.fill(bgr, 3 * i, 3 * i + 3, (byte) (i % 2 == 0 ? 0 : 200));
    }

    float[] crop =
        FaceCrop.gray(new Frame(Instant.EPOCH, 96, 96, bgr), new Box(0, 0, 96, 96), 0, 24);

    // But for the edge, beyond which its own pixels go on.
    for (int i = 0; i < crop.length; i++) {
      if (i % 24 > 0 && i % 24 < 23) {
        assertThat(crop[i]).isCloseTo(100, within(8f));
      }
    }
  }

  @Test
  void an_oblong_box_becomes_a_square_around_its_centre() {
    float[] crop = FaceCrop.gray(ramp(100, 100), new Box(40, 20, 20, 60), 0, 60);

    // The square reaches from column 20 to column 80.
    assertThat(crop[0]).isCloseTo(20, within(0.6f));
    assertThat(crop[59]).isCloseTo(79, within(0.6f));
  }

  @Test
  void a_margin_widens_the_square_on_each_side() {
    float[] crop = FaceCrop.gray(ramp(100, 100), new Box(30, 30, 40, 40), 0.25, 60);

    assertThat(crop[0]).isCloseTo(20, within(0.6f));
    assertThat(crop[59]).isCloseTo(79, within(0.6f));
  }

  @Test
  void beyond_the_frame_its_edge_goes_on() {
    float[] crop = FaceCrop.gray(ramp(100, 100), new Box(-20, 0, 40, 40), 0, 40);

    assertThat(crop[0]).isZero();
    assertThat(crop[10]).isZero();
    assertThat(crop[30]).isCloseTo(10, within(0.6f));
  }

  @Test
  void gray_weighs_green_most_and_blue_least() {
    byte[] bgr = new byte[3 * 8 * 8];
    for (int i = 0; i < 64; i++) {
      bgr[3 * i] = 100;
      bgr[3 * i + 1] = 50;
      bgr[3 * i + 2] = 20;
    }
    Frame frame = new Frame(Instant.EPOCH, 8, 8, bgr);
    Box all = new Box(0, 0, 8, 8);

    assertThat(FaceCrop.gray(frame, all, 0, 8)[9])
        .isCloseTo(0.114f * 100 + 0.587f * 50 + 0.299f * 20, within(1e-3f));
    assertThat(FaceCrop.rgb(frame, all, 0, 8)).startsWith(20, 50, 100);
  }

  @Property(tries = 100)
  void a_plain_frame_stays_plain_whatever_the_box(
      @ForAll @IntRange(min = -50, max = 100) int x,
      @ForAll @IntRange(min = -50, max = 100) int y,
      @ForAll @IntRange(min = 1, max = 150) int width,
      @ForAll @IntRange(min = 1, max = 150) int height,
      @ForAll @IntRange(min = 8, max = 64) int size) {
    byte[] bgr = new byte[3 * 60 * 40];
    Arrays.fill(bgr, (byte) 77);

    float[] crop =
        FaceCrop.gray(
            new Frame(Instant.EPOCH, 60, 40, bgr), new Box(x, y, width, height), 0.1, size);

    assertThat(crop).hasSize(size * size);
    for (float value : crop) {
      assertThat(value).isCloseTo(77, within(1e-2f));
    }
  }
}
