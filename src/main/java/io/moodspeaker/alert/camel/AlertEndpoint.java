package io.moodspeaker.alert.camel;

import io.moodspeaker.alert.Alerts;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Tell somebody of a mood that holds; the body is then what will come of it. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "alert",
    title = "Alert",
    syntax = "alert:verb",
    producerOnly = true,
    category = {Category.MONITORING})
public final class AlertEndpoint extends DefaultEndpoint {
  @UriPath(
      enums = "mood,test",
      description =
          "mood takes note of the mood change in the body, test tells everybody that it is a test")
  private final String verb;

  private final Alerts alerts;

  AlertEndpoint(String uri, AlertComponent component, String verb, Alerts alerts) {
    super(uri, component);
    if (!verb.equals("mood") && !verb.equals("test")) {
      throw new IllegalArgumentException(
          "the alert endpoint must be alert:mood or alert:test, was alert:" + verb);
    }
    this.verb = verb;
    this.alerts = alerts;
  }

  /** What it does: {@code mood} or {@code test}. */
  public String getVerb() {
    return verb;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws InvalidPayloadException {
        exchange.getMessage().setBody(answer(exchange));
      }
    };
  }

  private Outcome answer(Exchange exchange) throws InvalidPayloadException {
    return verb.equals("test")
        ? alerts.test()
        : alerts.moodChanged(exchange.getIn().getMandatoryBody(MoodChange.class));
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("alert: ends a route, it can't begin one");
  }
}
