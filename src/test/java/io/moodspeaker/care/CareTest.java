package io.moodspeaker.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareTest {
  @TempDir Path folder;

  private final FakeTime time = new FakeTime();
  private final List<Care.Notice> notices = new ArrayList<>();
  private boolean on = true;
  private Care care;

  private Care care() {
    care =
        new Care(
            () -> CareContacts.read(Path.of("")).value().orElseThrow(),
            () -> new Care.Settings(on, "en", "GB", List.of()),
            folder,
            time,
            ZoneOffset.UTC);
    care.onNotice(notices::add);
    return care;
  }

  /** A day of this mean sadness, and a sad face in the middle of it. */
  private void day(double sadness) {
    time.advance(Duration.ofHours(2));
    EmotionScores scores =
        EmotionScores.of(Map.of(Emotion.SADNESS, sadness, Emotion.NEUTRAL, 1 - sadness));
    for (int i = 0; i < SadnessTrend.LEAST_FRAMES; i++) {
      care.observe(
          new Observation(time.instant(), List.of(new Face(new Box(0, 0, 90, 90), scores))));
    }
    look();
    time.advance(Duration.ofHours(22));
  }

  private void look() {
    care.moodChanged(
        new MoodChange(
            time.instant(), Mood.SADNESS, Mood.NEUTRAL, Duration.ZERO, 0.7, Optional.empty()));
  }

  private void usual(double around) {
    for (int i = 0; i < 14; i++) {
      day(around + (i % 3 - 1) * 0.02);
    }
  }

  @Test
  void sadness_above_ones_own_weeks_for_three_days_is_noticed_once() {
    care();
    usual(0.1);
    day(0.35);
    day(0.3);
    assertThat(notices).isEmpty();
    day(0.4);
    assertThat(notices)
        .singleElement()
        .extracting(Care.Notice::sentence)
        .asString()
        .contains("It has looked heavy", "Samaritans, 116 123");
    day(0.4);
    day(0.4);
    assertThat(notices).as("no nagging").hasSize(1);
  }

  @Test
  void somebody_who_always_looks_rather_sad_is_at_their_usual() {
    care();
    usual(0.4);
    day(0.42);
    day(0.41);
    day(0.44);
    assertThat(notices).isEmpty();
  }

  @Test
  void a_day_in_between_or_too_few_days_before_are_no_trend() {
    care();
    for (int i = 0; i < 6; i++) {
      day(i < 3 ? 0.1 : 0.5);
    }
    assertThat(notices).as("too few days").isEmpty();
    care.report();
    usual(0.1);
    day(0.4);
    day(0.1);
    day(0.4);
    assertThat(notices).as("a day in between").isEmpty();
  }

  @Test
  void it_is_off_unless_it_is_asked_for_and_keeps_nothing() {
    on = false;
    care();
    usual(0.1);
    day(0.5);
    day(0.5);
    day(0.5);
    care.save();
    assertThat(notices).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_is_kept_outlives_a_restart_is_shown_and_is_forgotten() throws IOException {
    care();
    usual(0.1);
    day(0.5);
    day(0.5);
    care.save();
    care();
    assertThat(care.report().get("days").toString()).contains("frames=300, sadness=0.5}");
    day(0.5);
    assertThat(notices).hasSize(1);
    assertThat(Files.readString(folder.resolve(CareDiary.FILE))).contains("told\t20");
    care.forget();
    assertThat(folder).isEmptyDirectory();
    assertThat(care.report().get("days")).isEqualTo(List.of());
  }

  @Test
  void a_damaged_line_costs_a_day() throws IOException {
    Files.writeString(
        folder.resolve(CareDiary.FILE),
        "2026-11-20\t400\t40.0\nxx\t1\t2\n2026-11-19\tmany\t0\n\0\n");
    assertThat((List<?>) care().report().get("days")).hasSize(1);
  }

  @Test
  void words_that_hint_at_self_harm_are_answered_whether_it_is_on_or_not() {
    on = false;
    assertThat(care().answerTo("I want to die"))
        .hasValueSatisfying(said -> assertThat(said).contains("Samaritans, 116 123", "999"));
    assertThat(care.answerTo("I want tea")).isEmpty();
  }

  @Test
  void the_shipped_contacts_are_whole() {
    Validated<CareContacts> read = CareContacts.read(Path.of(""));
    assertThat(read.problems()).isEmpty();
    CareContacts contacts = read.value().orElseThrow();
    assertThat(contacts.countries()).hasSizeGreaterThan(20).containsKeys("DE", "KR", "US", "NO");
    assertThat(contacts.urgent("ko", "KR")).contains("109", "119");
    assertThat(contacts.urgent("de", "XX")).contains("112");
  }

  @Test
  void mistakes_in_the_owners_file_are_told_and_help_is_named_all_the_same() throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve(CareContacts.FILE),
        """
        own: [Anna]
        urgent: {en: call somebody}
        countries:
          GB: {emergency: 999, line: x}
        """);
    Validated<CareContacts> read = CareContacts.read(folder);
    assertThat(read.problems().toString())
        .contains("config/care.yaml:2:14: en must say {contacts}")
        .contains("config/care.yaml:4:19: emergency must be a text, was '999'")
        .contains("'line' is no key of GB");
    assertThat(read.value().orElseThrow().urgent("en", "GB")).contains("Anna", "112");
    assertThat(CareContacts.read(folder.resolve("nowhere")).value().orElseThrow().urgent("en", ""))
        .contains("112");
  }
}
