package io.moodspeaker.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People before a camera, whose brightness tells who they are. */
class PeopleWatchTest {
  @TempDir Path state;

  private Instant now = Instant.EPOCH;
  private final Set<String> excluded = new HashSet<>();

  private static final class ByBrightness implements FaceEncoder {
    @Override
    public String name() {
      return "brightness";
    }

    @Override
    public List<float[]> encode(Frame frame, Box face) {
      return List.of(new float[] {frame.bgr()[3 * (face.y() * frame.width() + face.x())]});
    }

    @Override
    public double[] distances(float[] a, float[] b) {
      return new double[] {Math.abs(a[0] - b[0])};
    }

    @Override
    public boolean accepts(double best, double spread, List<Double> others) {
      return best < 5;
    }

    @Override
    public void close() {}
  }

  private PeopleWatch watch() {
    return new PeopleWatch(
        state, known -> new ByBrightness(), () -> now, name -> excluded.contains(name));
  }

  /** Faces beside each other, each as bright as it is told. */
  private FacesInFrame seen(int... brightness) {
    now = now.plusMillis(500);
    byte[] bgr = new byte[3 * 100 * brightness.length * 100];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) brightness[i / 3 % (100 * brightness.length) / 100];
    }
    Frame frame = new Frame(now, 100 * brightness.length, 100, bgr);
    List<FoundFace> faces =
        java.util.stream.IntStream.range(0, brightness.length)
            .mapToObj(i -> new FoundFace(new Box(100 * i, 0, 100, 100), brightness[i] / 10))
            .toList();
    return new FacesInFrame(frame, faces);
  }

  private static List<Optional<String>> names(FacesInFrame faces) {
    return faces.faces().stream().map(FoundFace::person).toList();
  }

  private void enrol(PeopleWatch watch, String name, int brightness) {
    assertThat(watch.enroll(name).state()).isEqualTo("recording");
    for (int i = 0; i < 12; i++) {
      watch.name(seen(brightness));
    }
    assertThat(watch.report().message()).isEqualTo(name + ": 10 faces taken");
    now = now.plusSeconds(3);
  }

  @Test
  void who_was_enrolled_before_the_camera_is_named_and_nobody_else() {
    try (PeopleWatch watch = watch()) {
      assertThat(names(watch.name(seen(20)))).containsExactly(Optional.empty());
      enrol(watch, "Ada", 20);
      enrol(watch, "Bo", 90);
      assertThat(names(watch.name(seen(20, 90, 50))))
          .containsExactly(Optional.of("Ada"), Optional.of("Bo"), Optional.empty());
      assertThat(watch.present()).containsExactly("Ada", "Bo");
      assertThat(watch.known()).containsOnlyKeys("Ada", "Bo");
    }
  }

  @Test
  void who_is_excluded_is_not_looked_at() {
    try (PeopleWatch watch = watch()) {
      enrol(watch, "Ada", 20);
      excluded.add("Ada");
      assertThat(watch.name(seen(20, 90)).faces())
          .extracting(FoundFace::box)
          .containsExactly(new Box(100, 0, 100, 100));
    }
  }

  @Test
  void two_in_the_picture_enrol_nobody_and_the_reason_is_told() {
    try (PeopleWatch watch = watch()) {
      watch.enroll("Ada");
      for (int i = 0; i < 45; i++) {
        watch.name(seen(20, 90));
      }
      assertThat(watch.report().state()).isEqualTo("failed");
      assertThat(watch.report().message()).contains("be alone in the picture");
      assertThat(watch.known()).isEmpty();
    }
  }

  @Test
  void without_a_camera_an_enrolment_fails_by_itself() {
    try (PeopleWatch watch = watch()) {
      watch.enroll("Ada");
      now = now.plus(Duration.ofSeconds(21));
      assertThat(watch.report().state()).isEqualTo("failed");
    }
  }

  @Test
  void what_a_command_wrote_meanwhile_is_taken_up_and_what_it_forgot_is_forgotten()
      throws IOException {
    try (PeopleWatch watch = watch()) {
      watch.name(seen(20));
      KnownPeople.none("brightness").with("Ada", List.of(new float[] {20})).write(state);
      now = now.plusSeconds(3);
      assertThat(names(watch.name(seen(20)))).containsExactly(Optional.of("Ada"));
      assertThat(watch.forget("Ada")).isTrue();
      assertThat(watch.forget("Ada")).isFalse();
      assertThat(names(watch.name(seen(20)))).containsExactly(Optional.empty());
      assertThat(state.resolve(KnownPeople.FILE)).doesNotExist();
    }
  }

  @Test
  void one_odd_frame_does_not_rename_a_face() throws IOException {
    KnownPeople.none("brightness")
        .with("Ada", List.of(new float[] {20}))
        .with("Bo", List.of(new float[] {90}))
        .write(state);
    try (PeopleWatch watch = watch()) {
      watch.name(seen(20));
      watch.name(seen(20));
      FacesInFrame odd = seen(90);
      FacesInFrame same =
          new FacesInFrame(odd.frame(), List.of(new FoundFace(odd.faces().getFirst().box(), 2)));
      assertThat(names(watch.name(same))).containsExactly(Optional.of("Ada"));
    }
  }
}
