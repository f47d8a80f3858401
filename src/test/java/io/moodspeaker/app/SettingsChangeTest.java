package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.config.Settings;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsChangeTest {
  private static final String ON = "azure.endpoint = https://a.example\nazure.key = k3y\n";

  @TempDir Path home;

  private final List<Settings.Azure> taken = new ArrayList<>();
  private SettingsChange change;

  @BeforeEach
  void started() throws IOException {
    Files.createDirectories(home.resolve("config"));
    Settings settings = read("").value().orElseThrow();
    change = new SettingsChange(settings, taken::add);
  }

  private Validated<Settings> read(String text) throws IOException {
    Files.writeString(home.resolve(Settings.NAME), text);
    return Settings.load(home, Map.of(), Map.of());
  }

  private String saved(String text) throws IOException {
    try (LogLines log = new LogLines("moodspeaker")) {
      change.accept(read(text));
      return String.join("\n", log.all());
    }
  }

  @Test
  void the_face_server_is_taken_over_at_once_and_its_key_is_not_told() throws IOException {
    assertThat(saved(ON))
        .contains("azure.endpoint, azure.key changed and taken over")
        .doesNotContain("k3y", "next start");
    assertThat(taken.getLast().inUse()).isTrue();
    saved(ON.replace("k3y", "0ther"));
    assertThat(taken).hasSize(2);
    saved("");
    assertThat(taken.getLast().inUse()).isFalse();
  }

  @Test
  void other_settings_are_named_once_as_waiting_for_the_next_start() throws IOException {
    String text = "camera.interval = 1s\nmood.dwell = 9s\n";
    assertThat(saved(text))
        .isEqualTo("INFO camera.interval, mood.dwell changed: takes effect at the next start");
    assertThat(saved(text + "# a remark\n")).isEmpty();
    assertThat(taken).isEmpty();
  }

  @Test
  void what_is_refused_is_told_and_the_last_good_server_stays() throws IOException {
    saved(ON);
    assertThat(saved(ON.replace("https", "http")))
        .contains("config/moodspeaker.properties:1:1: azure.endpoint http://a.example would send")
        .contains("the last good version stays");
    assertThat(saved("azure.timeout = soon\n")).contains("config/moodspeaker.properties:1:1:");
    assertThat(taken).hasSize(1);
    assertThat(saved(ON)).isEmpty();
  }
}
