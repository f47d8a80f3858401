package io.moodspeaker.mood.camel;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.camel.MoodComponent.Watch;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Turns an observation, or an empty body for the passing of time, into a mood change or null. */
final class MoodProducer extends DefaultProducer {
  private final Watch judge;

  MoodProducer(MoodEndpoint endpoint, Watch judge) {
    super(endpoint);
    this.judge = judge;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Optional<MoodChange> change = judge(message.getBody());
    message.setBody(change.orElse(null));
    if (change.isPresent()) {
      message.setHeader(MoodComponent.MOOD_HEADER, change.get().mood().label());
    } else {
      message.removeHeader(MoodComponent.MOOD_HEADER);
    }
  }

  private Optional<MoodChange> judge(Object body) {
    if (body instanceof Observation observation) {
      return judge.observe(observation);
    }
    if (body == null || body.equals("")) {
      return judge.tick();
    }
    throw new IllegalArgumentException(
        getEndpoint().getEndpointUri()
            + " takes an observation or an empty body, got a "
            + body.getClass().getName());
  }
}
