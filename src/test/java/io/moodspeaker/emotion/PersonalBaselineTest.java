package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.emotion.PersonalBaseline.State;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalBaselineTest {
  private static final EmotionScores SADDISH =
      EmotionScores.of(.02, .01, .01, .01, .01, .30, .63, .01);

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private BaselineFile file;
  private PersonalBaseline personal;

  @BeforeEach
  void open() {
    file = new BaselineFile(folder.resolve("state").resolve(BaselineFile.NAME));
    personal = new PersonalBaseline(file, clock);
  }

  private Observation seen(EmotionScores scores, int faces) {
    return new Observation(
        clock.instant(), Collections.nCopies(faces, new Face(new Box(0, 0, 90, 90), scores)));
  }

  private EmotionScores read(EmotionScores scores) throws EmotionException {
    FakeRecognizer inner = new FakeRecognizer("local").showFace(scores);
    try (CalibratedRecognizer recognizer = new CalibratedRecognizer(inner, personal::correct)) {
      return recognizer.recognize(Frames.black(20, 20)).faces().get(0).scores();
    }
  }

  /** Half a minute at the daemon's pace. */
  private void watch(EmotionScores scores, int faces) {
    for (int i = 0; i < 60; i++) {
      personal.correct(seen(scores, faces));
      clock.pass(Duration.ofMillis(500));
    }
  }

  @Test
  void without_being_asked_nothing_is_taken_out_and_nothing_is_kept() throws Exception {
    watch(SADDISH, 1);

    assertThat(read(SADDISH)).isEqualTo(SADDISH);
    assertThat(personal.report().state()).isEqualTo(State.OFF);
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void half_a_minute_of_a_saddish_neutral_face_makes_it_look_neutral() throws Exception {
    assertThat(personal.start().state()).isEqualTo(State.RECORDING);
    watch(SADDISH, 1);

    assertThat(personal.report().state()).isEqualTo(State.ON);
    assertThat(read(SADDISH).top()).isEqualTo(Emotion.NEUTRAL);
  }

  @Test
  void while_it_is_taken_the_old_one_stays_in_force_and_the_new_one_sees_raw_scores()
      throws Exception {
    personal.start();
    watch(SADDISH, 1);
    Baseline first = personal.baseline().orElseThrow();
    personal.start();
    assertThat(read(SADDISH).top()).isEqualTo(Emotion.NEUTRAL);
    watch(SADDISH, 1);
    personal.report();

    assertThat(personal.baseline().orElseThrow().neutral().of(Emotion.SADNESS))
        .isCloseTo(
            first.neutral().of(Emotion.SADNESS), org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void it_outlives_a_restart_and_is_gone_once_cleared() throws Exception {
    personal.start();
    watch(SADDISH, 1);
    personal.report();

    personal = new PersonalBaseline(file, clock);
    assertThat(personal.report().state()).isEqualTo(State.ON);
    assertThat(read(SADDISH).top()).isEqualTo(Emotion.NEUTRAL);

    assertThat(personal.clear().state()).isEqualTo(State.OFF);
    assertThat(file.path()).doesNotExist();
    assertThat(read(SADDISH)).isEqualTo(SADDISH);
  }

  @Test
  void a_recording_counts_down() {
    personal.start();
    clock.pass(Duration.ofSeconds(12));

    assertThat(personal.report().left()).isEqualTo(Duration.ofSeconds(18));
  }

  @Test
  void nobody_in_the_picture_is_said() {
    personal.start();
    watch(SADDISH, 0);

    assertThat(personal.report().state()).isEqualTo(State.FAILED);
    assertThat(personal.report().message()).contains("0 of 60 frames", "look into the camera");
  }

  @Test
  void a_camera_that_shows_nothing_fails_too() {
    personal.start();
    clock.pass(PersonalBaseline.LENGTH);

    assertThat(personal.report().state()).isEqualTo(State.FAILED);
  }

  @Test
  void two_people_in_the_picture_are_said_and_the_former_baseline_stays() {
    personal.start();
    watch(SADDISH, 1);
    personal.report();
    personal.start();
    watch(SADDISH, 2);

    assertThat(personal.report().message()).contains("be alone", "stays");
    assertThat(personal.baseline()).isPresent();
  }

  @Test
  void a_face_that_changes_its_expression_is_said() {
    personal.start();
    for (int i = 0; i < 60; i++) {
      personal.correct(seen(EmotionScores.only(i < 30 ? Emotion.NEUTRAL : Emotion.HAPPINESS), 1));
      clock.pass(Duration.ofMillis(500));
    }

    assertThat(personal.report().message()).contains("changed too much");
  }

  @Test
  void a_face_that_is_all_smile_makes_no_baseline() {
    personal.start();
    watch(EmotionScores.only(Emotion.HAPPINESS), 1);

    assertThat(personal.report().message()).contains("reads as happiness", "hold a neutral face");
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void a_file_can_be_read_by_a_person_and_comes_back_the_same() throws Exception {
    Baseline baseline = new Baseline(SADDISH, 60, clock.instant());
    file.write(baseline);

    assertThat(Files.readString(file.path())).contains("sadness = 0.630000", "frames = 60");
    Baseline back = file.read().orElseThrow();
    assertThat(back.frames()).isEqualTo(60);
    assertThat(back.taken()).isEqualTo(clock.instant());
    assertThat(back.neutral().of(Emotion.SADNESS))
        .isCloseTo(.63, org.assertj.core.api.Assertions.within(1e-5));
  }

  @Test
  void a_broken_file_names_itself_the_mistake_and_the_remedy() throws Exception {
    file.write(new Baseline(SADDISH, 60, clock.instant()));
    Files.writeString(
        file.path(), Files.readString(file.path()).replace("sadness = 0.63", "sadness = much"));

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.path().toString())
        .hasMessageContaining("much")
        .hasMessageContaining("calibrate");
    assertThat(new PersonalBaseline(file, clock).report().state()).isEqualTo(State.OFF);
  }

  @Test
  void a_missing_line_is_named() throws Exception {
    file.write(new Baseline(SADDISH, 60, clock.instant()));
    Files.writeString(file.path(), Files.readString(file.path()).replace("fear =", "feer ="));

    assertThatThrownBy(file::read).hasMessageContaining("'fear = …' is missing");
  }
}
