package io.moodspeaker.alert.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertDispatcher;
import io.moodspeaker.alert.AlertRule;
import io.moodspeaker.alert.AlertScheduler;
import io.moodspeaker.alert.AlertStore;
import io.moodspeaker.alert.Alerts;
import io.moodspeaker.alert.FakeChannel;
import io.moodspeaker.alert.FakeSender;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertComponentTest {
  private final FakeTime time = new FakeTime();
  private final FakeSender sender = new FakeSender();
  private final AlertDispatcher dispatcher =
      new AlertDispatcher(
          AlertStore.none(), AlertDispatcher.Settings.DEFAULT, name -> time, time, time);
  private final CamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    AlertRule rule = AlertRule.of(Duration.ofSeconds(5), Duration.ofMinutes(10));
    AlertScheduler scheduler =
        new AlertScheduler(
            mood -> mood == Mood.FEAR ? Optional.of(rule) : Optional.empty(),
            sender,
            AlertStore.none(),
            time,
            time,
            time,
            outcome -> {});
    context
        .getRegistry()
        .bind("any-name", new Alerts(scheduler, dispatcher, time, java.util.Set::of));
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void a_mood_change_on_the_route_becomes_an_alert_once_it_held() {
    Object told =
        context
            .createProducerTemplate()
            .requestBody(
                "alert:mood",
                new MoodChange(
                    time.instant(),
                    Mood.FEAR,
                    Mood.NEUTRAL,
                    Duration.ofMinutes(1),
                    0.8,
                    Optional.empty()));
    assertThat(told).isEqualTo(Outcome.done("alert", "", "alert in 5 s if it stays"));
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
  void another_verb_is_refused() {
    assertThatThrownBy(() -> context.getEndpoint("alert:now"))
        .hasRootCauseMessage(
            "the alert endpoint must be alert:mood, alert:tell or alert:test in to, or alert:raised in"
                + " from, was alert:now");
  }

  @Test
  void a_test_goes_to_everybody_and_says_where() {
    assertThat(context.createProducerTemplate().requestBody("alert:test", "", Outcome.class))
        .hasToString("no test alert (nobody is set up; set alert.webhook)");
    FakeChannel one = new FakeChannel("one");
    FakeChannel two = new FakeChannel("two");
    dispatcher.update(Map.of("webhook", one, "webhook:fear", two));
    Outcome told = context.createProducerTemplate().requestBody("alert:test", "", Outcome.class);
    assertThat(told.what()).contains("one").contains("two");
    time.advance(Duration.ZERO);
    assertThat(one.delivered()).hasSize(1);
    assertThat(two.delivered()).extracting(Alert::event).containsExactly("test");
  }

  @Test
  void a_route_of_ones_own_hears_each_alert_until_it_has_gone_through() throws Exception {
    List<String> heard = new ArrayList<>();
    AtomicInteger failures = new AtomicInteger(2);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("alert:raised")
                .routeId("mine")
                .process(
                    exchange -> {
                      if (failures.getAndDecrement() > 0) {
                        throw new IllegalStateException("not yet");
                      }
                      heard.add(exchange.getMessage().getBody(String.class));
                    });
          }
        });
    Outcome told = context.createProducerTemplate().requestBody("alert:test", "", Outcome.class);
    assertThat(told.what()).isEqualTo("test alert on its way to route mine");
    time.advance(Duration.ofSeconds(1));
    assertThat(dispatcher.troubles()).containsEntry("route mine", "not yet");
    time.advance(Duration.ofMinutes(1));
    assertThat(heard).singleElement().asString().contains("\"event\":\"test\"");
    assertThat(dispatcher.pending()).isZero();
  }
}
