package io.moodspeaker.light.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.light.FakeLight;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.light.Rhythm;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LightComponentTest {
  private final Map<Mood, LightPattern> patterns = new ConcurrentHashMap<>();
  private final FakeLight light = new FakeLight();
  private final CamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    context.addComponent(
        "light", new LightComponent(light, mood -> Optional.ofNullable(patterns.get(mood))));
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private Object headerAfter(Object body) {
    return context
        .createProducerTemplate()
        .send("light:mood", exchange -> exchange.getIn().setBody(body))
        .getMessage()
        .getHeader(LightEndpoint.HEADER);
  }

  private static MoodChange to(Mood mood) {
    return new MoodChange(
        Instant.EPOCH, mood, Mood.ABSENT, Duration.ofMinutes(1), 0.7, Optional.empty());
  }

  @Test
  void a_mood_change_shows_the_moods_pattern_and_says_so() {
    patterns.put(Mood.SADNESS, LightPattern.pin(21, Rhythm.PULSE));
    assertThat(headerAfter(to(Mood.SADNESS))).isEqualTo("light pin 21 pulse");
    assertThat(light.shown()).containsExactly("sadness pin 21 pulse");
  }

  @Test
  void a_mood_without_a_pattern_is_dark() {
    assertThat(headerAfter(to(Mood.DISGUST))).isEqualTo("no light");
    assertThat(light.shown()).containsExactly("off");
  }

  @Test
  void a_pattern_changed_while_running_counts_at_the_next_change() {
    patterns.put(Mood.SADNESS, LightPattern.pin(21, Rhythm.STEADY));
    headerAfter(to(Mood.SADNESS));
    patterns.put(Mood.SADNESS, LightPattern.pin(4, Rhythm.BLINK));
    assertThat(headerAfter(to(Mood.SADNESS))).isEqualTo("light pin 4 blink");
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
  void another_path_than_mood_is_refused() {
    assertThatThrownBy(() -> context.getEndpoint("light:disco"))
        .hasRootCauseMessage("the light endpoint must be light:mood, was light:disco");
  }

  @Test
  void stopping_makes_it_dark() {
    patterns.put(Mood.SADNESS, LightPattern.pin(21, Rhythm.STEADY));
    headerAfter(to(Mood.SADNESS));
    context.stop();
    assertThat(light.shown()).contains("off");
  }
}
