package io.moodspeaker.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FoundFace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnnecessaryLambda")
class TrackerTest {
  private static final Function<Box, Optional<Box>> NOTHING = last -> Optional.empty();
  private static final Function<Box, Optional<Box>> STILL_THERE = Optional::of;

  private final Tracker tracker = new Tracker();
  private Instant now = Instant.EPOCH;

  private List<FoundFace> next(Function<Box, Optional<Box>> near, Box... found) {
    now = now.plusMillis(500);
    return tracker.follow(now, List.of(found), near);
  }

  private static Box face(int x) {
    return new Box(x, 50, 100, 100);
  }

  @Test
  void a_face_keeps_its_number_while_it_moves() {
    int number = next(NOTHING, face(0)).getFirst().track();
    assertThat(number).isPositive();

    for (int x = 40; x < 400; x += 40) {
      assertThat(next(NOTHING, face(x)).getFirst().track()).isEqualTo(number);
    }
  }

  @Test
  void two_faces_that_pass_near_each_other_keep_their_numbers() {
    List<FoundFace> first = next(NOTHING, face(0), face(300));
    List<FoundFace> then = next(NOTHING, face(270), face(30));

    assertThat(track(then, 30)).isEqualTo(track(first, 0));
    assertThat(track(then, 270)).isEqualTo(track(first, 300));
  }

  @Test
  void two_faces_that_cross_and_hide_each_other_keep_their_numbers() {
    List<FoundFace> first = next(NOTHING, face(0), face(600));
    for (int x = 60; x < 300; x += 60) {
      next(NOTHING, face(x), face(600 - x));
    }
    next(NOTHING, face(300));
    List<FoundFace> then = List.of();
    for (int x = 360; x <= 600; x += 60) {
      then = next(NOTHING, face(x), face(600 - x));
    }

    assertThat(track(then, 600)).isEqualTo(track(first, 0));
    assertThat(track(then, 0)).isEqualTo(track(first, 600));
  }

  private static int track(List<FoundFace> faces, int x) {
    return faces.stream().filter(face -> face.box().x() == x).findFirst().orElseThrow().track();
  }

  @Test
  void somebody_else_gets_another_number() {
    int first = next(NOTHING, face(0)).getFirst().track();

    assertThat(next(NOTHING, face(300)).getFirst().track()).isNotEqualTo(first);
    assertThat(next(NOTHING, new Box(300, 50, 20, 20)).getFirst().track()).isNotEqualTo(first);
  }

  @Test
  void a_lost_face_is_looked_for_near_its_last_place_for_three_seconds() {
    int number = next(NOTHING, face(0)).getFirst().track();

    for (int i = 0; i < 6; i++) {
      assertThat(next(STILL_THERE)).containsExactly(new FoundFace(face(0), number));
    }
    assertThat(next(STILL_THERE)).isEmpty();
  }

  @Test
  void who_comes_back_soon_keeps_the_number_and_later_does_not() {
    int number = next(NOTHING, face(0)).getFirst().track();
    next(NOTHING);
    assertThat(next(NOTHING, face(20)).getFirst().track()).isEqualTo(number);

    now = now.plusSeconds(6);
    assertThat(next(NOTHING, face(20)).getFirst().track()).isNotEqualTo(number);
  }

  @Test
  void nothing_is_looked_for_where_another_face_is() {
    next(NOTHING, face(0), face(90));

    List<Box> looked = new ArrayList<>();
    List<FoundFace> faces =
        next(
            last -> {
              looked.add(last);
              return Optional.of(face(88));
            },
            face(89));

    assertThat(looked).containsExactly(face(0));
    assertThat(faces).hasSize(1);
  }

  @Test
  void a_clock_that_goes_back_begins_anew() {
    int number = next(NOTHING, face(0)).getFirst().track();
    now = Instant.EPOCH.minusSeconds(60);

    assertThat(next(NOTHING, face(0)).getFirst().track()).isNotEqualTo(number);
  }
}
