package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.feature.Feature;
import io.moodspeaker.music.control.PlayerWords;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusFormatterTest {
  private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-21T14:00+01:00");

  private static Map<String, Object> everything() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("mood", "sadness");
    status.put("since", "2026-11-21T12:05:00Z");
    status.put("confidence", 0.71);
    status.put("manual", Map.of("mood", "sadness", "until", "2026-11-21T13:30:00Z"));
    status.put(
        "answers",
        List.of(
            Map.of("answer", "music", "what", "playing comfort", "time", "2026-11-21T12:05:00Z")));
    status.put("rules", Map.of("window", 5.0));
    status.put("alert", Map.of("pending", 2, "delivered", 0, "troubles", Map.of()));
    status.put("azure", Map.of("on", false));
    status.put(
        "camera",
        Map.of(
            "source",
            "/dev/video0",
            "state",
            "lost",
            "why",
            "it was unplugged",
            "since",
            "2026-11-20T12:05:00Z",
            "fps",
            0.0,
            "frames",
            5,
            "idle",
            false));
    status.put("light", Map.of("sink", "pins", "shown", "no light"));
    Map<String, Object> music = new LinkedHashMap<>();
    music.put("state", "playing");
    music.put("playlist", "playlists/comfort.m3u8");
    music.put("track", "playlists/porch.mp3");
    music.put("title", "Porch");
    music.put("artist", "Ada");
    music.put("position", 12.3);
    music.put("duration", 185.0);
    music.put("volume", 50);
    music.put("sink", "pulse");
    music.put("holdUntil", "2026-11-21T14:30:00+01:00");
    music.put("wakeAt", "2026-11-22T06:45:00+01:00");
    music.put("quiet", Map.of("from", "22:00", "to", "07:00", "ceiling", 20));
    music.put("corrections", Map.of("fear", 2));
    status.put("music", music);
    status.put("people", Map.of("known", List.of("Ada"), "present", List.of()));
    status.put("web", Map.of("port", 8780, "live", false));
    status.put("breakers", Map.of("emotion-breaker", "open", "server-breaker", "closed"));
    status.put("version", "1.0");
    status.put("uptime", 4000);
    return status;
  }

  @Test
  void every_line_reads_as_plain_english_in_the_reader_s_time() {
    List<Feature> features = Features.load();
    assertThat(StatusFormatter.text(everything(), features, NOW))
        .isEqualTo(
            """
            mood         sadness (0.71) since 13:05, told by hand until 14:30
              music      playing comfort, at 13:05
            alert        2 waiting, 0 delivered
            azure        off
            camera       /dev/video0, lost (it was unplugged) since yesterday 13:05
            light        no light, by pins
            music        playing Porch by Ada, 0:12 of 3:05, from playlists/comfort.m3u8, volume 50, \
            to pulse, chosen by hand until 14:30, wakes tomorrow 06:45, quiet hours 22:00 to 07:00 \
            at volume 20 or less, called wrong: fear 2
            people       known Ada
            web          on port 8780
            trouble      emotion-breaker is open: what it guards failed often
            program      1.0, running for 1 h 6 min
            """);
  }

  @Test
  void quiet_hours_are_told_while_they_last() {
    Map<String, Object> music = new LinkedHashMap<>(Map.of("state", "stopped"));
    music.put("quiet", Map.of("from", "22:00", "to", "07:00", "ceiling", 20, "now", true));
    assertThat(PlayerWords.of(music)).contains("quiet hours 22:00 to 07:00 at volume 20 or less");
    music.put("quiet", Map.of("from", "22:00", "to", "07:00", "ceiling", 20, "now", false));
    assertThat(PlayerWords.of(music)).isEqualTo("stopped");
  }

  @Test
  void a_mood_is_told_in_the_models_own_word() {
    assertThat(StatusFormatter.line(Map.of("mood", "fear", "label", "unrest")))
        .isEqualTo("mood unrest");
    assertThat(StatusFormatter.line(Map.of("mood", "fear"))).isEqualTo("mood fear");
  }
}
