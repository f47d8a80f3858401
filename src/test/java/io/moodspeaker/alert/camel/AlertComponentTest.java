package io.moodspeaker.alert.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.alert.AlertRule;
import io.moodspeaker.alert.AlertScheduler;
import io.moodspeaker.alert.FakeSender;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertComponentTest {
  private final FakeTime time = new FakeTime();
  private final FakeSender sender = new FakeSender();
  private final CamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    AlertRule rule = new AlertRule(Duration.ofSeconds(5), Duration.ofMinutes(10));
    context.addComponent(
        "alert",
        new AlertComponent(new AlertScheduler(mood -> Optional.of(rule), sender, time, time)));
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void a_mood_change_on_the_route_becomes_an_alert_once_it_held() {
    context
        .createProducerTemplate()
        .sendBody(
            "alert:mood",
            new MoodChange(
                time.instant(),
                Mood.FEAR,
                Mood.NEUTRAL,
                Duration.ofMinutes(1),
                0.8,
                Optional.empty()));
    assertThat(sender.sent()).isEmpty();
    time.advance(Duration.ofSeconds(5));
    assertThat(sender.sent()).hasSize(1);
  }

  @Test
  void something_other_than_a_mood_change_fails() {
    assertThatThrownBy(() -> context.createProducerTemplate().sendBody("alert:mood", "fear"))
        .isInstanceOf(CamelExecutionException.class);
  }

  @Test
  void another_path_than_mood_is_refused() {
    assertThatThrownBy(() -> context.getEndpoint("alert:now"))
        .hasRootCauseMessage("the alert endpoint must be alert:mood, was alert:now");
  }
}
