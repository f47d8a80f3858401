package io.moodspeaker.mood.camel;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.Moods;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Turns an observation into a mood change or null. */
final class MoodProducer extends DefaultProducer {
  private final Moods.Watch tracker;

  MoodProducer(MoodEndpoint endpoint, Moods.Watch tracker) {
    super(endpoint);
    this.tracker = tracker;
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    Message message = exchange.getMessage();
    Optional<MoodChange> change =
        tracker.observe(exchange.getIn().getMandatoryBody(Observation.class));
    message.setBody(change.orElse(null));
    if (change.isPresent()) {
      message.setHeader(MoodComponent.MOOD_HEADER, change.get().mood().label());
    } else {
      message.removeHeader(MoodComponent.MOOD_HEADER);
    }
  }
}
