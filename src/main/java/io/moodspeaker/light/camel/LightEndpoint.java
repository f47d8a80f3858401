package io.moodspeaker.light.camel;

import io.moodspeaker.light.Light;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The end of a route where mood changes become light. */
public final class LightEndpoint extends DefaultEndpoint {
  /** The header that says in plain words what is shown: {@code light pin 21}. */
  public static final String HEADER = "MoodspeakerLight";

  private final Light light;
  private final Function<Mood, Optional<LightPattern>> patterns;

  LightEndpoint(
      String uri,
      LightComponent component,
      Light light,
      Function<Mood, Optional<LightPattern>> patterns) {
    super(uri, component);
    this.light = light;
    this.patterns = patterns;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws InvalidPayloadException {
        show(exchange);
      }

      @Override
      protected void doStop() throws Exception {
        light.off();
        super.doStop();
      }
    };
  }

  private void show(Exchange exchange) throws InvalidPayloadException {
    Mood mood = exchange.getIn().getMandatoryBody(MoodChange.class).mood();
    Optional<LightPattern> pattern = patterns.apply(mood);
    // Set beforehand: a route that carries on after a failure has the right words then too.
    exchange.getMessage().setHeader(HEADER, "no light");
    if (pattern.isEmpty()) {
      light.off();
      return;
    }
    light.show(mood, pattern.get());
    exchange.getMessage().setHeader(HEADER, "light " + pattern.get());
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("light: ends a route, it can't begin one");
  }
}
