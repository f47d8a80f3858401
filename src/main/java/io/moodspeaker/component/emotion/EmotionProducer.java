package io.moodspeaker.component.emotion;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.LowConfidenceException;
import io.moodspeaker.emotion.RecognizerWatch;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.util.OptionalDouble;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Puts an observation in the place of a frame. */
final class EmotionProducer extends DefaultProducer {
  private final EmotionEndpoint endpoint;
  private final RecognizerWatch watch;

  EmotionProducer(EmotionEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    watch = endpoint.getComponent().watch();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Frame frame = exchange.getMessage().getMandatoryBody(Frame.class);
    // In a fallback, Camel keeps here why the step before it failed.
    LowConfidenceException secondBest =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, LowConfidenceException.class);
    Observation observation;
    try {
      observation = endpoint.getComponent().recognizer(endpoint.getName()).recognize(frame);
    } catch (EmotionException | RuntimeException e) {
      watch.failed(endpoint.getName(), e);
      if (secondBest != null) {
        exchange.getMessage().setBody(secondBest.observation());
      } else if (endpoint.isLastResort()) {
        watch.gaveUp();
        exchange.getMessage().setBody(null);
        exchange.setRouteStop(true);
      } else {
        throw e;
      }
      return;
    }
    if (secondBest == null) {
      // An unsure reading is a reading: who reads hasn't changed because another was asked too.
      watch.read(endpoint.getName());
    }
    checkConfidence(observation);
    exchange.getMessage().setBody(observation);
  }

  private void checkConfidence(Observation observation) throws LowConfidenceException {
    OptionalDouble best =
        observation.faces().stream().map(Face::scores).mapToDouble(s -> s.confidence()).max();
    if (best.isPresent() && best.getAsDouble() < endpoint.getMinimumConfidence()) {
      throw new LowConfidenceException(
          observation, best.getAsDouble(), endpoint.getMinimumConfidence());
    }
  }
}
