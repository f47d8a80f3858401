package io.moodspeaker.light.camel;

import io.moodspeaker.light.LightController;
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

/** Show a mood on a lamp; the body is then what was done. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "light",
    title = "Light",
    syntax = "light:verb",
    producerOnly = true,
    category = {Category.IOT})
public final class LightEndpoint extends DefaultEndpoint {
  @UriPath(
      enums = "mood,off",
      description = "mood shows the light of the mood change in the body, off makes it dark")
  private final String verb;

  private final LightController controller;

  LightEndpoint(String uri, LightComponent component, String verb, LightController controller) {
    super(uri, component);
    if (!verb.equals("mood") && !verb.equals("off")) {
      throw new IllegalArgumentException(
          "the light endpoint must be light:mood or light:off, was light:" + verb);
    }
    this.verb = verb;
    this.controller = controller;
  }

  /** What it does: {@code mood} or {@code off}. */
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

      @Override
      protected void doStop() throws Exception {
        controller.off();
        super.doStop();
      }
    };
  }

  private Outcome answer(Exchange exchange) throws InvalidPayloadException {
    return verb.equals("off")
        ? controller.off()
        : controller.show(exchange.getIn().getMandatoryBody(MoodChange.class).mood());
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("light: ends a route, it can't begin one");
  }
}
