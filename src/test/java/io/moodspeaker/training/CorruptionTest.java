package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptionTest {
  private static Frame plain(int level) {
    byte[] bgr = new byte[3 * 20 * 20];
    Arrays.fill(bgr, (byte) level);
    return new Frame(Instant.EPOCH, 20, 20, bgr);
  }

  @Test
  void light_multiplies_and_clips() {
    assertThat(Corruption.parse("light=0.5").apply(plain(100)).bgr()).containsOnly(50);
    assertThat(Corruption.parse("light=4").apply(plain(100)).bgr()).containsOnly((byte) 255);
  }

  @Test
  void turning_and_blurring_leave_a_plain_picture_plain() {
    assertThat(Corruption.parse("rotate=20").apply(plain(70)).bgr()).containsOnly(70);
    assertThat(Corruption.parse("blur=1.5").apply(plain(70)).bgr()).containsOnly(70);
  }

  @Test
  void a_quarter_turn_brings_the_top_to_the_side() {
    byte[] bgr = new byte[3 * 21 * 21];
    Arrays.fill(bgr, 0, 3 * 21, (byte) 200);
    Frame top = new Frame(Instant.EPOCH, 21, 21, bgr);

    Frame turned = Corruption.parse("rotate=90").apply(top);

    int left = turned.bgr()[3 * (10 * 21)] & 0xff;
    int right = turned.bgr()[3 * (10 * 21 + 20)] & 0xff;
    assertThat(Math.max(left, right)).isEqualTo(200);
    assertThat(Math.min(left, right)).isZero();
  }

  @Test
  void width_shrinks_the_picture() {
    Frame small = Corruption.parse("width=10").apply(plain(9));

    assertThat(small.width()).isEqualTo(10);
    assertThat(small.bgr()).containsOnly(9);
  }

  @Test
  void grow_and_shift_change_the_box_alone() {
    Box box = new Box(10, 10, 20, 20);

    assertThat(Corruption.parse("grow=0.1").apply(box)).isEqualTo(new Box(8, 8, 24, 24));
    assertThat(Corruption.parse("shift=0.1").apply(box)).isEqualTo(new Box(12, 12, 20, 20));
    assertThat(Corruption.parse("light=0.1").apply(box)).isEqualTo(box);
  }

  @Test
  void noise_is_the_same_for_the_same_picture() {
    Corruption noise = Corruption.parse("noise=10");

    assertThat(noise.apply(plain(100)).bgr()).isEqualTo(noise.apply(plain(100)).bgr());
    assertThat(noise.apply(plain(100)).bgr()).isNotEqualTo(plain(100).bgr());
  }

  @Test
  void unknown_words_are_refused_with_what_is_known() {
    assertThatThrownBy(() -> Corruption.parse("wobble=3"))
        .hasMessageContaining("'wobble=3'")
        .hasMessageContaining("rotate");
    assertThatThrownBy(() -> Corruption.parse("rotate=much")).hasMessageContaining("number");
  }

  @ParameterizedTest
  @CsvSource({
    "rotate=NaN, 'rotate must be -360 to 360, was NaN'",
    "rotate=361, 'rotate must be -360 to 360, was 361.0'",
    "width=3, 'width must be 4 to 1024, was 3.0'",
    "blur=-1, 'blur must be 0 to 50, was -1.0'",
    "blur=Infinity, 'blur must be 0 to 50, was Infinity'",
    "light=0, 'light must be above 0 and at most 100, was 0.0'",
    "gamma=-1, 'gamma must be above 0 and at most 100, was -1.0'",
    "side=1.5, 'side must be 0 to 1, was 1.5'",
    "noise=-1, 'noise must be 0 to 255, was -1.0'",
    "grow=-0.5, 'grow must be above -0.5 and at most 10, was -0.5'",
    "shift=2, 'shift must be -1 to 1, was 2.0'"
  })
  void an_amount_that_makes_no_sense_is_refused_with_its_range(String text, String said) {
    assertThatThrownBy(() -> Corruption.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blur=0", "blur=1e-200", "rotate=0", "noise=0", "side=0", "light=1", "gamma=1"})
  void an_amount_that_changes_nothing_leaves_the_picture_as_it_is(String text) {
    byte[] bgr = new byte[3 * 20 * 20];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (i * 7);
    }

    Frame changed = Corruption.parse(text).apply(new Frame(Instant.EPOCH, 20, 20, bgr));

    assertThat(changed.bgr()).isEqualTo(bgr);
  }

  @Test
  void of_a_small_box_that_shrinks_something_is_left() {
    Corruption shrink = Corruption.parse("grow=-0.49");

    for (int size = 1; size < 40; size++) {
      Box left = shrink.apply(new Box(5, 5, size, size));
      assertThat(left.width()).isBetween(1, Math.max(2, size / 3));
      assertThat(left.height()).isEqualTo(left.width());
    }
  }
}
