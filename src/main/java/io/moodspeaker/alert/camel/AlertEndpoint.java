package io.moodspeaker.alert.camel;

import io.moodspeaker.alert.AlertFeature;
import io.moodspeaker.alert.Alerts;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Tell somebody of a mood that holds, or begin a route with each alert. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "alert",
    title = "Alert",
    syntax = "alert:verb",
    category = {Category.MONITORING})
public final class AlertEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
  @UriPath(
      enums = "mood,tell,test,raised",
      description =
          "In to: mood takes note of the mood change in the body; tell tells the text in the body at"
              + " once, to the channels in the header alertTo or to all; test tells everybody that it"
              + " is a test. In from: raised begins the route with each alert as JSON, and again until"
              + " the route has gone through")
  private final String verb;

  private final Alerts alerts;

  AlertEndpoint(String uri, AlertComponent component, String verb, Alerts alerts) {
    super(uri, component);
    if (!List.of("mood", "tell", "test", "raised").contains(verb)) {
      throw new IllegalArgumentException(
          "the alert endpoint must be alert:mood, alert:tell or alert:test in to, or alert:raised in"
              + " from, was alert:"
              + verb);
    }
    this.verb = verb;
    this.alerts = alerts;
  }

  /** What it does, in one word. */
  public String getVerb() {
    return verb;
  }

  @Override
  public Producer createProducer() {
    if (verb.equals("raised")) {
      throw new UnsupportedOperationException("alert:raised begins a route, it can't end one");
    }
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws InvalidPayloadException {
        exchange.getMessage().setBody(answer(exchange));
      }
    };
  }

  private Outcome answer(Exchange exchange) throws InvalidPayloadException {
    Message in = exchange.getIn();
    return switch (verb) {
      case "test" -> alerts.test();
      case "tell" ->
          alerts.tell(
              Mood.of(in.getHeader("mood", Mood.SADNESS.label(), String.class)),
              in.getMandatoryBody(String.class),
              Arrays.stream(in.getHeader("alertTo", "", String.class).split(","))
                  .filter(name -> !name.isBlank())
                  .map(AlertFeature::channel)
                  .toList());
      default -> alerts.moodChanged(in.getMandatoryBody(MoodChange.class));
    };
  }

  /** Each route that begins so hears of it. */
  @Override
  public boolean isMultipleConsumersSupported() {
    return true;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (!verb.equals("raised")) {
      throw new UnsupportedOperationException(
          "alert:" + verb + " ends a route, it can't begin one; alert:raised can");
    }
    AlertConsumer consumer = new AlertConsumer(this, processor, alerts);
    configureConsumer(consumer);
    return consumer;
  }
}
