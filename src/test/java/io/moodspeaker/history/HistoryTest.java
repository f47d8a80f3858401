package io.moodspeaker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import io.moodspeaker.history.sqlite.SqliteHistory;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path folder;

  private static History day() {
    History history = new History();
    for (int i = 0; i < 2 * 24 * 3600; i++) {
      history.seen(
          NOON.plusMillis(500L * i),
          EmotionScores.only(Emotion.all().get(i / 20_000 % Emotion.all().size())));
    }
    history.mood(NOON, Mood.ANGER);
    history.mood(NOON.plus(Duration.ofHours(3)), Mood.CONTEMPT);
    history.track(NOON.plus(Duration.ofHours(1)), "Kite");
    return history;
  }

  @Test
  @SuppressWarnings("unchecked")
  void a_day_at_two_frames_a_second_becomes_a_curve_of_a_few_hundred_points() {
    Instant end = NOON.plus(Duration.ofDays(1));
    Recording all = day().all();
    assertThat(all.spans()).hasSize(8640);
    var curve = Curve.of(all, NOON, end, 300);
    assertThat((List<List<Number>>) curve.get("points"))
        .hasSize(300)
        .allMatch(
            point ->
                Math.abs(point.stream().skip(1).mapToDouble(Number::doubleValue).sum() - 1) < 0.01);
    assertThat((List<?>) curve.get("moods")).hasSize(2);
    assertThat((List<?>) curve.get("tracks")).hasSize(1);
  }

  @Test
  void the_mood_that_held_at_the_beginning_of_a_curve_begins_it() {
    Instant from = NOON.plus(Duration.ofHours(2));
    assertThat(
            Curve.of(day().all(), from, from.plus(Duration.ofHours(2)), 10).get("moods").toString())
        .contains("anger")
        .contains(Long.toString(from.toEpochMilli()));
  }

  @Test
  void no_more_than_a_week_is_remembered() {
    History history = new History();
    for (int hour = 0; hour < 24 * 9; hour++) {
      history.seen(NOON.plus(Duration.ofHours(hour)), EmotionScores.only(Emotion.FEAR));
      history.track(NOON.plus(Duration.ofHours(hour)), "a");
    }
    assertThat(history.all().spans()).hasSizeBetween(24 * 7, 24 * 7 + 2);
    assertThat(history.all().tracks()).hasSizeBetween(24 * 7, 24 * 7 + 2);
  }

  @Test
  void what_is_on_the_disk_comes_back_and_is_gone_when_forgotten() throws Exception {
    Path file = folder.resolve("state/history.db");
    History history = day();
    try (SqliteHistory store = SqliteHistory.open(file)) {
      Recording fresh = history.fresh();
      assertThat(history.fresh()).as("not saved yet").isEqualTo(fresh);
      store.add(fresh);
      history.saved(fresh);
      assertThat(history.fresh().isEmpty()).isTrue();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (SqliteHistory store = SqliteHistory.open(file)) {
      Recording back = store.since(NOON);
      assertThat(back.spans()).hasSize(8639);
      assertThat(back.moods()).extracting(HistoryNote::what).containsExactly("anger", "contempt");
      assertThat(back.tracks()).extracting(HistoryNote::what).containsExactly("Kite");
      store.forget(NOON.plus(Duration.ofHours(2)));
      assertThat(store.since(Instant.EPOCH).tracks()).isEmpty();
      store.forget(Instant.MAX);
      assertThat(store.since(Instant.EPOCH).isEmpty()).isTrue();
    }
    assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Kite");
  }

  @Test
  @Fault(
      value = "history.db corrupt",
      seen = "`is damaged and was put aside`",
      goesOn = "all",
      heals = "by itself: a new one is begun",
      within = "at the start")
  void a_damaged_file_is_put_aside() throws Exception {
    Path file = Files.writeString(folder.resolve("history.db"), "no database ".repeat(1000));
    assertThatThrownBy(() -> SqliteHistory.open(file)).hasMessageContaining("history.db");
    try (SqliteHistory store = SqliteHistory.openOrBegin(file)) {
      History history = day();
      store.add(history.fresh());
      assertThat(store.since(NOON).tracks()).hasSize(1);
    }
    assertThat(folder.resolve("history.db.damaged")).hasSize(12_000);
  }
}
