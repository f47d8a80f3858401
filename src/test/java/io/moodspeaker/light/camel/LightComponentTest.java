package io.moodspeaker.light.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import io.moodspeaker.light.FakeLight;
import io.moodspeaker.light.Lamp;
import io.moodspeaker.light.LightController;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.light.MoodLight;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LightComponentTest {
  private final FakeLight light = new FakeLight();
  private final LightController controller = new LightController(light, false);
  private final CamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    context.getRegistry().bind("any-name", controller);
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void give(Mood mood, int pin, LightPattern pattern) {
    controller.update(
        Map.of(mood, new MoodLight(Optional.of(new Lamp.Pin(pin)), Optional.empty(), pattern)));
  }

  private Outcome send(String uri, Object body) {
    return context.createProducerTemplate().requestBody(uri, body, Outcome.class);
  }

  private Outcome show(Mood mood) {
    return send(
        "light:mood",
        new MoodChange(
            Instant.EPOCH, mood, Mood.UNSURE, Duration.ofMinutes(1), 0.7, Optional.empty()));
  }

  @Test
  void a_mood_change_shows_the_moods_light_and_says_so() {
    give(Mood.SADNESS, 21, LightPattern.PULSE);
    assertThat(show(Mood.SADNESS)).isEqualTo(Outcome.done("light", "fake", "light pin 21 pulse"));
    assertThat(light.shown()).containsExactly("sadness pin 21 pulse");
  }

  @Test
  void a_mood_without_a_light_is_dark() {
    give(Mood.SADNESS, 21, LightPattern.PULSE);
    assertThat(show(Mood.DISGUST).result()).as("dark before").isEqualTo(Outcome.Result.UNCHANGED);
    show(Mood.SADNESS);
    assertThat(show(Mood.DISGUST)).isEqualTo(Outcome.done("light", "fake", "no light"));
    assertThat(light.shown()).containsExactly("off", "sadness pin 21 pulse", "off");
  }

  @Test
  void a_colour_without_an_rgb_lamp_says_what_is_not_set() {
    controller.update(
        Map.of(
            Mood.ANGER,
            new MoodLight(
                Optional.empty(), Optional.of(new Lamp.Rgb(1, 2, 3)), LightPattern.STEADY)));
    assertThat(show(Mood.ANGER)).hasToString("no light (its colour needs light.rgb-pins)");
  }

  @Test
  void a_light_changed_while_running_counts_at_the_next_change() {
    give(Mood.SADNESS, 21, LightPattern.STEADY);
    show(Mood.SADNESS);
    give(Mood.SADNESS, 4, LightPattern.BLINK);
    assertThat(show(Mood.SADNESS)).hasToString("light pin 4 blink");
  }

  @Test
  @Fault(
      value = "GPIO busy or refused",
      seen = "told with the change of mood",
      goesOn = "music, alerts, page",
      heals = "at the next change, when the pin is free",
      within = "the next change")
  void a_pin_that_is_busy_is_told_and_the_route_goes_on() {
    give(Mood.SADNESS, 21, LightPattern.STEADY);
    light.fail("light pin 21: in use by another program");
    assertThat(show(Mood.SADNESS))
        .isEqualTo(
            Outcome.failed(
                "light", "pin 21", "no light", "light pin 21: in use by another program"));
    assertThat(controller.shown()).isEmpty();
  }

  @Test
  void off_makes_it_dark_whatever_the_body() {
    give(Mood.SADNESS, 21, LightPattern.STEADY);
    show(Mood.SADNESS);
    assertThat(send("light:off", "anything")).hasToString("no light");
    assertThat(light.shown()).endsWith("off");
  }

  @Test
  void something_other_than_a_mood_change_fails() {
    assertThatThrownBy(() -> context.createProducerTemplate().sendBody("light:mood", "sad"))
        .isInstanceOf(CamelExecutionException.class)
        .hasRootCauseMessage(
            "No type converter available to convert from type: java.lang.String to the required"
                + " type: io.moodspeaker.model.MoodChange");
    assertThat(light.shown()).isEmpty();
  }

  @Test
  void another_verb_is_refused() {
    assertThatThrownBy(() -> context.getEndpoint("light:disco"))
        .hasRootCauseMessage("the light endpoint must be light:mood or light:off, was light:disco");
  }

  @Test
  void stopping_makes_it_dark() {
    give(Mood.SADNESS, 21, LightPattern.STEADY);
    show(Mood.SADNESS);
    context.stop();
    assertThat(light.shown()).endsWith("off");
  }
}
