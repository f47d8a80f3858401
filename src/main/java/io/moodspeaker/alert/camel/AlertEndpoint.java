package io.moodspeaker.alert.camel;

import io.moodspeaker.alert.AlertScheduler;
import io.moodspeaker.model.MoodChange;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The end of a route where mood changes may become alerts. */
public final class AlertEndpoint extends DefaultEndpoint {
  private final AlertScheduler desk;

  AlertEndpoint(String uri, AlertComponent component, AlertScheduler desk) {
    super(uri, component);
    this.desk = desk;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws InvalidPayloadException {
        desk.moodChanged(exchange.getIn().getMandatoryBody(MoodChange.class));
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("alert: ends a route, it can't begin one");
  }
}
