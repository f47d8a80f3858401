package io.moodspeaker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmenterTest {
  private static final int SIZE = 48;

  private final Augmenter augmenter = new Augmenter(SIZE);

  private static byte[] ramp() {
    byte[] gray = new byte[SIZE * SIZE];
    for (int i = 0; i < gray.length; i++) {
      gray[i] = (byte) (i % SIZE * 5);
    }
    return gray;
  }

  @Test
  void plain_faces_have_mean_0_and_deviation_1() {
    float[] out = new float[SIZE * SIZE];

    augmenter.plain(ramp(), SIZE, SIZE, out, 0);

    double sum = 0;
    double squares = 0;
    for (float value : out) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / out.length).isCloseTo(0, within(1e-4));
    assertThat(squares / out.length).isCloseTo(1, within(1e-3));
  }

  @Test
  void a_blank_face_is_all_zeros_and_never_infinite() {
    float[] out = new float[SIZE * SIZE];

    augmenter.plain(new byte[SIZE * SIZE], SIZE, SIZE, out, 0);

    assertThat(out).containsOnly(0);
  }

  @Test
  void the_same_seed_gives_the_same_variant_and_another_seed_another() {
    float[] first = new float[32 * 32];
    float[] again = new float[32 * 32];
    float[] other = new float[32 * 32];

    augmenter.vary(ramp(), SIZE, 32, 1, new SplittableRandom(3), first, 0);
    augmenter.vary(ramp(), SIZE, 32, 1, new SplittableRandom(3), again, 0);
    augmenter.vary(ramp(), SIZE, 32, 1, new SplittableRandom(4), other, 0);

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void half_of_the_variants_are_mirrored() {
    SplittableRandom random = new SplittableRandom(5);
    int mirrored = 0;
    for (int n = 0; n < 400; n++) {
      float[] out = new float[SIZE * SIZE];
      augmenter.vary(ramp(), SIZE, SIZE, 0, random, out, 0);
      mirrored += out[24 * SIZE + 4] > out[24 * SIZE + 43] ? 1 : 0;
    }

    assertThat(mirrored).isBetween(150, 250);
  }

  @Test
  void a_variant_is_written_only_where_it_belongs() {
    float[] out = new float[3 * 32 * 32];

    augmenter.vary(ramp(), SIZE, 32, 1, new SplittableRandom(1), out, 32 * 32);

    assertThat(Arrays.copyOfRange(out, 0, 32 * 32)).containsOnly(0);
    assertThat(Arrays.copyOfRange(out, 2 * 32 * 32, out.length)).containsOnly(0);
  }
}
