package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWordsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.4S, 0 s",
    "PT59.6S, 1 min",
    "PT4M12S, 4 min 12 s",
    "PT2H, 2 h",
    "PT2H0M5S, 2 h",
    "PT26H30M, 1 d 2 h",
    "PT-5S, -5 s"
  })
  void durations_are_said_in_their_two_largest_units(String duration, String words) {
    assertThat(PlainWords.duration(Duration.parse(duration))).isEqualTo(words);
  }

  @Test
  void a_reason_holds_no_name_of_a_class_where_it_says_anything() {
    IOException cause = new IOException("Failed to connect to /127.0.0.1:1");
    assertThat(PlainWords.reason(cause)).isEqualTo("Failed to connect to /127.0.0.1:1");
    assertThat(PlainWords.reason(new UncheckedIOException(cause)))
        .isEqualTo("Failed to connect to /127.0.0.1:1");
    assertThat(PlainWords.reason(new IllegalStateException("sending; nested: " + cause)))
        .isEqualTo("sending; nested: Failed to connect to /127.0.0.1:1");
    assertThat(PlainWords.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    assertThat(PlainWords.reason(new IllegalStateException("no model at a.b.com: none")))
        .isEqualTo("no model at a.b.com: none");
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0:00", "PT12S, 0:12", "PT3M5S, 3:05", "PT12M5S, 12:05", "PT1H2M, 1:02:00"})
  void a_place_in_a_track_is_said_as_players_do(String duration, String words) {
    assertThat(PlainWords.clock(Duration.parse(duration))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "since 2026-11-21T08:30:59Z|since 09:30",
        "not before 2026-11-21T23:10:00.123456789Z, says it|not before tomorrow 00:10, says it",
        "at 2026-11-21T09:30+05:00|at 05:30",
        "2026-11-20T22:59:59Z|yesterday 23:59",
        "2026-11-29T08:00:00+01:00|29 Nov 08:00",
        "2025-12-31T08:00:00Z|31 Dec 2025 09:00",
        "file 2026-11-21.txt|file 2026-11-21.txt",
      })
  void times_are_those_of_the_reader_s_clock(String text, String words) {
    ZonedDateTime now = ZonedDateTime.parse("2026-11-21T14:00:00+01:00[Europe/Berlin]");
    assertThat(PlainWords.localTimes(text, now)).isEqualTo(words);
  }

  @Test
  void names_and_values_read_as_a_sentence_would() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("broker", "home:1883");
    told.put("connected", false);
    told.put("on", true);
    told.put("frameAgeMs", 120);
    told.put("known", List.of("Ada", "Ben"));
    told.put("follow", Map.of("kitchen", "happiness"));
    told.put("window", 5.0);
    told.put("troubles", Map.of());
    told.put("present", List.of());
    told.put("why", "");
    assertThat(PlainWords.values(told))
        .isEqualTo(
            "broker home:1883, not connected, on, frame age 120 ms, known Ada and Ben,"
                + " follow (kitchen happiness), window 5");
    assertThat(PlainWords.values(Map.of("on", false))).isEqualTo("off");
  }
}
