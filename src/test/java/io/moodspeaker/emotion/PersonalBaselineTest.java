package io.moodspeaker.emotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.emotion.PersonalBaseline.State;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonalBaselineTest {
  private static final EmotionScores SADDISH =
      EmotionScores.of(.02, .01, .01, .01, .01, .30, .63, .01);

  private static final EmotionScores NEUTRAL =
      EmotionScores.of(.002, .002, .001, .001, .004, .978, .002, .01);
  private static final String ME = BaselineFile.ANYBODY;

  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private BaselineFile file;
  private boolean learning = true;
  private String inFront = ME;
  private PersonalBaseline personal;

  @BeforeEach
  void open() {
    file = BaselineFile.of(folder.resolve("state"), ME);
    personal = fresh();
  }

  private PersonalBaseline fresh() {
    return new PersonalBaseline(
        folder.resolve("state"), clock, clock, face -> inFront, () -> learning);
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
      personal.correct(seen(scores, faces), ModelDescription.RESTING);
      clock.pass(Duration.ofMillis(500));
    }
  }

  private void watch(EmotionScores scores, Duration time) {
    for (int i = 0; i < time.toSeconds() / 30; i++) {
      watch(scores, 1);
    }
  }

  @Test
  void a_face_that_does_not_read_as_neutral_is_not_learned_however_long() throws Exception {
    watch(SADDISH, Duration.ofHours(1));

    assertThat(read(SADDISH)).isEqualTo(SADDISH);
    assertThat(personal.report(ME).state()).isEqualTo(State.OFF);
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void half_a_minute_of_a_saddish_neutral_face_makes_it_look_neutral() throws Exception {
    assertThat(personal.start(ME).state()).isEqualTo(State.RECORDING);
    watch(SADDISH, 1);

    assertThat(personal.report(ME).state()).isEqualTo(State.ON);
    assertThat(read(SADDISH).top()).isEqualTo(Emotion.NEUTRAL);
  }

  @Test
  void while_it_is_taken_the_old_one_stays_in_force_and_the_new_one_sees_raw_scores()
      throws Exception {
    personal.start(ME);
    watch(SADDISH, 1);
    Baseline first = personal.baseline(ME).orElseThrow();
    personal.start(ME);
    assertThat(read(SADDISH).top()).isEqualTo(Emotion.NEUTRAL);
    watch(SADDISH, 1);
    personal.report(ME);

    assertThat(personal.baseline(ME).orElseThrow().neutral().of(Emotion.SADNESS))
        .isCloseTo(first.neutral().of(Emotion.SADNESS), within(1e-9));
  }

  @Test
  void it_outlives_a_restart_and_is_gone_once_cleared() throws Exception {
    personal.start(ME);
    watch(SADDISH, 1);
    personal.report(ME);

    personal = fresh();
    assertThat(personal.report(ME).state()).isEqualTo(State.ON);
    assertThat(read(SADDISH).top()).isEqualTo(Emotion.NEUTRAL);

    assertThat(personal.clear(ME).state()).isEqualTo(State.OFF);
    assertThat(file.path()).doesNotExist();
    assertThat(read(SADDISH)).isEqualTo(SADDISH);
  }

  @Test
  void a_file_with_an_odd_number_is_done_without() throws Exception {
    personal.start(ME);
    watch(SADDISH, 1);
    personal.report(ME);
    String text = Files.readString(file.path());
    for (String odd : new String[] {"learned = 9223372036854775807", "learned = -5"}) {
      Files.writeString(file.path(), text + odd + "\n");

      personal = fresh();
      try (LogLines log = new LogLines(PersonalBaseline.class.getName())) {
        assertThat(personal.report(ME).state()).isEqualTo(State.OFF);
        assertThat(log.all())
            .singleElement()
            .asString()
            .startsWith("WARN no baseline is used: " + file.path() + ":")
            .doesNotContain("\n");
      }
      assertThat(read(SADDISH)).isEqualTo(SADDISH);
    }
  }

  @Test
  void a_face_that_is_seen_too_badly_is_not_taken_for_a_neutral_one() {
    personal.start(ME);
    for (int i = 0; i < 60; i++) {
      Face blurred = new Face(new Box(0, 0, 90, 90), NEUTRAL, 0, false, Optional.empty(), Map.of());
      personal.correct(
          new Observation(clock.instant(), List.of(blurred)), ModelDescription.RESTING);
      clock.pass(Duration.ofMillis(500));
    }

    assertThat(personal.report(ME).state()).isEqualTo(State.FAILED);
    assertThat(personal.report(ME).message())
        .contains("0 of 60 frames", "60 too blurred, small or turned", "in good light");
  }

  @Test
  void a_recording_counts_down() {
    personal.start(ME);
    clock.pass(Duration.ofSeconds(12));

    assertThat(personal.report(ME).left()).isEqualTo(Duration.ofSeconds(18));
  }

  @Test
  void nobody_in_the_picture_is_said() {
    personal.start(ME);
    watch(SADDISH, 0);

    assertThat(personal.report(ME).state()).isEqualTo(State.FAILED);
    assertThat(personal.report(ME).message()).contains("0 of 60 frames", "into the camera");
  }

  @Test
  void a_camera_that_shows_nothing_fails_too() {
    personal.start(ME);
    clock.pass(PersonalBaseline.LENGTH);

    assertThat(personal.report(ME).state()).isEqualTo(State.FAILED);
  }

  @Test
  void two_people_in_the_picture_are_said_and_the_former_baseline_stays() {
    personal.start(ME);
    watch(SADDISH, 1);
    personal.report(ME);
    personal.start(ME);
    watch(SADDISH, 2);

    assertThat(personal.report(ME).message()).contains("be alone", "stays");
    assertThat(personal.baseline(ME)).isPresent();
  }

  @Test
  void a_face_that_changes_its_expression_is_said() {
    personal.start(ME);
    for (int i = 0; i < 60; i++) {
      personal.correct(
          seen(EmotionScores.only(i < 30 ? Emotion.NEUTRAL : Emotion.HAPPINESS), 1),
          ModelDescription.RESTING);
      clock.pass(Duration.ofMillis(500));
    }

    assertThat(personal.report(ME).message()).contains("changed too much");
  }

  @Test
  void a_face_that_is_all_smile_makes_no_baseline() {
    personal.start(ME);
    watch(EmotionScores.only(Emotion.HAPPINESS), 1);

    assertThat(personal.report(ME).message()).contains("reads as happiness", "hold a neutral face");
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void a_file_can_be_read_by_a_person_and_comes_back_the_same() throws Exception {
    Baseline baseline = new Baseline(SADDISH, 60, clock.instant(), Optional.empty());
    file.write(baseline);

    assertThat(Files.readString(file.path())).contains("sadness = 0.6300", "frames = 60");
    Baseline back = file.read().orElseThrow();
    assertThat(back.frames()).isEqualTo(60);
    assertThat(back.taken()).isEqualTo(clock.instant());
    assertThat(back.neutral().of(Emotion.SADNESS)).isCloseTo(.63, within(1e-5));
  }

  @Test
  void a_broken_file_names_itself_the_mistake_and_the_remedy() throws Exception {
    file.write(new Baseline(SADDISH, 60, clock.instant(), Optional.empty()));
    Files.writeString(
        file.path(), Files.readString(file.path()).replace("sadness = 0.6300", "sadness = much"));

    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.path().toString())
        .hasMessageContaining("much")
        .hasMessageContaining("calibrate");
    assertThat(fresh().report(ME).state()).isEqualTo(State.OFF);
  }

  @Test
  void a_missing_line_is_named() throws Exception {
    file.write(new Baseline(SADDISH, 60, clock.instant(), Optional.empty()));
    Files.writeString(file.path(), Files.readString(file.path()).replace("fear =", "feer ="));

    assertThatThrownBy(file::read).hasMessageContaining("'fear = …' is missing");
  }

  @Test
  void neutral_frames_are_learned_along_the_way_from_two_minutes_on_in_full_after_twenty()
      throws Exception {
    EmotionScores faint = EmotionScores.of(.01, .01, .01, .01, .02, .65, .28, .01);
    watch(NEUTRAL, Duration.ofMinutes(2));
    assertThat(read(faint)).isEqualTo(faint);
    assertThat(personal.report(ME).state()).isEqualTo(State.OFF);

    watch(NEUTRAL, Duration.ofMinutes(9));
    double half = read(faint).of(Emotion.SADNESS);
    assertThat(personal.report(ME).message()).contains("at 50 %");
    watch(NEUTRAL, Duration.ofMinutes(12));

    assertThat(half).isGreaterThan(faint.of(Emotion.SADNESS));
    assertThat(read(faint).of(Emotion.SADNESS)).isGreaterThan(half);
    assertThat(personal.baseline(ME).orElseThrow().strength()).isEqualTo(1);
    assertThat(read(NEUTRAL).top()).isEqualTo(Emotion.NEUTRAL);
  }

  @Test
  void a_person_who_rests_sad_looking_reads_neutral_at_rest_and_sad_when_sad() throws Exception {
    EmotionScores rest = EmotionScores.of(.01, .01, .01, .01, .01, .61, .33, .01);
    EmotionScores sadder = EmotionScores.of(.01, .01, .01, .01, .01, .47, .47, .01);
    EmotionScores sad = EmotionScores.of(.002, .002, .002, .002, .002, .02, .968, .002);

    watch(rest, Duration.ofMinutes(25));

    assertThat(read(rest).top()).isEqualTo(Emotion.NEUTRAL);
    assertThat(read(sadder).top()).isEqualTo(Emotion.NEUTRAL);
    assertThat(read(sad).top()).isEqualTo(Emotion.SADNESS);
  }

  @Test
  void a_long_sad_hour_is_not_learned_away() throws Exception {
    EmotionScores sad = EmotionScores.of(.01, .01, .01, .01, .01, .35, .59, .01);
    watch(NEUTRAL, Duration.ofMinutes(25));
    EmotionScores before = read(sad);

    watch(sad, Duration.ofHours(1));

    assertThat(read(sad)).isEqualTo(before);
    assertThat(before.top()).isEqualTo(Emotion.SADNESS);
  }

  @Test
  void what_was_learned_outlives_a_restart_and_clearing_begins_anew() throws Exception {
    watch(NEUTRAL, Duration.ofMinutes(21));
    personal.close();

    personal = fresh();
    assertThat(personal.baseline(ME).orElseThrow().learned().orElseThrow())
        .isBetween(Duration.ofSeconds(1240), Duration.ofMinutes(21));
    personal.clear(ME);

    assertThat(file.path()).doesNotExist();
    assertThat(personal.baseline(ME)).isEmpty();
  }

  @Test
  void after_a_calibration_nothing_is_learned_along_the_way() {
    personal.start(ME);
    watch(SADDISH, 1);
    personal.report(ME);
    Baseline taken = personal.baseline(ME).orElseThrow();

    watch(NEUTRAL, Duration.ofMinutes(30));

    assertThat(personal.baseline(ME)).contains(taken);
  }

  @Test
  void where_learning_is_off_nothing_is_learned_and_what_was_learned_does_not_count()
      throws Exception {
    watch(NEUTRAL, Duration.ofMinutes(25));
    EmotionScores faint = EmotionScores.of(.01, .01, .01, .01, .02, .55, .38, .01);
    assertThat(read(faint)).isNotEqualTo(faint);

    learning = false;

    assertThat(read(faint)).isEqualTo(faint);
  }

  @Test
  void two_faces_in_the_picture_teach_nothing() {
    for (int i = 0; i < 60; i++) {
      watch(NEUTRAL, 2);
    }

    assertThat(personal.baseline(ME)).isEmpty();
  }

  @Test
  void each_person_has_a_baseline_of_their_own() throws Exception {
    inFront = "anna";
    watch(NEUTRAL, Duration.ofMinutes(25));
    inFront = "ben";

    assertThat(read(SADDISH)).isEqualTo(SADDISH);
    assertThat(personal.baseline("anna")).isPresent();
    assertThat(personal.baseline("ben")).isEmpty();
  }

  @Test
  void nobody_else_can_read_the_file_or_list_its_folder() throws Exception {
    file.write(new Baseline(SADDISH, 60, clock.instant(), Optional.empty()));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
    for (Path made = file.path().getParent(); !made.equals(folder); made = made.getParent()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void a_small_score_comes_back_as_small() throws Exception {
    EmotionScores sure = EmotionScores.of(3e-5, 1e-5, 2e-6, 4e-5, 1e-4, .99, .009, 1e-5);
    file.write(new Baseline(sure, 60, clock.instant(), Optional.empty()));

    assertThat(file.read().orElseThrow().neutral().of(Emotion.DISGUST))
        .isCloseTo(sure.of(Emotion.DISGUST), within(1e-9));
  }
}
