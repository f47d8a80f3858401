package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.app.GroupReport.Attendee;
import io.moodspeaker.app.GroupReport.Gaze;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A made hour of which all is known. */
class GroupReportTest {
  private static Face face(int track, Optional<String> person, Emotion emotion) {
    return new Face(
        new Box(200 * track, 0, 100, 100),
        EmotionScores.only(emotion),
        track,
        true,
        person,
        Map.of());
  }

  /**
   * Ada from 10 to 70 s and from 90 to 120 s, a guest from 30 s on, something for half a second.
   */
  private static GroupReport made() {
    GroupReport report = new GroupReport();
    for (int i = 0; i <= 480; i++) {
      double at = i / 4.0;
      List<Face> faces = new ArrayList<>();
      Map<Integer, Gaze> gazes = new HashMap<>();
      if (at >= 10 && at <= 70) {
        faces.add(face(1, Optional.of("Ada"), at < 40 ? Emotion.NEUTRAL : Emotion.HAPPINESS));
        gazes.put(1, new Gaze(at < 40 ? 0.02 : 0.4, 0.3));
      }
      if (at >= 90) {
        faces.add(face(4, Optional.of("Ada"), Emotion.SADNESS));
        gazes.put(4, new Gaze(0.02, 0.3));
      }
      if (at >= 30) {
        faces.add(face(2, Optional.empty(), Emotion.NEUTRAL));
        gazes.put(2, new Gaze(0, 0.05));
      }
      if (at >= 50 && at <= 50.5) {
        faces.add(face(3, Optional.empty(), Emotion.FEAR));
      }
      report.add(new Observation(Instant.EPOCH.plusMillis(250L * i), faces), gazes);
    }
    return report;
  }

  @Test
  void attendance_is_told_within_two_seconds_and_every_change_is_there() {
    List<Attendee> all = made().attendees();
    assertThat(all).extracting(Attendee::name).containsExactly("Ada", "guest 1");
    Attendee ada = all.getFirst();
    assertThat(ada.present()).hasSize(2);
    assertThat(ada.present().get(0).from()).isCloseTo(10, within(2.0));
    assertThat(ada.present().get(0).to()).isCloseTo(70, within(2.0));
    assertThat(ada.present().get(1).from()).isCloseTo(90, within(2.0));
    assertThat(ada.present().get(1).to()).isCloseTo(120, within(2.0));
    assertThat(all.get(1).present().getFirst().from()).isCloseTo(30, within(2.0));
    assertThat(ada.changes().stream().map(GroupReport.Change::mood).filter(m -> m != Mood.ABSENT))
        .containsExactly(Mood.NEUTRAL, Mood.HAPPINESS, Mood.SADNESS);
  }

  @Test
  void engagement_is_eyes_that_are_open_and_look_at_the_camera() {
    List<Attendee> all = made().attendees();
    assertThat(all.getFirst().looking()).isCloseTo(2 / 3.0, within(0.02));
    assertThat(all.getFirst().eyesOpen()).isEqualTo(1);
    assertThat(all.get(1).eyesOpen()).isZero();
    assertThat(all.getFirst().engagement()).isGreaterThan(all.get(1).engagement());
  }

  @Test
  void it_is_told_as_text_csv_and_a_page() {
    GroupReportText told = new GroupReportText(made());
    assertThat(told.text()).contains("Ada          there 0:10 to 1:10, 1:30 to 2:00");
    assertThat(told.csv()).contains("Ada,present,10.0,70.0,").contains("Ada,mood,");
    assertThat(told.html())
        .contains("<svg")
        .contains("AI Act")
        .contains("guest 1")
        .doesNotContain("%s");
  }
}
