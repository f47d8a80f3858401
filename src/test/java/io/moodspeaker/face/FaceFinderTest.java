package io.moodspeaker.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaceFinderTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Box ANNA = new Box(100, 100, 80, 80);
  private static final Box BEN = new Box(400, 120, 70, 70);

  /** Sees who is there: in the whole frame, or where it is told to look. */
  private static final class Eyes implements FaceDetector {
    private final List<Box> there = new ArrayList<>(List.of(ANNA));
    private final List<String> asked = new ArrayList<>();
    private boolean follows = true;
    private Optional<Box> helped = Optional.empty();

    @Override
    public List<Box> detect(Frame frame) {
      asked.add("whole");
      return List.copyOf(there);
    }

    @Override
    public List<Box> follow(Frame frame, List<Box> places) {
      asked.add("places");
      return follows && there.containsAll(places) ? places : List.of();
    }

    @Override
    public Optional<Box> near(Frame frame, Box last) {
      asked.add("near");
      return helped;
    }

    @Override
    public String name() {
      return "eyes";
    }

    @Override
    public void close() {}
  }

  private final Eyes eyes = new Eyes();
  private final FaceFinder finder = new FaceFinder(eyes);

  private List<Box> at(long millis) {
    Frame frame = new Frame(START.plusMillis(millis), 640, 360, new byte[640 * 360 * 3]);
    return finder.find(frame).stream().map(FoundFace::box).toList();
  }

  @Test
  void the_whole_frame_is_searched_once_in_two_seconds_while_the_face_stays() {
    for (long i = 0; i <= 8; i++) {
      assertThat(at(i * 500)).containsExactly(ANNA);
    }
    assertThat(eyes.asked)
        .containsExactly(
            "whole", "places", "places", "places", "whole", "places", "places", "places", "whole");
  }

  @Test
  void who_joins_is_seen_within_two_seconds() {
    at(0);
    eyes.there.add(BEN);
    assertThat(at(500)).containsExactly(ANNA);
    assertThat(at(2000)).containsExactly(ANNA, BEN);
    assertThat(at(2500)).as("both are followed").containsExactly(ANNA, BEN);
    assertThat(eyes.asked).endsWith("whole", "places");
  }

  @Test
  void a_face_that_left_its_place_is_looked_for_everywhere_in_the_same_frame() {
    at(0);
    eyes.there.set(0, BEN);
    assertThat(at(500)).containsExactly(BEN);
    assertThat(eyes.asked).startsWith("whole", "places", "whole");
  }

  @Test
  void with_nobody_there_every_frame_is_searched() {
    eyes.there.clear();
    at(0);
    at(500);
    assertThat(eyes.asked).containsExactly("whole", "whole");
  }

  @Test
  void after_a_face_that_was_found_with_help_the_whole_frame_is_searched() {
    at(0);
    eyes.there.clear();
    eyes.helped = Optional.of(ANNA);
    assertThat(at(500)).containsExactly(ANNA);
    eyes.asked.clear();
    at(1000);
    assertThat(eyes.asked).startsWith("whole");
  }

  @Test
  void a_detector_that_cannot_follow_and_a_clock_set_back_search_everything() {
    eyes.follows = false;
    assertThat(at(0)).containsExactly(ANNA);
    assertThat(at(500)).containsExactly(ANNA);
    eyes.follows = true;
    eyes.asked.clear();
    assertThat(at(100)).containsExactly(ANNA);
    assertThat(eyes.asked).containsExactly("whole");
  }

  @Test
  void a_face_that_is_followed_into_an_ignored_zone_does_not_count() {
    FaceFinder zoned = new FaceFinder(eyes, IgnoredZones.of("0.5,0,0.5,1"), false);
    Frame frame = new Frame(START, 640, 360, new byte[640 * 360 * 3]);
    eyes.there.add(BEN);
    assertThat(zoned.find(frame)).extracting(FoundFace::box).containsExactly(ANNA);
    Frame later = new Frame(START.plusMillis(500), 640, 360, new byte[640 * 360 * 3]);
    assertThat(zoned.find(later)).extracting(FoundFace::box).containsExactly(ANNA);
    assertThat(eyes.asked).containsExactly("whole", "places");
  }
}
