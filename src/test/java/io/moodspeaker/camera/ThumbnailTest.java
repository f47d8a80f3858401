package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  private static Frame frame(byte[] bgr) {
    return new Frame(Instant.EPOCH, WIDTH, HEIGHT, bgr);
  }

  private static byte[] even(int shade) {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    Arrays.fill(bgr, (byte) shade);
    return bgr;
  }

  private static byte[] noisy(byte[] bgr, int most, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) Math.clamp((bgr[i] & 0xff) + random.nextInt(-most, most + 1), 0, 255);
    }
    return bgr;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 128, 255})
  void one_shade_is_blank_with_a_sensors_noise_too(int shade) {
    assertThat(Thumbnail.of(frame(even(shade))).isBlank()).isTrue();
    assertThat(Thumbnail.of(frame(noisy(even(shade), 20, 1))).isBlank()).isTrue();
  }

  @Test
  void white_noise_is_blank() {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    new Random(1).nextBytes(bgr);
    assertThat(Thumbnail.of(frame(bgr)).isBlank()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void a_face_is_not_blank(Emotion emotion) {
    Frame face = DrawnFace.person(Expression.of(emotion), Pose.CENTRE, 1, Instant.EPOCH);
    assertThat(Thumbnail.of(face).isBlank()).isFalse();
  }

  @Test
  void an_empty_room_is_not_blank_and_does_not_move() {
    Frame room = DrawnFace.nobody(1, Instant.EPOCH);
    assertThat(Thumbnail.of(room).isBlank()).isFalse();
    assertThat(Thumbnail.of(room).differsFrom(Thumbnail.of(DrawnFace.nobody(2, Instant.EPOCH))))
        .isFalse();
  }

  @Test
  void somebody_who_comes_in_moves() {
    Thumbnail room = Thumbnail.of(DrawnFace.nobody(1, Instant.EPOCH));
    Frame face = DrawnFace.person(Expression.of(Emotion.NEUTRAL), Pose.CENTRE, 2, Instant.EPOCH);
    assertThat(room.differsFrom(Thumbnail.of(face))).isTrue();
  }

  @Test
  void a_figure_of_one_fiftieth_of_the_picture_moves_and_noise_does_not() {
    byte[] room = even(100);
    byte[] figure = even(100);
    for (int y = 200; y < 280; y++) {
      Arrays.fill(figure, 3 * (y * WIDTH + 300), 3 * (y * WIDTH + 380), (byte) 60);
    }
    Thumbnail before = Thumbnail.of(frame(noisy(room, 20, 1)));
    assertThat(before.differsFrom(Thumbnail.of(frame(noisy(figure, 20, 2))))).isTrue();
    assertThat(before.differsFrom(Thumbnail.of(frame(noisy(even(100), 20, 3))))).isFalse();
  }

  @Test
  void a_frame_smaller_than_the_grid_is_taken() {
    assertThat(Thumbnail.of(FakeSource.frame(3)).isBlank()).isTrue();
  }
}
