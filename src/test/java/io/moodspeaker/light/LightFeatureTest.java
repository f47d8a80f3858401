package io.moodspeaker.light;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.feature.FakeConfig;
import io.moodspeaker.feature.FakeContext;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LightFeatureTest {
  @TempDir private Path folder;
  private final LightFeature feature = new LightFeature();

  private FakeConfig config(Map<String, String> settings, String moods) {
    return new FakeConfig(feature, settings, moods, folder);
  }

  private LightController start(FakeConfig config) {
    FakeContext context = new FakeContext(config, new FakeTime());
    feature.start(context);
    return (LightController) context.bound().get("light");
  }

  @Test
  void it_is_found() {
    assertThat(ServiceLoader.load(Feature.class)).anyMatch(LightFeature.class::isInstance);
  }

  @Test
  void a_moods_light_is_read_from_the_file_and_shown() {
    LightController light =
        start(
            config(
                Map.of("light", "console"),
                "  sadness:\n    light: {pin: 21, rgb: [1, 2, 3], pattern: pulse}\n"));
    assertThat(light.show(Mood.SADNESS)).hasToString("light pin 21 pulse");
    assertThat(feature.status()).isEqualTo(Map.of("sink", "console", "shown", "pin 21 pulse"));
    assertThat(light.show(Mood.FEAR)).hasToString("no light");
    feature.close();
  }

  @Test
  void where_an_rgb_lamp_is_connected_it_shows_the_colour() {
    LightController light =
        start(
            config(
                Map.of("light", "console", "light.rgb-pins", "12,13,19"),
                "  sadness: {light: {pin: 21, rgb: [1, 2, 3]}}\n"));
    assertThat(light.show(Mood.SADNESS)).hasToString("light #010203");
  }

  @Test
  void a_saved_file_counts_from_the_next_mood() {
    LightController light = start(config(Map.of(), "  sadness: {light: {pin: 21}}\n"));
    feature.reload(config(Map.of(), "  sadness: {light: {pin: 4}}\n"));
    assertThat(light.show(Mood.SADNESS)).hasToString("light pin 4");
  }

  @Test
  void each_mistake_is_told_at_its_place() {
    assertThat(
            config(
                    Map.of(),
                    """
                      fear: {light: {pin: 8}}
                      sadness: {light: {pin: 8, pattern: flash}}
                      anger: {light: {pattern: blink}}
                      surprise: {light: {pin: 28, rgb: [1, 2]}}
                    """)
                .problems())
        .containsExactlyInAnyOrder(
            "config/moods.yaml:3:26: pin 8 is used by fear already; give sadness another",
            "config/moods.yaml:3:38: pattern must be one of steady, blink, pulse, was 'flash'",
            "config/moods.yaml:4:18: light of anger needs a pin, an rgb colour or both",
            "config/moods.yaml:5:27: pin must be 0 to 27, was 28",
            "config/moods.yaml:5:36: rgb must be 3 whole numbers of 0 to 255 in brackets, was a"
                + " list of 2");
  }

  @Test
  void a_pin_of_the_rgb_lamp_is_no_moods() {
    assertThat(
            feature.check(
                config(Map.of("light.rgb-pins", "12,13,19"), "  fear: {light: {pin: 13}}\n")))
        .singleElement()
        .asString()
        .endsWith(
            "light.rgb-pins: pin 13 is the light of fear in moods.yaml already; give one of them"
                + " another");
  }

  @Test
  void a_folder_that_is_not_there_is_told_by_check_and_doctor_and_keeps_nothing_from_running() {
    FakeConfig config =
        config(Map.of("light", "linuxfs:" + folder), "  sadness: {light: {pin: 21}}\n");
    assertThat(feature.check(config)).singleElement().asString().contains("holds no folder gpio");
    assertThat(feature.examine(config))
        .singleElement()
        .extracting(Finding::level)
        .isEqualTo(Finding.Level.MISSING);
    assertThat(start(config).show(Mood.SADNESS).toString())
        .startsWith("no light (" + folder + " holds no folder gpio");
  }

  @Test
  void doctor_looks_at_what_is_configured() throws IOException {
    Files.createDirectory(folder.resolve("gpio"));
    assertThat(feature.examine(config(Map.of("light", "linuxfs:" + folder), "")))
        .containsExactly(Finding.ok("lights on the pins of " + folder));
    assertThat(feature.examine(config(Map.of("light", "console"), "")))
        .containsExactly(Finding.ok("lights on the console, as asked for"));
  }
}
